"""Models from the Hugging Face Hub, fetched only when the user names one."""

from __future__ import annotations

from pathlib import Path

from huggingface_hub import HfApi, hf_hub_download, snapshot_download
from huggingface_hub.errors import (
    HfHubHTTPError,
    HFValidationError,
    LocalEntryNotFoundError,
    OfflineModeIsEnabled,
    RepositoryNotFoundError,
)

from ngpl.errors import DownloadError, ModelNotFound


def download_model(repo: str) -> Path:
    """The ``.gpl`` file of the Hub repository ``owner/name``, from the Hub's cache on this disk if it is there.

    Raises ``ModelNotFound`` if there is no such repository or no ``.gpl`` file in it, ``DownloadError`` if the Hub
    cannot be reached.
    """
    try:
        cached = sorted(Path(snapshot_download(repo, allow_patterns="*.gpl", local_files_only=True)).glob("*.gpl"))
        if len(cached) == 1:
            return cached[0]
    except (LocalEntryNotFoundError, HFValidationError):
        pass  # not in the cache, or no id: the Hub is asked, or says so
    try:
        files = [name for name in HfApi().list_repo_files(repo) if name.endswith(".gpl")]
        if len(files) == 1:
            return Path(hf_hub_download(repo, files[0]))
    except (RepositoryNotFoundError, HFValidationError) as error:
        raise ModelNotFound(
            f"the Hub has no public repository {repo!r}, and there is no file or folder of that name"
        ) from error
    except (HfHubHTTPError, LocalEntryNotFoundError, OfflineModeIsEnabled, OSError) as error:
        raise DownloadError(f"{repo!r} is no local model, and the Hub did not answer: {_line(error)}") from error
    raise ModelNotFound(f"the repository {repo!r} must hold exactly one .gpl file; it holds {len(files)}")


def _line(error: Exception) -> str:
    return str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__
