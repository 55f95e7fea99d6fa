"""Looking inside: a probed pass -> numpy views."""

from ngpl.inspection.embeddings import combine, embedding_map, neighbours, position_view
from ngpl.inspection.forward import Inspection, inspect, log_softmax, next_logits, predict
from ngpl.inspection.heads import TAGS, head_scores, tags_of
from ngpl.inspection.lens import lens, lens_logits

__all__ = [
    "TAGS",
    "Inspection",
    "combine",
    "embedding_map",
    "head_scores",
    "inspect",
    "lens",
    "lens_logits",
    "log_softmax",
    "neighbours",
    "next_logits",
    "position_view",
    "predict",
    "tags_of",
]
