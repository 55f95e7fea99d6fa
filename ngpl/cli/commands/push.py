"""Send a model to the Hugging Face Hub, with a model card made of what its file records.

MODEL is a name from ngpl models, a .gpl file or a folder; REPO is owner/name, made if it is not there. --to gpl sends
the file as it is, --to hf a folder that transformers loads. --dry-run shows what would be sent, and needs no network.

Who you are is taken from HF_TOKEN, or from hf auth login.

examples:
  ngpl push runs/book me/my-book-model --dry-run
  ngpl push runs/book me/my-book-model --private
  ngpl push stories me/stories --revision v2 --language en
"""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from ngpl.cli.flags import add_device, add_json, say, show
from ngpl.hub import load
from ngpl.hub.remote.push import FORMS, Parcel, pack, push


def add_flags(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("model", metavar="MODEL", help="which model")
    parser.add_argument("repo", metavar="REPO", help="owner/name on the Hub")
    parser.add_argument("--to", default="gpl", metavar="FORM", help=f"{', '.join(FORMS)} [gpl]")
    parser.add_argument("--revision", default="main", metavar="BRANCH", help="the branch, made if needed [main]")
    parser.add_argument("--private", action="store_true", help="only you can see it")
    parser.add_argument(
        "--language", action="append", default=[], metavar="CODE", help="of its texts, such as en; more than once if so"
    )
    parser.add_argument("--dry-run", action="store_true", help="show the card and the files, and send nothing")
    add_device(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    with TemporaryDirectory() as folder:
        lm = load(args.model, args.device)
        parcel = pack(lm, Path(folder), args.repo, args.to, args.revision, args.language)
        sizes, told = parcel.sizes, (Path(folder) / "README.md").read_text(encoding="utf-8")
        url = None if args.dry_run else push(parcel, args.private)
    values = {"repo": parcel.repo, "revision": parcel.revision, "files": sizes, "url": url}
    if args.dry_run:
        say(told)
        return show(args, values | {"card": told}, lambda: listing(parcel, sizes))
    return show(args, values, lambda: f"{url}: {sum(sizes.values()) / 1e6:.2f} MB")


def listing(parcel: Parcel, sizes: dict[str, int]) -> str:
    lines = [f"would be sent to {parcel.repo} at {parcel.revision}:"]
    return "\n".join([*lines, *(f"  {name}  {size:,} bytes" for name, size in sizes.items())])
