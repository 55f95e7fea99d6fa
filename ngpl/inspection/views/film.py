"""A text while it is written."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ngpl.inspection.views.attention import AttentionView


@dataclass(frozen=True)
class FilmView:
    """A text of ``prompt`` tokens, and N more that a model wrote after it. Step t chose token ``prompt + t`` by what
    the token before it had seen: row ``prompt + t - 1`` of the ``maps`` of the whole text.

    ``candidates`` ``(N, K)`` are the likeliest tokens of each step, best first; one chosen from further down has the
    last place. ``labels`` ``(N, K)`` are theirs, ``probs`` ``(N, K)`` the model's own probabilities, ``left``
    ``(N, K)`` those after the filters of the strategy. ``ranks`` ``(N,)`` of the tokens chosen (1: the likeliest) and
    ``entropy`` ``(N,)`` in nats are the model's own. ``how`` names the strategy and the seed.
    """

    maps: AttentionView
    prompt: int
    candidates: np.ndarray
    labels: tuple[tuple[str, ...], ...]
    probs: np.ndarray
    left: np.ndarray
    ranks: np.ndarray
    entropy: np.ndarray
    how: str

    @property
    def chosen(self) -> np.ndarray:
        """The tokens that were written, ``(N,)``."""
        return np.array(self.maps.ids[self.prompt :], np.int64)

    @property
    def places(self) -> np.ndarray:
        """Where among the candidates the chosen ones stand, ``(N,)``."""
        return (self.candidates == self.chosen[:, None]).argmax(1)

    @property
    def attention_view(self) -> AttentionView:
        """The maps, with the steps as ``arrays`` and a note that says how the text went on."""
        names = ("candidates", "probs", "left", "ranks", "entropy")
        arrays = {"prompt": np.array(self.prompt), "chosen": self.chosen}
        arrays |= {name: getattr(self, name) for name in names} | {"candidate_tokens": np.array(self.labels, np.str_)}
        note = f"the last {len(self.chosen)} tokens were written by the model: {self.how}"
        return replace(self.maps, arrays={**self.maps.arrays, **arrays}, notes=(*self.maps.notes, note))
