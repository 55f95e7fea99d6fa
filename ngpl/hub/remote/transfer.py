"""One file over plain HTTP: a transfer that breaks off goes on where it ended, then or days later, and what does not
have the hash that the Hub names is thrown away.

``huggingface_hub`` 2.4 does neither: it throws away what it has when a call ends, and compares sizes only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from time import sleep
from urllib.parse import quote

from huggingface_hub import HfApi, constants
from huggingface_hub.errors import HfHubHTTPError
from huggingface_hub.utils import build_hf_headers, get_session, hf_raise_for_status, httpx

from ngpl.errors import DownloadError
from ngpl.hub.remote.listing import BUSY, PAUSES, HubFile, pause_of

CHUNK = 1 << 20


def transfer(repo: str, commit: str, file: HubFile, blob: Path, tell: Callable[[int], None]) -> None:
    """Bring a file to ``blob``, whole and checked; ``tell`` hears how many bytes of it are here.

    Raises ``DownloadError`` if its hash is wrong, and errors of ``huggingface_hub`` and ``httpx`` after some attempts.
    """
    blob.parent.mkdir(parents=True, exist_ok=True)
    part = blob.with_name(f"{blob.name}.incomplete")
    url = f"{HfApi().endpoint}/{repo}/resolve/{commit}/{quote(file.name)}"
    attempts, most = 0, _size(part)
    while not part.exists() or _size(part) != file.size:
        try:
            _go_on(url, part, file, tell)
        except (httpx.TransportError, HfHubHTTPError) as error:
            attempts, most = (attempts + 1, most) if _size(part) <= most else (1, _size(part))
            if not passes(error) or attempts > len(PAUSES):
                raise
            sleep(pause_of(error, PAUSES[attempts - 1]))
    if digest_of(part, file) != file.digest:
        part.unlink()
        raise DownloadError(
            f"{file.name!r} of {repo!r} is not what the Hub says it is, by its hash; it was thrown away, try again"
        )
    part.replace(blob)


def passes(error: Exception) -> bool:
    """Whether to ask again may help: the other side broke off, or is overloaded."""
    return not isinstance(error, HfHubHTTPError) or error.response.status_code in BUSY


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _go_on(url: str, part: Path, file: HubFile, tell: Callable[[int], None]) -> None:
    """Add to ``part`` what is missing of it, as far as the other side gives it."""
    have = _size(part) if _size(part) < file.size else 0
    headers = build_hf_headers() | {"Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})
    with get_session().stream("GET", url, headers=headers, timeout=constants.HF_HUB_DOWNLOAD_TIMEOUT) as answer:
        hf_raise_for_status(answer)
        have = have if answer.status_code == 206 else 0  # 200: the whole file, whatever was asked for
        with part.open("r+b" if have else "wb") as out:
            out.seek(have)
            for chunk in answer.iter_bytes():
                have += out.write(chunk)
                if have > file.size:
                    out.truncate(0)
                    raise DownloadError(f"{file.name!r} is longer than the {file.size:,} bytes that the Hub names")
                tell(have)
    if have < file.size:
        raise httpx.RemoteProtocolError(f"{file.name} ended after {have:,} of {file.size:,} bytes")


def digest_of(path: Path, file: HubFile) -> str:
    """The hash of what was fetched, of the kind that the Hub names for it: SHA-256, or git's SHA-1 of a blob."""
    digest = hashlib.sha256() if len(file.digest) == 64 else hashlib.sha1(b"blob %d\0" % file.size)
    with path.open("rb") as data:
        while chunk := data.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
