"""Try a tokenizer: type a sentence, see its tokens. An empty line does nothing; exit, quit or Ctrl+D ends.

Lines can also be piped in. With --json every line gives one JSON object, as ngpl tokenize does.

examples:
  ngpl tokenizer-test
  ngpl tokenizer-test --tokenizer tokenizer.json
  printf 'one line\\nanother' | ngpl tokenizer-test --json
"""

from __future__ import annotations

import argparse

from ngpl.cli.commands.tokenize import add_tokenizer, show_tokens, tokenizer_of
from ngpl.cli.flags import add_model
from ngpl.cli.texts import for_lines


def add_flags(parser: argparse.ArgumentParser) -> None:
    add_tokenizer(parser)
    add_model(parser)


def run(args: argparse.Namespace) -> int:
    tokenizer = tokenizer_of(args)
    return for_lines("a sentence: ", lambda line: show_tokens(args, tokenizer, line))
