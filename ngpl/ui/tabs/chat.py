"""The chat tab: a conversation with the chosen model, and what it reads of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import gradio as gr

from ngpl.api import DEFAULT_STRATEGY
from ngpl.chat import LAYOUTS, layout_for
from ngpl.decoding import STRATEGIES, Strategy
from ngpl.errors import choose
from ngpl.hub import LanguageModel
from ngpl.spec import params_of
from ngpl.ui.context import Context, Reading, Selection
from ngpl.ui.controls import control
from ngpl.ui.conversation import (
    Amount,
    Ask,
    Conversation,
    answer,
    bubbles,
    reading,
    said,
    summary,
    text_of,
    unescaped,
    up_to_user,
)
from ngpl.ui.link_fields import Form, one_of, param_form
from ngpl.ui.page import Page
from ngpl.ui.view import view

OFFERED = [name for name in STRATEGIES if name != "beam"]  # beam search has nothing to show until its end
HINT = "Type a message first."
Update = tuple[Any, Any, Any, Any, Any]  # conversation, chatbot, message, prompt, status


def build(page: Page) -> None:
    note = gr.Markdown(elem_id="chat-note")
    conversation = gr.State(())
    chatbot = gr.Chatbot(
        elem_id="chat",
        show_label=False,
        height=380,
        render_markdown=False,
        editable="user",
        buttons=[],
        feedback_options=None,
        placeholder="Say something to the model below.",
    )
    with gr.Row(elem_id="chat-row"):
        message = gr.Textbox(
            show_label=False, placeholder="Your message", lines=1, max_lines=6, scale=6, elem_id="chat-message"
        )
        send_button = gr.Button("Send", variant="primary", min_width=90, scale=0, elem_id="chat-send")
        stop_button = gr.Button("Stop", variant="stop", min_width=90, scale=0, elem_id="chat-stop")
    status = gr.Markdown(elem_id="chat-status")
    borrow_button = gr.Button("Take the text from the top", size="sm", elem_id="chat-borrow")
    with gr.Accordion("Settings", open=False, elem_id="chat-settings"):
        settings, offered = settings_form(page)
    with gr.Accordion("What the model read", open=False, elem_id="chat-reading"):
        prompt = view("chat-prompt")
    transcript = view("transcript")
    chatbot.change(None, [chatbot], [transcript], js="(messages) => JSON.stringify(messages)", api_visibility="private")

    inputs = [page.model, conversation, *settings]
    outputs = [conversation, chatbot, message, prompt, status]
    starts = {
        send: [message.submit, send_button.click],
        retry: [chatbot.retry],
        edit: [chatbot.edit],
    }
    runs = [
        page.on(starts[send], send, [message, *inputs], outputs),
        page.on(starts[retry], retry, inputs, outputs),
        page.on(starts[edit], edit, inputs, outputs),
    ]
    for triggers, run in zip(starts.values(), runs, strict=True):
        others = [other for other in runs if other is not run]
        gr.on(triggers, None, cancels=others, api_visibility="private")
    page.on(stop_button.click, stop, [], [status], cancels=runs)
    page.on(chatbot.undo, undo, [conversation], outputs, cancels=runs)
    page.on(chatbot.clear, clear, [], outputs, cancels=runs)
    page.on(borrow_button.click, borrow, [page.text], [message])
    page.follow(introduce, [settings[0], offered], [note, settings[0], offered])


def settings_form(page: Page) -> tuple[list[gr.components.Component], gr.State]:
    """Layout, length and seed, strategy, and the settings of all strategies, of which one's are seen; and the layout
    that the page chose last."""
    most = page.context.limits.new_tokens
    length, seed = params_of(Amount)
    with gr.Row():
        layout = gr.Dropdown([], label="Prompt form", info="how the conversation is written down for the model")
        names = [(name.replace("_", "-"), name) for name in OFFERED]
        strategy = gr.Dropdown(names, value=DEFAULT_STRATEGY, label="Strategy", elem_id="chat-strategy")
        slider = control(replace(length, high=most, step=1), value=min(length.default, most))
        number = gr.Number(seed.default, label=seed.label, info=seed.help, precision=0)
    own: list[gr.components.Component] = []
    groups: list[gr.Row] = []
    for name in OFFERED:
        with gr.Row(visible=name == DEFAULT_STRATEGY) as group:
            for p in params_of(STRATEGIES[name]):
                own.append(control(p))
                page.link(f"{name}.{p.name}", own[-1], param_form(p))
        groups.append(group)
    offered = gr.State("")
    page.link("form", layout, Form(lambda name: name or "", layout_of), usual=offered)
    page.link("strategy", strategy)
    page.link(length.name, slider, param_form(replace(length, high=most)))
    page.link(seed.name, number, param_form(seed))
    page.on(strategy.change, show_settings, [strategy], groups)
    return [layout, strategy, slider, number, *own], offered


def show_settings(context: Context, chosen: str) -> Any:
    return [gr.Row(visible=name == chosen) for name in OFFERED]


def strategy_of(name: str, values: Sequence[Any]) -> Strategy:
    """The strategy called ``name`` with its part of ``values``: those of all strategies on offer, in order."""
    choose(dict.fromkeys(OFFERED), name, "strategy")
    left = iter(values)
    settings = {strategy: {p.name: next(left) for p in params_of(STRATEGIES[strategy])} for strategy in OFFERED}
    return STRATEGIES[name](**settings[name])


def layouts_of(lm: LanguageModel) -> list[str]:
    return [name for name in LAYOUTS if name != "template" or lm.tokenizer.chat_template]


def layout_of(said: str, reading: Reading) -> Any:
    """The prompt form that a link names; ``InputError`` if the model does not understand it."""
    forms = layouts_of(reading.lm)
    return gr.Dropdown(forms, value=one_of(said, forms))


def introduce(
    context: Context, model: str, text: str, selection: Selection, layout: str | None, offered: str
) -> tuple[str, Any, str]:
    """What kind of partner the model is, the prompt forms that it understands, and the one that suits it: chosen, if
    the visitor has not chosen another one than was ``offered`` before."""
    lm = context.model(model)
    forms = layouts_of(lm)
    suiting = layout_for(lm.tokenizer)
    kept = layout if layout in forms and layout != offered else suiting
    if lm.tokenizer.chat_template:
        line = f"**{lm.name}** is a chat model: your words reach it in the form that it was trained on."
    else:
        line = (
            f"**{lm.name}** is a base model: it never learned to converse. Your words are the start of a text, and it "
            "writes on from there."
        )
    return line, gr.Dropdown(forms, value=kept), suiting


def send(context: Context, message: str, model: str, conversation: Conversation, *settings: Any) -> Iterator[Update]:
    """Say something and stream the reply."""
    if not (message or "").strip():
        yield gr.skip(), gr.skip(), gr.skip(), gr.skip(), HINT
        return
    yield from reply(context, model, said(conversation, message), *settings, box="")


def retry(
    context: Context, event: gr.RetryData, model: str, conversation: Conversation, *settings: Any
) -> Iterator[Update]:
    """Another reply to the same message."""
    yield from reply(context, model, up_to_user(conversation, event.index), *settings)


def edit(
    context: Context, event: gr.EditData, model: str, conversation: Conversation, *settings: Any
) -> Iterator[Update]:
    """The message put otherwise; what came after it is dropped and answered anew."""
    before = up_to_user(conversation, event.index)[:-1]
    changed = unescaped(text_of(event.value))
    if not changed.strip():
        yield gr.skip(), bubbles(conversation), gr.skip(), gr.skip(), HINT
        return
    yield from reply(context, model, said(before, changed), *settings)


def reply(
    context: Context,
    model: str,
    conversation: Conversation,
    layout: str | None,
    strategy: str,
    new_tokens: int,
    seed: int,
    *values: Any,
    box: Any = None,
) -> Iterator[Update]:
    """Stream the reply to the last message; ``box`` is what the message box then holds, None: what it held."""
    lm, limits = context.model(model), context.limits
    form = layout if layout in layouts_of(lm) else layout_for(lm.tokenizer)
    ask = Ask.of(lm, form, strategy_of(strategy, values), Amount(new_tokens, seed or 0), limits)
    for number, progress in enumerate(answer(ask, conversation, limits)):
        seen = progress.conversation
        kept = gr.skip() if number or box is None else box
        if number and not progress.generation:
            yield seen, bubbles(seen), kept, gr.skip(), gr.skip()
        else:
            yield seen, bubbles(seen), kept, reading(ask, progress), summary(ask, progress, limits)


def stop(context: Context) -> str:
    return "Stopped; what was written stays."


def undo(context: Context, conversation: Conversation, event: gr.UndoData) -> Update:
    """Take a message and what followed it back; its words return to the box."""
    kept = up_to_user(conversation, event.index)
    words = kept[-1].content if kept else ""
    return kept[:-1], bubbles(kept[:-1]), words, None, "Taken back."


def clear(context: Context) -> Update:
    return (), [], gr.skip(), None, ""


def borrow(context: Context, text: str) -> str:
    """The text at the top as a message."""
    return text
