"""Fetch a model from the Hugging Face Hub; without a name, list those on offer with their sizes.

NAME is one of them, or owner/name, or owner/name@revision: a branch, a tag, a commit, or refs/pr/NUMBER. What has been
fetched is kept in the Hub's cache, which other programs share, and needs no network any more. All files are of one
commit. Only safetensors are taken, no pickles. --auto takes the largest on offer that fits the memory and the disk that
are free.

A fetch that breaks off goes on where it ended. HF_HOME names another folder for the cache, HF_ENDPOINT another Hub,
HF_TOKEN who asks; with HF_HUB_OFFLINE=1 nothing is asked for.

examples:
  ngpl download
  ngpl download gpt2
  ngpl download --auto
  ngpl download EleutherAI/pythia-70m-deduped@step1000
"""

from __future__ import annotations

import argparse

from ngpl.cli.bars import progress_bar
from ngpl.cli.flags import add_json, say, show
from ngpl.cli.tables import table
from ngpl.device import pick_device
from ngpl.errors import ConfigError, InputError
from ngpl.hub.library import settings
from ngpl.hub.remote.cache import Fetched, licence_of, parse_id

HEADINGS = ("name", "parameters", "to fetch", "memory", "fits", "repository", "about")


def add_flags(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help="what to fetch [none: list what is on offer]")
    parser.add_argument("--auto", action="store_true", help="the largest on offer that fits this machine")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    if args.name and args.auto:
        raise ConfigError(f"--auto chooses by itself; give it, or {args.name!r}")
    if not args.name and not args.auto:
        return list_offers(args)
    found = fetched(*repository(auto(args) if args.auto else args.name))
    size = sum(path.stat().st_size for path in found.folder.iterdir())
    facts = {"out": str(found.model), "repo": found.repo, "revision": found.revision, "commit": found.commit}
    licence = licence_of(found.folder) or "not declared"
    values = facts | {"bytes": size, "licence": licence}
    return show(args, values, lambda: f"{found.model}: {size:,} bytes of commit {found.commit}; licence: {licence}")


def repository(name: str) -> tuple[str, str]:
    """The repository and the revision that a name means."""
    offer = settings().offer(name)
    if offer and offer.file:
        raise InputError(f"{name!r} is in the box; there is nothing to fetch")
    found = (offer.repo, offer.revision) if offer else parse_id(name)
    if found is None:
        names = ", ".join(offer.name for offer in settings().models if offer.repo)
        raise InputError(f"{name!r} is neither on offer nor owner/name; on offer: {names}")
    return found


def fetched(repo: str, revision: str) -> Fetched:
    """Fetch what is not here, with a bar."""
    from ngpl.hub.remote.download import fetch

    with progress_bar("B") as tell:
        return fetch(repo, revision, tell)


def auto(args: argparse.Namespace) -> str:
    """The largest that fits; why is said."""
    from ngpl.hub.choice import candidates, largest, reason

    found = candidates(pick_device(args.device))
    chosen = largest(found)
    say(reason(chosen, found))
    return chosen.offer.name


def list_offers(args: argparse.Namespace) -> int:
    from ngpl.hub.choice import candidates

    found = candidates(pick_device(args.device))
    values = [
        {"name": one.offer.name, "repo": one.offer.repo, "revision": one.offer.revision, "fits": not one.lacks}
        | {"parameters": one.offer.parameters, "bytes": one.offer.bytes, "missing": one.disk, "memory": one.memory}
        for one in found
    ]

    def as_text() -> str:
        rows = [
            (
                one.offer.name,
                f"{one.offer.parameters:,}",
                f"{one.disk / 1e6:,.0f} MB" if one.disk else "downloaded",
                f"{one.memory / 1e9:.1f} GB",
                one.lacks or "yes",
                one.offer.repo,
                one.offer.summary,
            )
            for one in found
        ]
        return table([HEADINGS, *rows], right="parameters")

    return show(args, values, as_text)
