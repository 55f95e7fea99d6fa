"""Where the data that NanoGPL ships is found: in a checkout at its top, after an installation under ``share/ngpl``."""

from __future__ import annotations

from pathlib import Path


def _root() -> Path:
    """The folder that holds ``config.json`` and ``assets``; the one above the package if none does."""
    above = Path(__file__).absolute().parents[1:]
    places = [above[0], *(folder / "share" / "ngpl" for folder in above)]
    complete = (place for place in places if (place / "config.json").is_file() and (place / "assets").is_dir())
    return next(complete, above[0])


ROOT = _root()
CONFIG = ROOT / "config.json"
ASSETS = ROOT / "assets"
MODELS = ASSETS / "models"
