"""What each attention head does, as scores: how much of its weight follows a pattern that has a name.

The patterns are those of the circuits literature: previous-token and induction heads (Elhage et al., 2021; Olsson et
al., 2022), duplicate-token heads (Wang et al., 2022), heads that rest on the first token (Xiao et al., 2023).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from ngpl.errors import InputError
from ngpl.inspection.views import HeadMeasure, HeadScores
from ngpl.model import GPT, Trace

SEQUENCES = 8
LONGEST_COPY = 50  # tokens of a sequence that is given twice


@dataclass(frozen=True)
class Tag:
    """A pattern. ``looks`` takes maps ``(..., T, T)`` to what each query that can follow the pattern gives to it,
    ``(..., queries)``, from 0 to 1. A head whose mean reaches ``threshold`` is called by the tag's name.

    ``samples`` it is measured on: ``random`` tokens, those tokens ``repeated``, a ``text``.
    """

    about: str
    looks: Callable[[np.ndarray], np.ndarray]
    threshold: float
    samples: tuple[str, ...] = ("random", "text")


def previous(maps: np.ndarray) -> np.ndarray:
    """Weight on the token before."""
    return _back(maps, 1)


def current(maps: np.ndarray) -> np.ndarray:
    """Weight on the token itself."""
    return _back(maps, 0)[..., 1:]  # the first token has nowhere else to look


def first(maps: np.ndarray) -> np.ndarray:
    """Weight on the first token."""
    return maps[..., 1:, 0]


def duplicate(maps: np.ndarray) -> np.ndarray:
    """Weight on the same token of the first copy, from each token of the second."""
    n = copy_length(maps)
    return _back(maps, n)[..., -n:]


def induction(maps: np.ndarray) -> np.ndarray:
    """Weight on the token after the same one of the first copy: on what comes next, if things repeat."""
    n = copy_length(maps)
    return _back(maps, n - 1)[..., -n:]


def local(maps: np.ndarray) -> np.ndarray:
    """1 less the mean distance looked back, as a share of the distance to the first token."""
    at = np.arange(maps.shape[-1])
    distance = (at - maps @ at)[..., 1:]
    return 1 - distance / at[1:]


def spread(maps: np.ndarray) -> np.ndarray:
    """Entropy of each row, as a share of the entropy of looking at all tokens alike."""
    entropy = -(maps * np.log(np.where(maps > 0, maps, 1))).sum(-1)
    return entropy[..., 1:] / np.log(np.arange(2, maps.shape[-1] + 1))


TAGS: dict[str, Tag] = {
    "previous": Tag("looks at the token before", previous, 0.3),
    "self": Tag("looks at the token itself", current, 0.3),
    "first": Tag("rests on the first token", first, 0.3),
    "duplicate": Tag("looks at an earlier copy of the token", duplicate, 0.3, ("repeated",)),
    "induction": Tag("looks at what followed an earlier copy of the token", induction, 0.3, ("repeated",)),
    "local": Tag("looks at tokens nearby: 1 less the mean distance over the distance to the first", local, 0.8),
    "spread": Tag("looks at all tokens alike: entropy over the largest that there is", spread, 0.9),
}


@torch.inference_mode()
def head_scores(
    model: GPT, vocabulary: Sequence[int], bos: int, texts: Sequence[Sequence[int]] = (), seed: int = 0
) -> HeadScores:
    """Measure every head by every tag: one pass over random sequences of ``vocabulary``, one over the ``texts``.

    A random sequence is ``<BOS>``, n different tokens, and the same n again; up to the repetition it is the sample
    ``random``, and as a whole the sample ``repeated``. Texts are ids, cut to the model's context.
    """
    copies = repeated_ids(model.context, vocabulary, bos, seed)
    maps, n = maps_of(model, copies), copies.shape[1] // 2 + 1
    measures = measure(maps[..., :n, :n], "random") + measure(maps, "repeated")
    kept = [list(ids)[: model.context] for ids in texts]
    if any(len(ids) < 2 for ids in kept):
        raise InputError("a text of one token shows nothing of a head: it can only look at itself; give a longer text")
    if kept:
        lengths = [len(ids) for ids in kept]
        padded = [ids + [bos] * (max(lengths) - len(ids)) for ids in kept]  # never seen: every row looks back only
        measures += measure(maps_of(model, np.array(padded)), "text", lengths)
    return HeadScores(measures, model.kernel.implied)


def measure(maps: np.ndarray, sample: str, lengths: Sequence[int] = ()) -> tuple[HeadMeasure, ...]:
    """The scores of maps ``(L, B, H, T, T)`` by every tag that is measured on ``sample``.

    Of sequence b the first ``lengths[b]`` tokens count, at least 2 (``repeated``: 5, always all). Chance is the score
    of a head that looks at all tokens alike.
    """
    ends = list(lengths) or [maps.shape[-1]] * maps.shape[1]
    found = []
    for name, tag in TAGS.items():
        if sample in tag.samples:
            looked = [tag.looks(maps[:, b, :, :n, :n]) for b, n in enumerate(ends)]  # (L, H, queries) each
            alike = [tag.looks(uniform_map(n)) for n in ends]
            scores = np.concatenate(looked, -1).mean(-1).clip(0, 1).astype(np.float32)
            found.append(HeadMeasure(name, sample, scores, float(np.concatenate(alike).mean())))
    return tuple(found)


def tags_of(scores: HeadScores) -> dict[tuple[int, int], tuple[str, ...]]:
    """The tags of each head ``(layer, head)`` in the order of TAGS: it reaches their threshold on every sample."""
    lowest: dict[str, np.ndarray] = {}
    for m in scores.measures:
        lowest[m.tag] = np.minimum(lowest.get(m.tag, m.scores), m.scores)
    reached = {name: lowest[name] >= tag.threshold for name, tag in TAGS.items() if name in lowest}
    heads = np.ndindex(scores.shape)
    return {(layer, head): tuple(name for name in reached if reached[name][layer, head]) for layer, head in heads}


def repeated_ids(context: int, vocabulary: Sequence[int], bos: int, seed: int = 0) -> np.ndarray:
    """Random sequences ``(SEQUENCES, 1 + 2 n)``; ``InputError`` if context or vocabulary are too small for two."""
    n = min(LONGEST_COPY, (context - 1) // 2, len(vocabulary))
    if n < 2:
        raise InputError(
            f"a context of {context} and {len(vocabulary)} tokens are too few to repeat a sequence; 5 and 2 are needed"
        )
    random = np.random.default_rng(seed)
    copies = np.stack([random.choice(vocabulary, n, replace=False) for _ in range(SEQUENCES)])
    return np.concatenate([np.full((SEQUENCES, 1), bos), copies, copies], axis=1)


def maps_of(model: GPT, ids: np.ndarray) -> np.ndarray:
    """The attention maps ``(L, B, H, T, T)`` of one probed pass over ``(B, T)``."""
    trace = Trace("attention")
    model(torch.from_numpy(ids).to(model.device), probe=trace)
    return trace["attention"].float().cpu().numpy()


def uniform_map(n: int) -> np.ndarray:
    """The map of a head that looks at all tokens so far alike, ``(n, n)``."""
    return np.tri(n) / np.arange(1, n + 1)[:, None]


def copy_length(maps: np.ndarray) -> int:
    """n of maps over ``<BOS>``, n tokens, and the same n again."""
    return (maps.shape[-1] - 1) // 2


def _back(maps: np.ndarray, distance: int) -> np.ndarray:
    """What queries give to the token so far before them: ``(..., T, T)`` -> ``(..., T - distance)``."""
    return np.diagonal(maps, -distance, -2, -1)
