"""Models in and out: the ``.gpl`` file, the Hub, and the library of loaded models."""

from ngpl.hub.checkpoint import load_gpl, save_gpl
from ngpl.hub.language_model import LanguageModel
from ngpl.hub.library import Library, ModelInfo, list_models, list_offers, load

__all__ = ["LanguageModel", "Library", "ModelInfo", "list_models", "list_offers", "load", "load_gpl", "save_gpl"]
