"""Models: ids -> logits, with caches to decode and probes to look inside."""

from ngpl.model.cache import Cache
from ngpl.model.gpt import GPT
from ngpl.model.kernels import KERNELS
from ngpl.model.layers import MLPS, NORMS
from ngpl.model.positions import POSITIONS
from ngpl.model.probe import STAGES, Chain, Intervene, Probe, Trace, patch, zero_head
from ngpl.model.silence import without_heads
from ngpl.model.storage import STORAGES, storage_of, stored_as

__all__ = [
    "KERNELS",
    "MLPS",
    "NORMS",
    "POSITIONS",
    "STAGES",
    "STORAGES",
    "Cache",
    "Chain",
    "GPT",
    "Intervene",
    "Probe",
    "Trace",
    "patch",
    "storage_of",
    "stored_as",
    "without_heads",
    "zero_head",
]
