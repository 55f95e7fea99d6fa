"""Open the app in a browser: text, tokens, embeddings, attention, decoding and chat on one page.

It runs on this machine and talks to no other; stop it with Ctrl+C.

examples:
  ngpl app
  ngpl app --port 8000
  ngpl app --host 0.0.0.0 --port 7860        open to the local network
"""

from __future__ import annotations

import argparse

from ngpl.cli.flags import add_device


def add_flags(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="address to listen on [127.0.0.1]")
    parser.add_argument("--port", type=int, metavar="N", help="port to listen on [the first free one from 7860]")
    add_device(parser)


def run(args: argparse.Namespace) -> int:
    from ngpl.ui.app import launch

    launch(args.host, args.port, device=args.device)
    return 0
