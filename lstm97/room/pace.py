"""A limit for addresses that send too many requests; no address is kept.

An address is known by a hash with a salt that is drawn when the process starts and stays in its
memory; an entry is dropped once its bucket is full again.
"""

from __future__ import annotations

import hashlib
import math
import secrets
import time
from collections.abc import Callable
from threading import Lock

MAX_PLACES = 10_000  # that are remembered


class Pace:
    """A bucket of ``burst`` tries for each place, refilled at ``rate`` a second."""

    def __init__(
        self, burst: float, rate: float, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._burst, self._rate, self._now = burst, rate, now
        self._salt = secrets.token_bytes(16)
        self._budgets: dict[bytes, tuple[float, float]] = {}  # tries left, and when that was
        self._lock = Lock()

    def wait(self, place: str) -> int:
        """Whole seconds until this place may try again; 0 if it may now."""
        with self._lock:
            left = self._tries(self._name(place))
        return 0 if left >= 1 else math.ceil((1 - left) / self._rate)

    def spend(self, place: str) -> None:
        """This place has tried."""
        with self._lock:
            name = self._name(place)
            left = max(0.0, self._tries(name) - 1)
            if len(self._budgets) >= MAX_PLACES:
                self._forget()
            self._budgets[name] = (left, self._now())

    def _tries(self, name: bytes) -> float:
        left, when = self._budgets.get(name, (self._burst, self._now()))
        return min(self._burst, left + (self._now() - when) * self._rate)

    def _forget(self) -> None:
        """Those who are back at a full bucket; if there is none, everybody."""
        self._budgets = {
            name: held for name, held in self._budgets.items() if self._tries(name) < self._burst
        }
        if len(self._budgets) >= MAX_PLACES:
            self._budgets = {}

    def _name(self, place: str) -> bytes:
        return hashlib.blake2b(place.encode(errors="replace"), key=self._salt).digest()
