"""Compare: what every head does otherwise on a second text, or in another model with the same tokenizer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from ngpl.api import sides_of
from ngpl.errors import InputError
from ngpl.hub import LanguageModel, ModelInfo, list_models
from ngpl.inspection import difference
from ngpl.inspection.views import AttentionView, DifferenceView
from ngpl.plots.attention import attention_payload, exact_payload
from ngpl.plots.difference import difference_payload, tokens_payload
from ngpl.plots.export import attention_bytes
from ngpl.plots.style import Style
from ngpl.ui.context import Context, Reading, Selection, parted
from ngpl.ui.events import number, number_or_none
from ngpl.ui.link_fields import Form, one_of
from ngpl.ui.page import Page
from ngpl.ui.tabs.attention.maps import ANSWERS, head_of, select_token
from ngpl.ui.tabs.attention.options import OPTIONS_FORM, Options, options_of
from ngpl.ui.take import FORMS, flags_of, ngpl_command, suffix_of, taken, text_of
from ngpl.ui.view import view

SAME_MODEL = "the same model"
CHANGE_ONE = "Both sides are the same: replace a word of the second text, or choose another model."


def build(page: Page) -> None:
    """The second text and model; where they differ, token by token; and the difference of all heads' maps."""
    with gr.Row():
        second = gr.Textbox(label="Second text", lines=2, max_lines=6, elem_id="compare-text", scale=3, min_width=280)
        other = gr.Dropdown([(SAME_MODEL, "")], value="", label="Second model", elem_id="compare-model", min_width=240)
    changes = view("difference")
    picture = view("attention", elem_id="attention-difference", forms=list(FORMS), **ANSWERS)
    before, options = gr.State(""), gr.State(Options())
    page.link("second", second, usual=before)
    page.link("second_model", other, Form(lambda name: name or "", other_of))
    page.link("options", options, OPTIONS_FORM)
    everything = [page.model, page.text, page.selection, second, other]
    shown, last = [changes, picture], {"trigger_mode": "always_last"}
    page.follow(follow, [second, other, before, options], [second, other, before, *shown])
    page.on([second.change, other.change], show, [*everything, options], shown, **last)
    page.on(changes.head_select, point, [page.selection], [page.selection, picture], **last)
    page.on(changes.token_select, point, [page.selection], [page.selection, picture], **last)
    page.on(picture.head_select, select_head, everything, [page.selection, picture], **last)
    page.on(picture.token_select, select_token, [page.selection], [page.selection], **last)
    page.on(picture.options, set_options, [], [options], **last)
    page.on(picture.take, take, [*everything, options], [picture])


@dataclass(frozen=True)
class Pair:
    """Two readings of one length. ``text`` and ``model`` say which of them is another one."""

    first: Reading
    second: Reading
    text: bool
    model: bool

    def compared(self, context: Context) -> DifferenceView:
        names = sides_of(self.first.lm, self.text, self.second.lm if self.model else None)
        return difference(context.inspect(self.first), context.inspect(self.second), names=names)


def follow(
    context: Context,
    model: str,
    text: str,
    selection: Selection,
    second: str,
    other: str,
    before: str,
    options: Options,
) -> tuple[Any, ...]:
    """A second text that was not touched is the shared one (``before`` holds what that was); models that do not fit
    the first are not offered."""
    text = text or ""
    mine = text if second in ("", before) else second
    choices, info = offered(model)
    theirs = other if other in dict(choices).values() else ""
    menu = gr.Dropdown(choices, value=theirs, info=info)
    return mine, menu, text, *show(context, model, text, selection, mine, theirs, options)


def offered(model: str) -> tuple[list[tuple[str, str]], str]:
    """The models that can be compared with one, as choices; and why the others cannot."""
    infos = {info.name: info for info in list_models()}
    name, _ = parted(model)
    mine, reasons = infos.pop(name, None), {}
    if mine is not None:
        reasons = {info.name: misfit(mine, info) for info in infos.values()}
    fitting = [(name, name) for name, reason in reasons.items() if not reason]
    why = "; ".join(f"{name}: {reason}" for name, reason in reasons.items() if reason)
    return [(SAME_MODEL, ""), *fitting], f"not offered: {why}" if why else ""


def other_of(said: str, reading: Reading) -> Any:
    """The second model that a link names; ``InputError`` if it is not offered beside the first."""
    choices, _ = offered(reading.lm.name)
    return gr.Dropdown(choices, value=one_of(said, [name for _, name in choices]))


