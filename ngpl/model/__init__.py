"""Models: ids -> logits, with caches to decode and probes to look inside."""

from ngpl.model.baselines import Baseline, Bigram, BigramConfig, NGram, NGramConfig
from ngpl.model.cache import Cache
from ngpl.model.gpt import GPT
from ngpl.model.kernels import KERNELS
from ngpl.model.kinds import MODELS, AnyConfig, AnyModel, config_dict, config_from, kind_of, new_model, shape_of
from ngpl.model.layers import MLPS, NORMS
from ngpl.model.positions import POSITIONS
from ngpl.model.probe import STAGES, Chain, Intervene, Probe, Trace, patch, zero_head
from ngpl.model.silence import without_heads
from ngpl.model.storage import STORAGES, storage_of, stored_as

__all__ = [
    "KERNELS",
    "MODELS",
    "MLPS",
    "NORMS",
    "POSITIONS",
    "STAGES",
    "STORAGES",
    "AnyConfig",
    "AnyModel",
    "Baseline",
    "Bigram",
    "BigramConfig",
    "Cache",
    "Chain",
    "GPT",
    "Intervene",
    "NGram",
    "NGramConfig",
    "Probe",
    "Trace",
    "config_dict",
    "config_from",
    "kind_of",
    "new_model",
    "patch",
    "shape_of",
    "storage_of",
    "stored_as",
    "without_heads",
    "zero_head",
]
