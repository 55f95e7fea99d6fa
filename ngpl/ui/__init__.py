"""The app. Gradio lives in this package and nowhere else."""

import os

# Read when gradio is imported: nothing leaves the machine, and no run is kept in the visitor's browser.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["GRADIO_RUN_HISTORY"] = "false"
os.environ["GRADIO_SSR_MODE"] = "false"
