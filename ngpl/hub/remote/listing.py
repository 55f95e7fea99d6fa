"""What a repository of the Hub holds at one commit, and which of its files make up a model."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePosixPath, PureWindowsPath
from time import sleep
from typing import TypeVar

from huggingface_hub import HfApi
from huggingface_hub.errors import HfHubHTTPError, RevisionNotFoundError
from huggingface_hub.hf_api import ModelInfo, RepoSibling

from ngpl.bounds import TEXT_LIMIT, cut
from ngpl.errors import DownloadError, ModelNotFound
from ngpl.hub.foreign.shards import INDEX, WHOLE
from ngpl.hub.remote.cache import COMMIT

T = TypeVar("T")
TEXTS = (
    "config.json",
    "generation_config.json",
    "tokenizer*.json",
    "special_tokens_map.json",
    "added_tokens.json",
    "vocab.json",
    "merges.txt",
    "chat_template.jinja",
    "README.md",
)
SHARD = re.compile(r"model-\d{5}-of-\d{5}\.safetensors")
PICKLES = ("*.bin", "*.pt", "*.pth", "*.ckpt", "*.pkl")
CONVERTED = "refs/convert/safetensors"  # stands for the pull request of the Hub's own converter, if it made one
CONVERTER, TITLE = "SFconvertbot", "Adding `safetensors` variant of this model"
TIMEOUT = 10.0  # seconds until the Hub has to answer
PAUSES = (1.0, 2.0, 4.0)  # seconds between questions to a Hub that is overloaded
LONGEST_PAUSE = 60.0
BUSY = (408, 429, 500, 502, 503, 504)


@dataclass(frozen=True)
class HubFile:
    """A file of a repository. ``digest``: the SHA-256 of a large one, the name that git has for any other."""

    name: str
    size: int
    digest: str


@dataclass(frozen=True)
class Listing:
    """The files of a model at one commit."""

    repo: str
    commit: str
    files: tuple[HubFile, ...]


def list_model(repo: str, revision: str) -> Listing:
    """Ask the Hub which files make up the model; errors of ``huggingface_hub``, and those of ``wanted``."""
    info = _info(repo, revision)
    if not COMMIT.fullmatch(info.sha or ""):
        raise DownloadError(f"the Hub names no commit for {repo!r} at {revision!r}")
    siblings = {sibling.rfilename: sibling for sibling in info.siblings or ()}
    names = wanted(repo, list(siblings))
    return Listing(repo, str(info.sha), tuple(_file(repo, siblings[name]) for name in names))


def _info(repo: str, revision: str) -> ModelInfo:
    api = HfApi()

    def ask(of: str) -> ModelInfo:
        return patiently(lambda: api.model_info(repo, revision=of, files_metadata=True, timeout=TIMEOUT))

    try:
        return ask(revision)
    except RevisionNotFoundError:
        if revision != CONVERTED:
            raise
        return ask(_conversion(api, repo))


def _conversion(api: HfApi, repo: str) -> str:
    """The pull request in which the Hub's converter put safetensors."""
    for found in api.get_repo_discussions(repo, author=CONVERTER, discussion_type="pull_request"):
        if found.author == CONVERTER and found.title == TITLE and found.git_reference:
            return found.git_reference
    raise ModelNotFound(f"the Hub's converter has made no safetensors of {repo!r}; nobody else's would be the same")


def patiently(ask: Callable[[], T]) -> T:
    """The answer of a Hub that may be overloaded at first."""
    for pause in PAUSES:
        try:
            return ask()
        except HfHubHTTPError as error:
            if error.response.status_code not in BUSY:
                raise
            sleep(pause_of(error, pause))
    return ask()


def pause_of(error: Exception, otherwise: float) -> float:
    """The seconds that the other side asks to wait, if it does."""
    said = error.response.headers.get("Retry-After", "") if isinstance(error, HfHubHTTPError) else ""
    return min(float(said), LONGEST_PAUSE) if said.isdecimal() else otherwise


def wanted(repo: str, names: Sequence[str]) -> list[str]:
    """The files that make up a model: its only ``.gpl`` file, or config, tokenizer and safetensors, and the card.

    ``ModelNotFound`` if there is none, ``DownloadError`` if it is there as pickles only, or a name is hostile.
    """
    for name in names:
        _check_name(repo, name)
    own = [name for name in names if "/" not in name]
    gpl = [name for name in own if name.endswith(".gpl")]
    if len(gpl) == 1:
        return [*gpl, *(name for name in own if name == "README.md")]
    if "config.json" not in own:
        raise ModelNotFound(
            f"the repository {repo!r} must hold exactly one .gpl file, or config.json and safetensors; it holds "
            f"{len(gpl)} .gpl files and no config.json"
        )
    return [*(name for name in own if any(fnmatchcase(name, text) for text in TEXTS)), *_weights(repo, own)]


def _check_name(repo: str, name: str) -> None:
    """Only the Hub's own kind of names may become names on this disk, whatever the system."""
    windows = PureWindowsPath(name)
    outside = ".." in PurePosixPath(name).parts or name.startswith("/") or "\\" in name or windows.drive
    if not name or outside or not name.isprintable():
        raise DownloadError(
            f"{repo!r} names a file {cut(name)!r}, which would lie outside of its folder; nothing is taken from it"
        )


def _weights(repo: str, names: Sequence[str]) -> list[str]:
    """What ``shard_names`` will choose of them: the whole file, or the parts with their index."""
    if WHOLE in names:
        return [WHOLE]
    found = [name for name in names if name.endswith(".safetensors")]
    if found and INDEX in names:
        return [INDEX, *([name for name in found if SHARD.fullmatch(name)] or found)]
    pickles = [name for name in names if any(fnmatchcase(name, pattern) for pattern in PICKLES)]
    if pickles:
        raise DownloadError(
            f"{repo!r} has its weights as pickles only ({cut(', '.join(pickles))}), which can run code when they are "
            f"read, so NanoGPL takes none; {repo}@{CONVERTED} takes the safetensors that the Hub's converter made of "
            f"them, and {repo}@refs/pr/NUMBER those of another pull request"
        )
    raise ModelNotFound(f"the repository {repo!r} holds no {WHOLE}, whole or in parts with an index")


def _file(repo: str, sibling: RepoSibling) -> HubFile:
    digest = sibling.lfs.sha256 if sibling.lfs else sibling.blob_id or ""
    size = sibling.lfs.size if sibling.lfs else sibling.size
    name = sibling.rfilename
    if size is None or not re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", digest):
        raise DownloadError(f"the Hub tells neither size nor hash of {name!r} of {repo!r}, so it cannot be checked")
    if size > TEXT_LIMIT and not name.endswith((".safetensors", ".gpl")):
        raise DownloadError(f"{name!r} of {repo!r} is said to have {size:,} bytes; texts may have {TEXT_LIMIT:,}")
    return HubFile(name, size, digest)
