"""Shows a text while a model writes it."""

from __future__ import annotations

import argparse
from typing import Any

from ngpl import answers
from ngpl.api import Generation, Prompt, exhaust, stream
from ngpl.cli.flags import say, show
from ngpl.decoding import Strategy
from ngpl.hub import LanguageModel


def write(
    args: argparse.Namespace,
    lm: LanguageModel,
    prompt: Prompt,
    strategy: Strategy,
    heading: str = "",
    **changes: Any,
) -> Generation:
    """Let the model write, with the flags of ``add_length``; print ``heading`` and the text as it comes, unless
    ``--json``. What cannot be done is said before anything is printed."""
    limits = {"max_new_tokens": args.max_new_tokens, "seed": args.seed, "stop": args.stop}
    pieces = stream(lm, prompt, strategy, **(limits | changes))
    if not args.json:
        print(heading, end="", flush=True)
    written = exhaust(pieces, lambda piece: None if args.json else print(piece, end="", flush=True))
    if not args.json:
        print(flush=True)
    return written


def show_generation(args: argparse.Namespace, written: Generation) -> int:
    """The result as JSON, or its speed: the text has been seen by then."""
    if args.json:
        return show(args, answers.generation(written), str)
    say_speed(written)
    return 0


def say_speed(written: Generation) -> None:
    say(f"[{len(written.ids)} tokens, {written.seconds:.2f} s, {written.tokens_per_second:.0f} tokens/s]")
