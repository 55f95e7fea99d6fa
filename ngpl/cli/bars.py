"""Progress bars: on standard error, and only for what takes a while."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from tqdm import tqdm


class Told(Protocol):
    """Is told how much is done, and of how much if that was not known before."""

    def __call__(self, done: int, total: int | None = None) -> None: ...


@contextmanager
def progress_bar(unit: str, total: int | None = None, delay: float = 0.5) -> Iterator[Told]:
    """A bar that appears after ``delay`` seconds, so that a quick failure leaves nothing but its message."""
    with tqdm(total=total, unit=unit, unit_scale=True, file=sys.stderr, mininterval=0.5, delay=delay) as bar:

        def tell(done: int, total: int | None = None) -> None:
            bar.total = total or bar.total
            bar.update(done - bar.n)

        yield tell
