"""The text written on with all heads, and without some, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from time import time_ns
from typing import Any

import gradio as gr

from ngpl.decoding import STRATEGIES, decode, in_turns
from ngpl.errors import InputError, NGPLError
from ngpl.model.silence import without_heads
from ngpl.ui.context import Context
from ngpl.ui.page import Page
from ngpl.ui.tabs.decoding.events import repeated_run
from ngpl.ui.tabs.decoding.prompt import Prompt, read_prompt
from ngpl.ui.tabs.decoding.side_by_side import STOPPED, amount_form
from ngpl.ui.tabs.decoding.writing import Amount, Messages, amount_of, asked, batched, settings_line
from ngpl.ui.take import ngpl_command
from ngpl.ui.view import view

Head = tuple[int, int]
STRATEGIES_SHOWN = ("greedy", "sample")
MOST_OFF = 4_096
INVITATION = "Keep heads off, and press Write on: the text goes on with all heads, and without those (zeros instead)."


def build_writing(page: Page, off: gr.Dropdown) -> None:
    """Seed and length, the buttons, the four columns, and the commands that write the same."""
    gr.Markdown("### Write on without them")
    seed, new_tokens = amount_form(page)
    with gr.Row():
        go = gr.Button("Write on", variant="primary", elem_id="matters-go", min_width=120)
        stop = gr.Button("Stop", variant="stop", elem_id="matters-stop", min_width=120)
    columns = view("decoding-compare", elem_id="matters-writing", invitation=INVITATION, caption="with and without")
    commands = gr.Textbox(label="The same on the command line", lines=4, interactive=False, buttons=["copy"])
    inputs = [page.model, page.text, off, seed, new_tokens]
    run = page.on(go.click, write, inputs, [columns])
    page.on(go.click, commands_of, inputs, [commands])
    stop.click(None, None, columns, js=STOPPED, cancels=[run], api_visibility="private")


def name_of(head: Head) -> str:
    return f"{head[0]}.{head[1]}"


def heads_of(off: Sequence[str] | None) -> list[Head]:
    """The heads that are named as ``layer.head``; ``InputError`` for anything else."""
    names = off or []
    parts = [str(name).split(".") for name in names[: MOST_OFF + 1]]
    if len(names) > MOST_OFF or any(len(part) != 2 or not all(map(str.isdecimal, part)) for part in parts):
        raise InputError(f"heads must be at most {MOST_OFF:,} names such as 2.3: layer 2, head 3")
    return sorted({(int(layer), int(head)) for layer, head in parts})


def write(context: Context, model: str, text: str, off: list[str], seed: Any, new_tokens: Any) -> Messages:
    """Continue the text with all heads and without those kept off, each greedily and by sampling, with one seed."""
    silent, amount = some_of(off), amount_of(context, seed, new_tokens)
    prompt = read_prompt(context, model, text)
    columns, events = runs_of(prompt, silent, amount, context.limits.seconds)
    run = {"run": str(time_ns())}
    repeated = repeated_run(prompt.lm.tokenizer.kind)
    yield run | {"columns": columns, "prompt": prompt.shown(), "seed": amount.seed, "repeated": repeated}
    try:
        with closing(batched(prompt, in_turns(events), list(columns), amount)) as messages:
            for message in messages:
                yield run | message
    except NGPLError as error:
        yield run | {"failed": str(error)}
        raise


def some_of(off: list[str]) -> list[Head]:
    silent = heads_of(off)
    if not silent:
        raise InputError("no head is kept off: choose some, or click a head and keep it off")
    return silent


def runs_of(
    prompt: Prompt, silent: list[Head], amount: Amount, seconds: float
) -> tuple[dict[str, dict[str, str]], dict[str, Any]]:
    """The columns, and the decoding of each by its name."""
    models = {"all heads": prompt.lm.gpt, f"without {listed(silent)}": without_heads(prompt.lm.gpt, silent)}
    columns, runs = {}, {}
    for name in STRATEGIES_SHOWN:
        strategy = STRATEGIES[name]()
        for which, model in models.items():
            title = f"{name}, {which}"
            columns[title] = {"title": title, "settings": settings_line(strategy)}
            runs[title] = decode(model, prompt.ids, strategy, **asked(prompt, amount, seconds))
    return columns, runs


def listed(silent: list[Head], most: int = 6) -> str:
    """``2.3, 4.1``; of many heads how many they are."""
    return ", ".join(map(name_of, silent)) if len(silent) <= most else f"{len(silent)} heads"


def commands_of(context: Context, model: str, text: str, off: list[str], seed: Any, new_tokens: Any) -> str:
    """A line for each column."""
    silent, amount = heads_of(off), amount_of(context, seed, new_tokens)
    prompt = read_prompt(context, model, text)
    own = ["--seed", str(amount.seed), "--max-new-tokens", str(amount.new_tokens)]
    lines = []
    for strategy in STRATEGIES_SHOWN:
        for flags in ([], ["--without", ",".join(map(name_of, silent))]) if silent else ([],):
            lines.append(ngpl_command("generate", model, [*own, "--strategy", strategy, *flags], prompt.text))
    return "\n".join(lines)
