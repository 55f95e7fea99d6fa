"""What is predicted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class PredictionView:
    """The most probable next tokens, best first; ``probs`` and ``logprobs`` (nats) are ``(K,)``."""

    ids: tuple[int, ...]
    probs: np.ndarray
    logprobs: np.ndarray
