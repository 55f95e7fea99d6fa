"""Models that are being fetched while the page works on: each once, however many visitors wait for it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ngpl.errors import RunError
from ngpl.hub.remote.cache import Tell

PAUSE = 0.25  # seconds between two looks at how far it is


class Unwanted(RunError):
    """Nobody waits for the model any more."""


@dataclass
class Job:
    """One model on its way: bytes done and of how many, how many wait, and what went wrong."""

    progress: tuple[int, int] = (0, 0)
    waiting: int = 1
    error: BaseException | None = None
    over: threading.Event = field(default_factory=threading.Event)

    def tell(self, done: int, total: int) -> None:
        if not self.waiting:
            raise Unwanted("nobody waits for it any more")
        self.progress = done, total

    def run(self, fetch: Callable[[str, Tell], object], name: str) -> None:
        try:
            fetch(name, self.tell)
        except BaseException as error:  # told to those who wait, in their own threads
            self.error = error
        self.over.set()


class Downloads:
    """Safe to use from many threads. ``fetch(name, tell)`` fetches; what it raises reaches all who wait."""

    def __init__(self, fetch: Callable[[str, Tell], object]):
        self._fetch = fetch
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()

    def bring(self, name: str) -> Iterator[tuple[int, int]]:
        """Bytes done, and of how many, again and again until the model is here. When all have left, it is given up;
        what was fetched is kept for the next time."""
        job = self._joined(name)
        try:
            while not job.over.wait(PAUSE):
                yield job.progress
        finally:
            self._leave(name, job)
        if job.error is not None:
            raise job.error

    def _joined(self, name: str) -> Job:
        with self._lock:
            job = self._jobs.get(name)
            if job is not None and not job.over.is_set():
                job.waiting += 1
                return job
            job = self._jobs[name] = Job()
            threading.Thread(target=job.run, args=(self._fetch, name), daemon=True).start()
            return job

    def _leave(self, name: str, job: Job) -> None:
        with self._lock:
            job.waiting -= 1
            if not job.waiting and self._jobs.get(name) is job:
                del self._jobs[name]
