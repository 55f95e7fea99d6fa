"""A Hub on this machine, small and faulty on demand, that speaks the Hub's file protocol."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

Files = dict[str, bytes]
LARGE = (".safetensors", ".gpl", ".bin")  # stored as the Hub stores large files: with a SHA-256, behind a redirect
ERRORS = {"RepoNotFound": 404, "GatedRepo": 403, "RevisionNotFound": 404}


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def git_sha1(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


@dataclass
class Repo:
    """Commits and their files, what revisions mean, and the Hub's error code for those who ask, if any."""

    commits: dict[str, Files] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)
    pulls: list[dict[str, Any]] = field(default_factory=list)
    error: str = ""

    def commit(self, files: Files, revision: str = "main") -> str:
        """Add a commit that ``revision`` means from now on."""
        told = json.dumps([[name, git_sha1(data)] for name, data in files.items()])
        commit = hashlib.sha1(told.encode()).hexdigest()
        self.commits[commit] = files
        self.refs[revision] = commit
        return commit


@dataclass
class Hub:
    """What the server has, how it fails, and what it was asked for, as ``METHOD path``, with the range if any.

    ``busy`` lists, for a part of a path, the statuses that are answered first; ``drops`` the numbers of bytes after
    which the connection is cut, once each; ``wrong`` the names of files of which other bytes are sent than promised.
    """

    url: str = ""
    repos: dict[str, Repo] = field(default_factory=dict)
    busy: dict[str, list[int]] = field(default_factory=dict)
    drops: dict[str, list[int]] = field(default_factory=dict)
    wrong: set[str] = field(default_factory=set)
    ranges: bool = True
    asked: list[str] = field(default_factory=list)
    instead: bytes = b""  # what is answered in place of what a repository holds
    gate: threading.Event | None = None  # large files are sent half, and whole when it is set
    moves: dict[str, Any] = field(default_factory=dict)  # called when a file of that name was asked for

    def repo(self, name: str) -> Repo:
        return self.repos.setdefault(name, Repo())

    def files(self, name: str) -> list[str]:
        """Names of the files that were asked for."""
        return [line.split()[1].rsplit("/", 1)[1] for line in self.asked if "/resolve/" in line]


class Handler(BaseHTTPRequestHandler):
    hub: Hub
    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        self.hub.asked.append(f"{self.command} {path} {self.headers.get('Range', '')}".strip())
        for part, statuses in self.hub.busy.items():
            if part in path and statuses:
                return self.fail(statuses.pop(0))
        if path.startswith("/api/models/"):
            if self.hub.instead:
                return self.answer(self.hub.instead)
            return self.api(path.removeprefix("/api/models/"))
        if path.startswith("/cdn/"):
            return self.large(path.removeprefix("/cdn/"))
        owner, name, _, commit, file = path.removeprefix("/").split("/", 4)
        self.resolve(f"{owner}/{name}", commit, file)

    def api(self, path: str) -> None:
        owner, name, what, *rest = path.split("/", 3)
        repo = self.hub.repos.get(f"{owner}/{name}")
        if repo is None or repo.error:
            return self.fail(error="RepoNotFound" if repo is None else repo.error)
        if what == "discussions":
            return self.answer({"discussions": repo.pulls, "count": len(repo.pulls), "start": 0})
        commit = repo.refs.get(rest[0], rest[0])
        if commit not in repo.commits:
            return self.fail(error="RevisionNotFound")
        siblings = [self.sibling(name, data) for name, data in repo.commits[commit].items()]
        self.answer({"id": f"{owner}/{name}", "sha": commit, "siblings": siblings})

    def sibling(self, name: str, data: bytes) -> dict[str, Any]:
        large = {"lfs": {"sha256": sha256(data), "size": len(data), "pointerSize": 134}} if name.endswith(LARGE) else {}
        return {"rfilename": name, "size": len(data), "blobId": git_sha1(data)} | large

    def resolve(self, repo: str, commit: str, file: str) -> None:
        data = self.hub.repos[repo].commits.get(commit, {}).get(file)
        if file in self.hub.moves:
            self.hub.moves.pop(file)()
        if data is None:
            return self.fail(error="EntryNotFound", status=404)
        if file.endswith(LARGE):
            where = f"/cdn/{repo}/{commit}/{file}"
            linked = {"X-Linked-Etag": f'"{sha256(data)}"', "X-Linked-Size": str(len(data))}
            return self.answer(b"", 302, linked | {"Location": where, "X-Repo-Commit": commit})
        data = data[::-1] if file in self.hub.wrong else data
        self.answer(data, 200, {"ETag": f'"{git_sha1(data)}"', "X-Repo-Commit": commit})

    def large(self, path: str) -> None:
        owner, name, commit, file = path.split("/", 3)
        data = self.hub.repos[f"{owner}/{name}"].commits[commit][file]
        data = data[::-1] if file in self.hub.wrong else data
        start = int(self.headers.get("Range", "bytes=0-").removeprefix("bytes=").rstrip("-")) if self.hub.ranges else 0
        body, headers = data[start:], {"X-Repo-Commit": commit, "ETag": f'"{sha256(data)}"'}
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
        self.answer(body, 206 if start else 200, headers, self.cut(file, len(body)), wait=True)

    def cut(self, file: str, size: int) -> int:
        drops = self.hub.drops.get(file)
        return min(drops.pop(0), size) if drops else size

    def fail(self, status: int = 0, error: str = "") -> None:
        told = {"X-Error-Code": error} if error else {}
        self.answer(b"", status or ERRORS[error], told | ({"Retry-After": "0"} if status == 429 else {}))

    def answer(
        self, body: Any, status: int = 200, headers: dict[str, str] | None = None, cut: int = -1, wait: bool = False
    ) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(data)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "HEAD":
            return
        sent = data if cut < 0 else data[:cut]
        if wait and self.hub.gate is not None:
            self.wfile.write(sent[: len(sent) // 2])
            self.wfile.flush()
            self.hub.gate.wait(60)
            sent = sent[len(sent) // 2 :]
        self.wfile.write(sent)
        self.wfile.flush()
        if 0 <= cut < len(data):
            self.close_connection = True

    def log_message(self, *args: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no fault."""


@contextmanager
def serving() -> Iterator[Hub]:
    """A Hub without repositories, until the end of the block."""
    hub = Hub()
    server = Server(("127.0.0.1", 0), type("HubHandler", (Handler,), {"hub": hub}))
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    hub.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def asked_instead(hub: Hub, cache: str, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Within this process the Hub is ``hub``, and its cache an own folder."""
    from huggingface_hub import constants

    from ngpl.hub.remote import listing, transfer

    patch.setattr(constants, "ENDPOINT", hub.url)
    patch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", hub.url + "/{repo_id}/resolve/{revision}/{filename}")
    patch.setattr(constants, "HF_HUB_CACHE", cache)
    patch.setattr(constants, "HF_HUB_OFFLINE", False)
    for module in (listing, transfer):
        patch.setattr(module, "PAUSES", (0.01, 0.01, 0.01))
    yield
