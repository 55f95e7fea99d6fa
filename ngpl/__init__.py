"""NanoGPL: a glass box for small GPTs."""

__version__ = "0.1.0"
