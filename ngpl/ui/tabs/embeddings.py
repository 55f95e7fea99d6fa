"""The embeddings tab: the vocabulary as a map, neighbours, sums and differences, and the position vectors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from ngpl.config import GPTConfig
from ngpl.errors import InputError
from ngpl.hub import LanguageModel
from ngpl.inspection import combine, embedding_map, neighbours, position_view
from ngpl.plots.embeddings import embedding_payload, kinds_of, neighbour_rows, position_payload
from ngpl.terms import Term, joined, terms_of, token_of, twin, written
from ngpl.tokenizers import Tokenizer
from ngpl.ui.context import Context, Reading, Selection
from ngpl.ui.events import number_or_none
from ngpl.ui.instead import or_panel
from ngpl.ui.page import Page
from ngpl.ui.view import view

TOP = 10
MAX_QUERY = 200


@dataclass(frozen=True)
class Sent:
    """What a visitor's browser has already: the map of the model ``key``, and the neighbours of a token of the text."""

    key: str = ""
    token: int | None = None
    id: int | None = None


def build(page: Page) -> None:
    """The map and what can be asked of it, or what the model is instead of one with embeddings."""
    or_panel(page, "embeddings", lambda lm: lm.embedded, build_content)


def build_content(page: Page) -> None:
    """The map, neighbours and sums, and the positions."""
    sent = gr.State(Sent())
    with gr.Row(elem_id="embedding-fields"):
        query = field("Find a token", "cat", "embedding-find")
        plus = field("Plus", "king, woman", "embedding-plus")
        minus = field("Minus", "man", "embedding-minus")
    for name, box in {"find": query, "plus": plus, "minus": minus}.items():
        page.link(name, box)
    gr.Markdown(
        "Enter starts; commas separate tokens. `cat` is the token with its space, `·cat`, if there is one; "
        '`"cat"` is exactly that; `#512` is the token with that id.',
        elem_id="embedding-hint",
    )
    picture = view("embedding-map", text=None, near=None, sum=None)
    positions = view("position-vectors", text=None)
    latest: dict[str, Any] = {"trigger_mode": "always_last"}
    reading = [page.model, page.text, page.selection]
    page.follow(show, [sent], [picture, positions, sent])
    page.on(picture.token_pick, pick, [page.model], [picture], **latest)
    page.on(picture.token_select, choose, reading, [page.selection, picture, sent], **latest)
    page.on(picture.operand, extend, [page.model, plus, minus], [plus, minus])
    page.on(query.submit, find, [page.model, query], [picture])
    page.on([plus.submit, minus.submit], add_up, [page.model, plus, minus], [picture])


def field(label: str, example: str, name: str) -> gr.Textbox:
    return gr.Textbox(
        label=label, placeholder=f"for example {example}", elem_id=name, submit_btn=True, min_width=200, max_lines=1
    )


# What follows the model and the text


def show(context: Context, model: str, text: str, selection: Selection, sent: Sent) -> tuple[Any, Any, Sent]:
    """The map and the positions if the browser lacks them, the text's tokens, and the selected token's neighbours."""
    reading = context.read(model, text)
    fresh = sent.key != reading.lm.hash
    now = now_selected(reading, selection)
    tokens = text_payload(reading, now.token)
    changes: dict[str, Any] = {"text": tokens}
    if fresh:
        changes |= {"value": map_payload(reading.lm), "near": None, "sum": None}
    if (now.token, now.id) != (sent.token, sent.id) or (fresh and now.id is not None):
        changes["near"] = near_payload(reading.lm, now.id)
    positions: dict[str, Any] = {"text": tokens}
    if fresh:
        positions["value"] = positions_payload(context, reading.lm)
    return gr.HTML(**changes), gr.HTML(**positions), now


def now_selected(reading: Reading, selection: Selection) -> Sent:
    token = selection.token
    if token is None or not 0 <= token < len(reading.ids):
        return Sent(reading.lm.hash)
    return Sent(reading.lm.hash, token, reading.ids[token])


def text_payload(reading: Reading, token: int | None) -> dict[str, Any]:
    """The tokens of the text in order, and which of them is selected."""
    return {"key": reading.lm.hash, "ids": list(reading.ids), "labels": reading.labels, "token": token}


