"""Finds the command that was named, and turns its errors into one line and an exit code."""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from ngpl import __version__
from ngpl.cli.flags import add_device
from ngpl.errors import ConfigError, NGPLError

COMMANDS = {
    "app": "open the app in a browser",
    "models": "list the models that --model can name",
    "tokenize": "show how a text becomes tokens",
    "embeddings": "find the neighbours of a token; add and subtract meanings",
    "attention": "save where every head looks, as numbers or as a picture",
    "heads": "score every head by what it looks at: induction, previous token, ...",
    "lens": "show what each layer would predict: the logit lens",
    "ablate": "switch heads off and see what the model expects then",
    "attribute": "show what each layer and head adds to a prediction",
    "patch": "find where the difference between two texts is carried",
    "next": "show the probabilities of the next token",
    "generate": "continue a text",
    "compare": "continue a text under several strategies",
    "chat": "talk with a model in the terminal",
    "eval": "measure a model's loss on a text",
    "count": "count parameters, and the operations of running and training a model",
    "train": "train a model, or an adapter for one",
    "train-tokenizer": "train a tokenizer",
    "data": "make or fetch a corpus",
    "download": "fetch a model from the Hugging Face Hub",
    "import": "read a model of another program, and say what was found",
    "export": "write a model for other programs",
    "push": "send a model to the Hugging Face Hub, with a model card",
    "quantize": "store a model's weights in another type",
    "tokenizer-test": "try a tokenizer, line by line",
    "embedding-test": "try the embeddings, token by token",
    "reset": "remove what training and downloads left behind",
}


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are errors like all others."""

    def error(self, message: str) -> NoReturn:
        raise ConfigError(f"{message}; {self.prog} --help explains")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0, 1 for a failure, 2 for bad input, 130 when interrupted."""
    words = list(sys.argv[1:] if argv is None else argv)
    name = words[0] if words else "--help"
    who = f"ngpl {name}" if name in COMMANDS else "ngpl"
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # what a terminal cannot show is no reason to stop
    try:
        return run(name, words[1:]) if name in COMMANDS else _no_command(name, words)
    except KeyboardInterrupt:
        print(f"\n{who}: stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if "--debug" in words:
            raise
        print(f"{who}: {_one_line(error)}", file=sys.stderr)
        return error.exit_code if isinstance(error, NGPLError) else 1


def _one_line(error: Exception) -> str:
    """The error without line ends, and without signs that a terminal would obey."""
    text = " ".join(str(error).split("\n"))
    text = "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)
    return text if isinstance(error, NGPLError) else f"{type(error).__name__}: {text} (--debug shows where)"


def run(name: str, words: Sequence[str]) -> int:
    """Import the command's module, which alone pays for what it needs, and run it."""
    command = importlib.import_module(f"ngpl.cli.commands.{name.replace('-', '_')}")
    parser = Parser(
        prog=f"ngpl {name}",
        description=command.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_flags(parser)
    if "--device" not in parser._option_string_actions:
        add_device(parser)  # every command takes it, so that scripts need not know which ones compute
    parser.add_argument("--debug", action="store_true", help="show where in the program an error arose")
    return command.run(parser.parse_args(words)) or 0


def _no_command(name: str, words: Sequence[str]) -> int:
    if not name.startswith("-"):
        raise ConfigError(f"there is no command {name!r}; there are: {', '.join(COMMANDS)}")
    _overview().parse_args(words or ["--help"])
    return 0


def _overview() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS))
    table = "\n".join(f"  {name:{width}}  {summary}" for name, summary in COMMANDS.items())
    parser = Parser(
        prog="ngpl",
        usage="ngpl COMMAND ... | ngpl COMMAND --help | ngpl --version",
        description="NanoGPL: a glass box for small GPTs.",
        epilog=f"commands:\n{table}\n\nngpl COMMAND --help explains one, with examples.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"ngpl {__version__}")
    return parser
