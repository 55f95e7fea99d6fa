"""Starts NanoGPL in the browser: ``python app.py``, and what a Space runs."""

from ngpl.ui.app import launch

if __name__ == "__main__":
    launch()
