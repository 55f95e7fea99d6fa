"""What commands answer with ``--json``, and the app's endpoints: plain lists and numbers, in one place for both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ngpl.api import Generation
from ngpl.hub import LanguageModel, ModelInfo
from ngpl.inspection import TAGS, combine, neighbours, next_logits, predict, tags_of
from ngpl.inspection.views import (
    AblationView,
    AttentionView,
    AttributionView,
    HeadScores,
    LensView,
    PatchView,
    WithoutView,
)
from ngpl.plots.attention import check_head
from ngpl.terms import term_of, token_of
from ngpl.tokenizers import Tokenizer


def models(infos: Sequence[ModelInfo]) -> list[dict[str, Any]]:
    """``[{name, parameters, tokenizer, attention, source, storage, download}]``; ``download`` counts the bytes that are
    still to be fetched."""
    fields = ("name", "parameters", "tokenizer", "attention", "source", "storage", "download")
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
    found = neighbours(lm.embedded, combine(lm.embedded, added, taken), top, without=[*added, *taken])
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


def lens(lm: LanguageModel, view: LensView) -> dict[str, Any]:
    """``{tokens, target, depths: [[{top: [{id, text, prob}], entropy, target_prob, target_rank}]]}``: a list a depth,
    the embedding first, with one entry a token. Without a target what tells of it is null."""
    named = {id: _token(lm, id) for id in np.unique(view.ids).tolist()}

    def cell(depth: int, at: int) -> dict[str, Any]:
        best = zip(view.ids[depth, at].tolist(), view.probs[depth, at].tolist(), strict=True)
        found = {"top": [named[id] | {"prob": prob} for id, prob in best], "entropy": float(view.entropy[depth, at])}
        place = {"target_prob": view.target_probs, "target_rank": view.target_ranks}
        return found | {name: None if array is None else array[depth, at].item() for name, array in place.items()}

    n_depth, n_token = view.entropy.shape
    depths = [[cell(depth, at) for at in range(n_token)] for depth in range(n_depth)]
    target = None if view.target is None else _token(lm, view.target)
    return {"tokens": list(view.labels), "target": target, "depths": depths}


def ablation(lm: LanguageModel, view: AblationView, top: int = 10) -> dict[str, Any]:
    """``{tokens, target: {id, text, logprob}, mode, about, change, strongest: [{layer, head, change}]}``: changes are
    in nats, a row a layer."""
    places = view.strongest(top)
    strongest = [{"layer": layer, "head": head, "change": float(view.change[layer, head])} for layer, head in places]
    target = _token(lm, view.target) | {"logprob": view.logprob}
    told = {"tokens": lm.tokenizer.labels(view.ids), "target": target, "mode": view.mode, "about": view.about}
    return told | {"change": view.change.tolist(), "strongest": strongest}


def without(lm: LanguageModel, view: WithoutView) -> dict[str, Any]:
    """``{tokens, heads: [[layer, head]], mode, about, candidates: [{id, text, before, after}]}``: probabilities with
    all heads, and without some."""
    rows = zip(view.candidates, view.before.tolist(), view.after.tolist(), strict=True)
    candidates = [_token(lm, id) | {"before": before, "after": after} for id, before, after in rows]
    told = {"tokens": lm.tokenizer.labels(view.ids), "heads": [list(head) for head in view.heads]}
    return told | {"mode": view.mode, "about": view.about, "candidates": candidates}


def patching(lm: LanguageModel, view: PatchView) -> dict[str, Any]:
    """``{clean: {tokens, value}, corrupt: {tokens, value}, target, against, stage, about, restored}``: ``restored`` has
    a row a layer, ``value`` is what is measured."""
    runs = {"clean": (view.clean_ids, view.clean), "corrupt": (view.corrupt_ids, view.corrupt)}
    told = {name: {"tokens": lm.tokenizer.labels(ids), "value": value} for name, (ids, value) in runs.items()}
    against = None if view.against is None else _token(lm, view.against)
    asked = {"target": _token(lm, view.target), "against": against, "stage": view.stage, "about": view.about}
    return told | asked | {"restored": view.restored.tolist()}


def attribution(lm: LanguageModel, view: AttributionView) -> dict[str, Any]:
    """``{tokens, position, target, logit, total, embedding, offset, attention, mlp, heads, norms}``: lists have an
    entry a layer, and ``norms`` one for the embedding before them."""
    arrays = {name: getattr(view, name).tolist() for name in ("attention", "mlp", "heads", "norms")}
    numbers = {name: getattr(view, name) for name in ("logit", "total", "embedding", "offset")}
    told = {"tokens": lm.tokenizer.labels(view.ids), "position": view.position, "target": _token(lm, view.target)}
    return told | numbers | arrays


def _token(lm: LanguageModel, id: int) -> dict[str, Any]:
    return {"id": id, "text": lm.tokenizer.piece(id).text}


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