def map_payload(lm: LanguageModel) -> dict[str, Any]:
    labels, special = lm.tokenizer.vocab(), lm.tokenizer.specials.values()
    kinds = kinds_of(labels, special, partial_ids(lm.tokenizer))
    return embedding_payload(embedding_map(lm.embedded, labels), kinds, lm.hash, about(lm))


def about(lm: LanguageModel) -> str:
    """Which embedding the map shows."""
    c = lm.config
    if not isinstance(c, GPTConfig):
        return (
            f"The table of {lm.name}: {c.vocab_size:,} rows of {c.vocab_size:,} probabilities. A token's row says what "
            "follows it, so tokens that are followed alike are near."
        )
    tied = (
        "The unembedding is the same matrix (tied), so near tokens are also predicted alike."
        if c.tied
        else "The unembedding is another matrix (not tied)."
    )
    return f"The token embedding of {lm.name}: {c.vocab_size:,} tokens, {c.n_embd:,} numbers each. {tied}"


def partial_ids(tokenizer: Tokenizer) -> list[int]:
    """The tokens that hold bytes which are no whole characters."""
    return [id for id in range(tokenizer.vocab_size) if not whole(tokenizer.piece(id).bytes)]


def whole(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def positions_payload(context: Context, lm: LanguageModel) -> dict[str, Any]:
    seen = position_view(lm.embedded, context.limits.tokens)
    return position_payload(seen, lm.hash, lm.model.context)


# Neighbours and sums


def near_payload(lm: LanguageModel, id: int | None) -> dict[str, Any]:
    """The neighbours of token ``id``; none of ``None``."""
    if id is None:
        return {"key": lm.hash, "id": None, "twin": None, "neighbours": []}
    if not 0 <= id < lm.config.vocab_size:
        raise InputError(f"there is no token {id}; the ids of this model are 0 to {lm.config.vocab_size - 1}")
    found = neighbours(lm.embedded, combine(lm.embedded, [id]), TOP, without=[id])
    return {"key": lm.hash, "id": id, "twin": twin(lm.tokenizer, id), "neighbours": neighbour_rows(found)}


def pick(context: Context, model: str, event: gr.EventData) -> Any:
    """A point of the map or a token of a list was chosen."""
    return gr.HTML(near=near_payload(context.model(model), number_or_none(event, "id")))


def choose(
    context: Context, model: str, text: str, selection: Selection, event: gr.EventData
) -> tuple[Selection, Any, Sent]:
    """A token of the text was chosen, or none; all tabs follow."""
    reading = context.read(model, text)
    chosen = replace(selection, token=number_or_none(event, "token"))
    now = now_selected(reading, chosen)
    return replace(chosen, token=now.token), gr.HTML(near=near_payload(reading.lm, now.id)), now


def find(context: Context, model: str, query: str) -> Any:
    """The token that was searched for, with its neighbours."""
    lm = context.model(model)
    query = (query or "")[:MAX_QUERY]
    terms = [Term(query)] if query and not query.strip().startswith('"') else terms_of(query)
    if not terms:
        raise InputError("there is nothing to search for: type one token, such as a word or a sign")
    return gr.HTML(near=near_payload(lm, token_of(lm.tokenizer, terms[0])))


def add_up(context: Context, model: str, plus: str, minus: str) -> Any:
    """The tokens nearest to a sum of embeddings less others."""
    lm = context.model(model)
    added, taken = ([token_of(lm.tokenizer, term) for term in terms_of(side)] for side in (plus, minus))
    if not added and not taken:
        raise InputError("there is nothing to add up: name a token under plus or minus")
    found = neighbours(lm.embedded, combine(lm.embedded, added, taken), TOP, without={*added, *taken})
    return gr.HTML(sum={"key": lm.hash, "plus": added, "minus": taken, "neighbours": neighbour_rows(found)})


def extend(context: Context, model: str, plus: str, minus: str, event: gr.EventData) -> tuple[str, str]:
    """The selected token is put under plus or minus."""
    id = number_or_none(event, "id")
    if id is None:
        return plus, minus
    term = written(context.model(model).tokenizer, id)
    to_minus = event._data.get("sign") == "minus"
    return (plus, joined(minus, term)) if to_minus else (joined(plus, term), minus)
