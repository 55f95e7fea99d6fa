"""What commands answer with ``--json``, and the app's endpoints: plain lists and numbers, in one place for both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ngpl.api import Generation
from ngpl.hub import LanguageModel, ModelInfo
from ngpl.inspection import TAGS, combine, neighbours, next_logits, predict, tags_of
from ngpl.inspection.views import AttentionView, HeadScores
from ngpl.plots.attention import check_head
from ngpl.terms import term_of, token_of
from ngpl.tokenizers import Tokenizer


def models(infos: Sequence[ModelInfo]) -> list[dict[str, Any]]:
    """``[{name, parameters, tokenizer, attention, source, storage}]``."""
    fields = ("name", "parameters", "tokenizer", "attention", "source", "storage")
    return [{field: getattr(info, field) for field in fields} for info in infos]


def tokens(tokenizer: Tokenizer, text: str) -> dict[str, Any]:
    """``{ids, tokens: [{id, text, bytes, start, end}], decoded}``; places count bytes of UTF-8."""
    pieces = tokenizer.pieces(text)
    ids = [piece.id for piece in pieces]
    rows = [{"id": p.id, "text": p.text, "bytes": list(p.bytes), "start": p.start, "end": p.end} for p in pieces]
    return {"ids": ids, "tokens": rows, "decoded": tokenizer.decode(ids)}


def embeddings(lm: LanguageModel, plus: Sequence[str], minus: Sequence[str] = (), top: int = 10) -> dict[str, Any]:
    """``{neighbors: [{id, text, cosine}]}`` of the sum of tokens less others, which are left out themselves.

    Tokens are named as ``ngpl.terms`` reads them: a bare word is the token with the space before it, if there is one.
    """
    added, taken = ([token_of(lm.tokenizer, term_of(text)) for text in texts] for texts in (plus, minus))
    found = neighbours(lm.model, combine(lm.model, added, taken), top, without=[*added, *taken])
    return {"neighbors": [{"id": n.id, "text": lm.tokenizer.piece(n.id).text, "cosine": n.cosine} for n in found]}


def candidates(lm: LanguageModel, ids: Sequence[int], top: int = 10) -> dict[str, Any]:
    """``{candidates: [{id, text, prob, logprob}]}`` for the token after ``ids``; log-probabilities in nats."""
    view = predict(next_logits(lm.model, ids), top)
    rows = zip(view.ids, view.probs.tolist(), view.logprobs.tolist(), strict=True)
    return {"candidates": [{"id": i, "text": lm.tokenizer.piece(i).text, "prob": p, "logprob": q} for i, p, q in rows]}


def attention(view: AttentionView, layer: int, head: int) -> dict[str, Any]:
    """``{tokens, shape, layer, head, attention}``: the map of one head, rows queries, columns keys."""
    check_head(view, layer, head)
    weights = np.round(view.head(layer, head).astype(float), 7).tolist()
    shape = list(view.weights.shape)
    return {"tokens": list(view.labels), "shape": shape, "layer": layer, "head": head, "attention": weights}


def heads(scores: HeadScores) -> dict[str, Any]:
    """``{implied, measures: [{tag, sample, about, chance, strongest: {layer, head, score}}], heads: [{layer, head,
    tags, scores: {tag: {sample: score}}}]}``."""
    measures = []
    for m in scores.measures:
        layer, head = m.strongest
        strongest = {"layer": layer, "head": head, "score": float(m.scores[layer, head])}
        about = {"tag": m.tag, "sample": m.sample, "about": TAGS[m.tag].about, "chance": m.chance}
        measures.append(about | {"strongest": strongest})
    rows = []
    for (layer, head), tags in tags_of(scores).items():
        found: dict[str, dict[str, float]] = {}
        for m in scores.measures:
            found.setdefault(m.tag, {})[m.sample] = float(m.scores[layer, head])
        rows.append({"layer": layer, "head": head, "tags": list(tags), "scores": found})
    return {"implied": scores.implied, "measures": measures, "heads": rows}


def generation(written: Generation) -> dict[str, Any]:
    """``{prompt, text, ids, logprobs, seconds, tokens_per_second}``."""
    return {
        "prompt": written.prompt,
        "text": written.text,
        "ids": list(written.ids),
        "logprobs": list(written.logprobs),
        "seconds": written.seconds,
        "tokens_per_second": written.tokens_per_second,
    }
