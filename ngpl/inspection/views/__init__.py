"""What an inspection found, ready to be drawn: numpy and labels, no torch.

Letters of the shapes: L layers, H heads, T tokens, C width of the residual stream, D head size, V vocabulary,
K candidates.
"""

from ngpl.inspection.views.ablation import AblationView, PatchView, WithoutView
from ngpl.inspection.views.anatomy import AnatomyStage, AnatomyView
from ngpl.inspection.views.attention import AttentionView
from ngpl.inspection.views.difference import DifferenceView
from ngpl.inspection.views.embeddings import EmbeddingView, Neighbour, PositionView
from ngpl.inspection.views.film import FilmView
from ngpl.inspection.views.heads import HeadMeasure, HeadScores
from ngpl.inspection.views.layers import AttributionView, LensView
from ngpl.inspection.views.predictions import PredictionView

__all__ = [
    "AblationView",
    "AnatomyStage",
    "AnatomyView",
    "AttentionView",
    "AttributionView",
    "DifferenceView",
    "EmbeddingView",
    "FilmView",
    "HeadMeasure",
    "HeadScores",
    "LensView",
    "Neighbour",
    "PatchView",
    "PositionView",
    "PredictionView",
    "WithoutView",
]
