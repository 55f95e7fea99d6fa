"""Models to the Hugging Face Hub: the files in one commit, with a model card."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from huggingface_hub import HfApi, constants, get_token
from huggingface_hub.errors import HfHubHTTPError, HFValidationError, OfflineModeIsEnabled
from huggingface_hub.utils import httpx, validate_repo_id

from ngpl.errors import ConfigError, UploadError, choose, line_of
from ngpl.hub.checkpoint import save_gpl
from ngpl.hub.foreign.huggingface import save_folder
from ngpl.hub.language_model import LanguageModel
from ngpl.hub.remote.card import card

LOGIN = "log in with hf auth login, or set HF_TOKEN to a token that may write"
REFUSED = {
    400: "it finds something wrong with what was sent",
    401: f"it does not know you; {LOGIN}",
    403: "your token may not write there; make one that may at huggingface.co/settings/tokens",
    404: "there is no such repository, or your token may not see it",
    409: "it conflicts with what is there, or somebody else writes to it; look at the repository, then try again",
    412: "somebody else wrote to it meanwhile; try again",
    413: "a file is too large",
    429: "too much was asked of it; try again later",
}


@dataclass(frozen=True)
class Parcel:
    """Files, ready to be sent to a revision of a repository."""

    repo: str
    revision: str
    files: tuple[Path, ...]

    @property
    def sizes(self) -> dict[str, int]:
        return {file.name: file.stat().st_size for file in self.files}


def pack(
    lm: LanguageModel, folder: Path, repo: str, form: str = "gpl", revision: str = "main", languages: Sequence[str] = ()
) -> Parcel:
    """Write what would be sent into ``folder``: the model in a form of ``FORMS``, and its card. Needs no network."""
    write = choose(FORMS, form, "form")
    try:
        validate_repo_id(repo)
    except HFValidationError as error:
        raise ConfigError(f"{repo!r} is no name that a repository on the Hub can have: {line_of(error)}") from error
    if repo.count("/") != 1:
        raise ConfigError(f"{repo!r} must be owner/name, the owner being you or an organization on the Hub")
    write(lm, folder, repo.split("/")[1])
    (folder / "README.md").write_text(card(lm, repo, form, languages), encoding="utf-8", newline="\n")
    return Parcel(repo, revision, tuple(sorted(folder.iterdir())))


def _own(lm: LanguageModel, folder: Path, name: str) -> None:
    """The very file if the model is one and its record names no adapter, so that its hash stays; else a new one.
    Called as the repository, which may hold but one."""
    source = Path(lm.source)
    if source.suffix == ".gpl" and source.is_file() and "adapter" not in lm.record:
        shutil.copyfile(source, folder / f"{name}.gpl")
    else:
        save_gpl(folder / f"{name}.gpl", lm.model, lm.tokenizer, lm.record, lm.stored)


def _theirs(lm: LanguageModel, folder: Path, name: str) -> None:
    save_folder(lm, folder)


FORMS: dict[str, Callable[[LanguageModel, Path, str], None]] = {"gpl": _own, "hf": _theirs}


def push(parcel: Parcel, private: bool = False) -> str:
    """Send a parcel, and make the repository if there is none; returns the address of the commit.

    ``UploadError`` says why the Hub refused, or that it did not answer. A repository that should be private is not
    written to if it is public.
    """
    if get_token() is None:
        raise UploadError(f"the Hub takes files only from those whom it knows: {LOGIN}")
    api = HfApi(endpoint=constants.ENDPOINT)
    with explained(parcel.repo):
        api.create_repo(parcel.repo, private=private or None, exist_ok=True)
        if private and not api.model_info(parcel.repo).private:
            raise UploadError(f"{parcel.repo!r} exists and is public; make it private in its settings on the Hub first")
        if parcel.revision != "main":
            api.create_branch(parcel.repo, branch=parcel.revision, exist_ok=True)
        sent = api.upload_folder(
            repo_id=parcel.repo,
            folder_path=parcel.files[0].parent,
            revision=parcel.revision,
            commit_message="Add a model written by NanoGPL",
        )
    return str(sent.commit_url)


@contextmanager
def explained(repo: str) -> Iterator[None]:
    """Errors of the Hub's client as ``UploadError``, in one line that says what can be done."""
    try:
        yield
    except OfflineModeIsEnabled as error:
        raise UploadError(f"{repo!r} was not sent: HF_HUB_OFFLINE is set") from error
    except (HfHubHTTPError, httpx.HTTPError, OSError, RuntimeError, ValueError) as error:
        raise UploadError(f"{repo!r} was not sent: {reason(error)}") from error


def reason(error: BaseException) -> str:
    """Why the Hub's client failed; a failed upload of a file has its reason as its cause."""
    if isinstance(error, HfHubHTTPError):
        status = error.response.status_code
        told = (error.server_message or "").strip().splitlines()
        return f"the Hub refuses it (status {status}): {REFUSED.get(status, 'it gives no reason')}" + (
            f" [{told[0][:200]}]" if told else ""
        )
    if isinstance(error, httpx.HTTPError):
        return f"the Hub did not answer ({line_of(error)}); is there a network?"
    return reason(error.__cause__) if error.__cause__ is not None else line_of(error)