def misfit(mine: ModelInfo, other: ModelInfo) -> str:
    """Why two models cannot be compared head by head; nothing if they can."""
    if mine.vocabulary != other.vocabulary:
        return "another tokenizer"
    heads = f"{other.shape[0]} × {other.shape[1]} heads" if other.shape[0] else "no attention"
    return "" if mine.shape == other.shape else heads


def pair_of(context: Context, model: str, text: str, second: str, other: str) -> Pair:
    """What is compared; ``InputError`` for another model that is not offered."""
    first, then = context.read(model, text), context.read(model, second)
    if not other:
        return Pair(first, then, second != text, False)
    if other not in dict(offered(model)[0]).values():
        raise InputError(f"{other} cannot be compared with {first.lm.name}: other tokens, or other numbers of heads")
    return Pair(first, replace(then, lm=second_model(context, model, other)), second != text, True)


def second_model(context: Context, model: str, other: str) -> LanguageModel:
    """Another model, its weights of the type that was chosen for the first."""
    dtype = parted(model)[1]
    return context.model(other if dtype == "auto" else f"{other}:{dtype}")


def show(
    context: Context, model: str, text: str, selection: Selection, second: str, other: str, options: Options
) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """What differs, and the maps of it; only a hint where two sides cannot be compared or are the same."""
    pair = pair_of(context, model, text or "", second or "", other)
    if not pair.first.ids and not pair.second.ids:
        return None, None
    hint = hint_of(pair)
    if hint:
        return tokens_payload(pair.first.labels, pair.second.labels, hint), None
    found = pair.compared(context)
    layer, head = head_of(selection, pair.first)
    maps = attention_payload(found.attention_view, layer, head, selection.token)
    return difference_payload(found), maps | {"options": options.to_dict()}


def hint_of(pair: Pair) -> str:
    """What is to be done before two sides can be compared."""
    a, b = len(pair.first.ids), len(pair.second.ids)
    if a != b:
        what = f"{b - a} fewer" if b > a else f"{a - b} more"
        return (
            f"The first text has {a} tokens, the second {b}. Position by position only texts of one length can be "
            f"compared: the second needs {what}. Replace a word by one of as many tokens."
        )
    return "" if pair.model or pair.first.ids != pair.second.ids else CHANGE_ONE


def compared(context: Context, model: str, text: str, second: str, other: str) -> tuple[Pair, AttentionView]:
    """The difference as maps; ``InputError`` where there is none."""
    pair = pair_of(context, model, text or "", second or "", other)
    hint = hint_of(pair)
    if hint or not pair.first.ids:
        raise InputError(hint or "there is nothing to compare: the text is empty")
    return pair, pair.compared(context).attention_view


def point(context: Context, selection: Selection, event: gr.EventData) -> tuple[Selection, Any]:
    """A head or a token chosen in the lists: remember it, and tell the maps. ``once`` makes it news to the browser."""
    token = number_or_none(event, "token")
    place: dict[str, Any] = {name: number(event, name) for name in ("layer", "head")} if token is None else {}
    chosen = place or {"token": token}
    return replace(selection, **chosen), gr.HTML(select=chosen | {"once": number(event, "once")})


def select_head(
    context: Context, model: str, text: str, selection: Selection, second: str, other: str, event: gr.EventData
) -> tuple[Selection, Any]:
    """Remember the head, and answer with the exact change of its weights."""
    layer, head = number(event, "layer"), number(event, "head")
    _, maps = compared(context, model, text, second, other)
    return replace(selection, layer=layer, head=head), gr.HTML(exact=exact_payload(maps, layer, head))


def set_options(context: Context, event: gr.EventData) -> Options:
    """Remember how maps are drawn, for files."""
    return options_of(event._data)


def take(
    context: Context,
    model: str,
    text: str,
    selection: Selection,
    second: str,
    other: str,
    options: Options,
    event: gr.EventData,
) -> Any:
    """A file of what changes in the chosen head, and the command that makes the same one."""
    suffix = suffix_of(event)
    pair, maps = compared(context, model, text, second, other)
    layer, head = head_of(selection, pair.first)
    data, name = attention_bytes(maps, suffix, layer, head, options.looks), f"difference{suffix}"
    return gr.HTML(taken=taken(name, data, command_of(model, other, pair, layer, head, options, name)))


def command_of(model: str, other: str, pair: Pair, layer: int, head: int, options: Options, out: str) -> str:
    """The command that makes the file ``out``; only flags that differ from their defaults."""
    flags = ["--layer", str(layer), "--head", str(head)]
    flags += ["--against-model", other] if pair.model else []
    flags += [f"--against={text_of(pair.second)}"] if pair.text else []
    return ngpl_command("attention", model, [*flags, *flags_of(options, Style), "--out", out], text_of(pair.first))
