"""What was computed lately, so that it need not be computed again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Memory(Generic[T]):
    """Values by key: at most ``most`` of them, of ``size`` (in bytes) at most ``room`` together; always the last one.

    Safe to use from many threads; what several ask for at once is made once.
    """

    def __init__(self, most: int, room: float = float("inf"), size: Callable[[T], int] = lambda value: 0):
        self.most, self.room, self.size = most, room, size
        self._values: OrderedDict[Hashable, T] = OrderedDict()
        self._making: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of ``key``, made by ``make`` if it is not remembered; its errors pass through."""
        with self._lock:
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if key in self._values:
                    self._values.move_to_end(key)
                    return self._values[key]
            try:
                return self._keep(key, make())
            finally:
                with self._lock:
                    self._making.pop(key, None)

    def _keep(self, key: Hashable, value: T) -> T:
        with self._lock:
            self._values[key] = value
            while len(self._values) > 1 and not self._fits():
                self._values.popitem(last=False)
        return value

    def _fits(self) -> bool:
        return len(self._values) <= self.most and sum(map(self.size, self._values.values())) <= self.room
