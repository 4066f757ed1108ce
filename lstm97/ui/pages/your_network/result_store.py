"""Results by key for all sessions, bounded in bytes.

What is measured of a large network is megabytes of arrays; what belongs to one session is forgotten
with it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

from lstm97.ui.base.courses import bytes_of

Key = tuple[Hashable, ...]


class ResultStore:
    """Results by key, those asked for last, with arrays of no more than ``most`` bytes in all.

    A result that several sessions ask for at once is made once.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._results: OrderedDict[Key, tuple[Any, int]] = OrderedDict()
        self._making: dict[Key, threading.Lock] = {}
        self._lock = threading.RLock()  # a file may be collected, and forgotten, at any time

    def get(self, key: Key, make: Callable[[], Any]) -> Any:
        """The result of this key; ``make`` makes it if it is not there."""
        with self._lock:
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if key in self._results:
                    self._results.move_to_end(key)
                    return self._results[key][0]
            made = make()
            with self._lock:
                self._put(key, made)
            return made

    def forget(self, owner: Hashable) -> None:
        """Drop all results whose keys begin with ``owner``."""
        with self._lock:
            for key in [one for one in list(self._results) if one[0] == owner]:
                self._drop(key)

    @property
    def size(self) -> int:
        """Bytes of all arrays that are kept."""
        return sum(size for _, size in list(self._results.values()))

    def _put(self, key: Key, made: Any) -> None:
        self._results[key] = made, bytes_of(made)
        while len(self._results) > 1 and self.size > self._most:
            self._drop(next(iter(self._results)))

    def _drop(self, key: Key) -> None:
        self._results.pop(key, None)
        self._making.pop(key, None)
