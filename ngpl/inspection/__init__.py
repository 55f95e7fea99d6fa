"""Looking inside: a probed pass -> numpy views."""

from ngpl.inspection.ablation import ABLATIONS, ablate, candidates_without, next_without
from ngpl.inspection.anatomy import anatomy
from ngpl.inspection.attribution import attribute, place
from ngpl.inspection.combined import COMBINATIONS, SINKS, combined, rollout, with_sink
from ngpl.inspection.difference import as_they_are, difference
from ngpl.inspection.embeddings import combine, embedding_map, neighbours, position_view
from ngpl.inspection.forward import Inspection, inspect, log_softmax, next_logits, predict
from ngpl.inspection.heads import TAGS, head_scores, tags_of
from ngpl.inspection.lens import lens, lens_logits
from ngpl.inspection.patching import PATCHES, patch_effects

__all__ = [
    "ABLATIONS",
    "COMBINATIONS",
    "PATCHES",
    "SINKS",
    "TAGS",
    "Inspection",
    "ablate",
    "anatomy",
    "as_they_are",
    "attribute",
    "candidates_without",
    "combine",
    "combined",
    "difference",
    "embedding_map",
    "head_scores",
    "inspect",
    "lens",
    "lens_logits",
    "log_softmax",
    "neighbours",
    "next_logits",
    "next_without",
    "patch_effects",
    "place",
    "position_view",
    "predict",
    "rollout",
    "tags_of",
    "with_sink",
]
