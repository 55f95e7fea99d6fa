"""Models from the Hugging Face Hub, fetched only when the user names one, and kept in the Hub's cache on this disk.

A revision is asked for once: all files are of the commit that it means then. Only what a model needs is fetched, and
never a pickle; see ``listing`` for what, and ``transfer`` for how.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from huggingface_hub import constants
from huggingface_hub.errors import (
    DisabledRepoError,
    GatedRepoError,
    HfHubHTTPError,
    HFValidationError,
    OfflineModeIsEnabled,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)
from huggingface_hub.utils import WeakFileLock, httpx

from ngpl.errors import DownloadError, ModelNotFound, line_of
from ngpl.hub.remote.cache import COMMIT, Fetched, Tell, cached, keep, parse_id, store_of
from ngpl.hub.remote.listing import HubFile, Listing, list_model
from ngpl.hub.remote.transfer import transfer
from ngpl.hub.room import check_disk

UNREACHABLE = 500  # this status and those above it say that the Hub is there, but out of order


class Unreachable(DownloadError):
    """The Hub did not answer, or something else did in its place."""


def fetch(repo: str, revision: str = "main", tell: Tell | None = None) -> Fetched:
    """The model of a repository, of the newest commit of ``revision``; ``tell`` hears of bytes done, and of how many.

    What is here already is not fetched again; if the Hub cannot be reached, what is here is used. Raises
    ``ModelNotFound`` if there is no such model, and ``DownloadError`` if it cannot be had, with the reason.
    """
    try:
        listing = _listed(repo, revision)
    except Unreachable:
        if found := cached(repo, revision):
            return found
        raise
    lock = store_of(repo).parent / ".locks" / store_of(repo).name / "ngpl.lock"
    with _explained(repo, revision):
        lock.parent.mkdir(parents=True, exist_ok=True)
        with WeakFileLock(lock):
            _bring(listing, tell or (lambda done, total: None))
            return keep(repo, revision, listing.commit, {file.name: file.digest for file in listing.files})


def _listed(repo: str, revision: str) -> Listing:
    if parse_id(f"{repo}@{revision}") is None:
        raise ModelNotFound(f"{repo!r} at {revision!r} is no owner/name and revision of the Hub")
    try:
        with _explained(repo, revision):
            return list_model(repo, revision)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unreachable(
            f"{constants.ENDPOINT} answered for {repo!r} as the Hub does not; is there a login page in between?"
        ) from error


def _missing(listing: Listing) -> list[HubFile]:
    """The files that are not here, each content once."""
    store = store_of(listing.repo)
    snapshot = store / "snapshots" / listing.commit
    contents = {file.digest: file for file in listing.files}
    places = ((file, (store / "blobs" / digest, snapshot / file.name)) for digest, file in contents.items())
    return [file for file, kept in places if not any(place.exists() for place in kept)]


def _bring(listing: Listing, tell: Tell) -> None:
    missing, blobs = _missing(listing), store_of(listing.repo) / "blobs"
    total, before = sum(file.size for file in missing), 0
    check_disk(blobs, total)
    for file in missing:
        told = partial(_tell_sum, tell, before, total)
        transfer(listing.repo, listing.commit, file, blobs / file.digest, told)
        before += file.size
    tell(total, total)


def _tell_sum(tell: Tell, before: int, total: int, here: int) -> None:
    tell(before + here, total)


@contextmanager
def _explained(repo: str, revision: str) -> Iterator[None]:
    """Errors of the Hub's client as our own, each with what can be done about it."""
    try:
        yield
    except HFValidationError as error:
        raise ModelNotFound(f"{repo!r} is no owner/name that the Hub can have") from error
    except GatedRepoError as error:
        raise DownloadError(
            f"{repo!r} is gated: ask for access on {constants.ENDPOINT}/{repo}, then log in with hf auth login, or set "
            "HF_TOKEN"
        ) from error
    except DisabledRepoError as error:
        raise DownloadError(f"the Hub has disabled {repo!r}") from error
    except RevisionNotFoundError as error:
        raise ModelNotFound(f"the repository {repo!r} has no revision {revision!r}") from error
    except RepositoryNotFoundError as error:
        raise _not_found(repo) from error
    except HfHubHTTPError as error:
        raise _refused(repo, error) from error
    except (httpx.RequestError, OfflineModeIsEnabled) as error:
        raise Unreachable(_silent(repo, revision, error)) from error
    except OSError as error:
        raise DownloadError(f"{repo!r} cannot be kept in {store_of(repo)}: {error.strerror or error}") from error


def _not_found(repo: str) -> ModelNotFound:
    return ModelNotFound(
        f"the Hub has no public repository {repo!r}, and there is no file or folder of that name; if it is a private "
        "one, log in with hf auth login, or set HF_TOKEN"
    )


def _refused(repo: str, error: HfHubHTTPError) -> DownloadError | ModelNotFound:
    status = error.response.status_code
    if status in (401, 404):
        return _not_found(repo)
    if status >= UNREACHABLE:
        return Unreachable(f"the Hub is out of order (status {status}), so {repo!r} cannot be fetched; try again later")
    what = {403: "your token does not allow it", 429: "too many were asked for; try again later"}
    return DownloadError(f"the Hub refuses {repo!r} (status {status}): {what.get(status, line_of(error))}")


def _silent(repo: str, revision: str, error: Exception) -> str:
    why = "HF_HUB_OFFLINE is set" if isinstance(error, OfflineModeIsEnabled) else line_of(error)
    named = revision == "main" or COMMIT.fullmatch(revision)
    where = f"{repo!r} is not on this machine" + ("" if named else f" at {revision!r}")
    return f"{where}, and the Hub did not answer: {why}; all that is here works without it"
