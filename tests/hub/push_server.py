"""A Hub on this machine that takes files: it speaks as much of the Hub's protocol as one commit needs."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.hub_server import LARGE, Handler, Hub, Repo, sha256

TOKEN = "hf_secret_of_the_tests"


@dataclass
class Desk(Hub):
    """A Hub that files can be handed to. ``refuse`` maps parts of a path to the status that it answers with."""

    refuse: dict[str, int] = field(default_factory=dict)
    private: dict[str, bool] = field(default_factory=dict)
    stored: dict[str, bytes] = field(default_factory=dict)  # large files by their SHA-256

    def sent(self, repo: str, revision: str = "main") -> dict[str, bytes]:
        found = self.repos[repo]
        return found.commits[found.refs[revision]]


class DeskHandler(Handler):
    hub: Desk

    def do_GET(self) -> None:  # noqa: N802
        """As the other Hub, and what it says of a repository as a whole."""
        match self.path.strip("/").split("/"):
            case ["api", "models", owner, name] if f"{owner}/{name}" in self.hub.repos:
                self.answer({"id": f"{owner}/{name}", "private": self.hub.private[f"{owner}/{name}"]})
            case ["api", "models", _, _]:
                self.fail(error="RepoNotFound")
            case _:
                super().do_GET()

    def do_POST(self) -> None:  # noqa: N802
        path, body = unquote(urlsplit(self.path).path), self.body()
        self.hub.asked.append(f"POST {path}")
        for part, status in self.hub.refuse.items():
            if part in path:
                return self.fail(status)
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            return self.fail(401)
        match path.strip("/").split("/"):
            case ["api", "repos", "create"]:
                self.create(json.loads(body))
            case ["api", "validate-yaml"]:
                self.answer({"errors": [], "warnings": []})
            case ["api", "models", owner, name, "branch", branch]:
                repo = self.hub.repos[f"{owner}/{name}"]
                repo.refs[branch] = repo.refs["main"]
                self.answer({})
            case ["api", "models", _, _, "preupload", _]:
                files = [self.mode(file["path"]) for file in json.loads(body)["files"]]
                self.answer({"files": files})
            case ["api", "models", owner, name, "commit", revision]:
                self.commit(f"{owner}/{name}", revision, [json.loads(line) for line in body.splitlines()])
            case [*_, "info", "lfs", "objects", "batch"]:
                self.answer({"transfer": "basic", "objects": [self.place(o) for o in json.loads(body)["objects"]]})
            case _:
                self.fail(404)

    def do_PUT(self) -> None:  # noqa: N802
        digest, data = self.path.rsplit("/", 1)[1], self.body()
        self.hub.asked.append(f"PUT {self.path}")
        if any(part in self.path for part in self.hub.refuse):
            return self.fail(next(status for part, status in self.hub.refuse.items() if part in self.path))
        assert sha256(data) == digest
        self.hub.stored[digest] = data
        self.answer(b"")

    def body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        parts = []
        while size := int(self.rfile.readline(), 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def create(self, asked: dict[str, Any]) -> None:
        name = f"{asked['organization']}/{asked['name']}"
        known = name in self.hub.repos
        if not known:
            self.hub.repos[name] = Repo()
            self.hub.repos[name].commit({})
            self.hub.private[name] = asked.get("visibility") == "private"
        told = {"url": f"{self.hub.url}/{name}"}
        self.answer({"error": "You already created this model repo"} | told if known else told, 409 if known else 200)

    def mode(self, name: str) -> dict[str, Any]:
        return {"path": name, "uploadMode": "lfs" if name.endswith(LARGE) else "regular", "shouldIgnore": False}

    def place(self, asked: dict[str, Any]) -> dict[str, Any]:
        return asked | {"actions": {"upload": {"href": f"{self.hub.url}/store/{asked['oid']}"}}}

    def commit(self, repo: str, revision: str, lines: list[dict[str, Any]]) -> None:
        found = self.hub.repos[repo]
        files = dict(found.commits[found.refs[revision]])
        for line in lines:
            value = line["value"]
            if line["key"] == "file":
                files[value["path"]] = base64.b64decode(value["content"])
            elif line["key"] == "lfsFile":
                files[value["path"]] = self.hub.stored[value["oid"]]
        oid = found.commit(files, revision)
        self.answer({"commitUrl": f"{self.hub.url}/{repo}/commit/{oid}", "commitOid": oid, "pullRequestUrl": None})


@contextmanager
def taking() -> Iterator[Desk]:
    """A Hub without repositories, until the end of the block."""
    desk = Desk()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Desk", (DeskHandler,), {"hub": desk}))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    desk.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield desk
    finally:
        server.shutdown()
        server.server_close()
