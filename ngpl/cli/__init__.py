"""The command line: parse, call, print. One file a command in ``ngpl.cli.commands``."""

from ngpl.cli.main import main

__all__ = ["main"]
