"""Trainings that all sessions share: one for each set of conditions and seed.

A class that presses "train" together trains once, and a link that says "after 2000 sequences" finds
the same weights, or has them made again. What is kept is bounded in bytes, what is being made in
number.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

import numpy as np

Step = TypeVar("Step")


def _nothing() -> None:
    """For a source that holds nothing between two steps."""


class Course(Generic[Step]):
    """A training, as far as any session has watched it.

    ``source`` yields places, such as numbers of sequences, in rising order, with what there is to
    keep. Steps at multiples of ``grain`` stay; those between stay until the next one does, for
    readers who watch. ``release`` frees what the source does not need until it goes on; it is
    called when the last reader stops watching.
    """

    def __init__(
        self,
        source: Iterator[tuple[int, Step]],
        grain: int,
        release: Callable[[], None] = _nothing,
    ) -> None:
        self._source, self._grain, self._release = source, grain, release
        self._steps: list[tuple[int, Step]] = [next(source)]
        self._kept = 1  # of the steps, from the first on
        self._watching = 0
        self._ended = False
        self._lock = threading.Lock()
        self.size = bytes_of(self._steps[0])  # of the steps that are kept

    @contextmanager
    def watch(self) -> Iterator[None]:
        """While somebody watches, what the source works with stays in memory."""
        with self._lock:
            self._watching += 1
        try:
            yield
        finally:
            with self._lock:
                self._watching -= 1
                if not self._watching:
                    self._release()

    def beyond(self, place: int) -> tuple[int, Step] | None:
        """The next step after ``place``, made now if nobody has; None if the course has ended."""
        with self._lock:
            while self._steps[-1][0] <= place:
                if not self._advance():
                    return None
            return next(step for step in self._steps if step[0] > place)

    def upto(self, place: int) -> list[tuple[int, Step]]:
        """What is kept of the steps up to ``place``; never empty."""
        with self._lock:
            return [step for step in self._steps[: self._kept] if step[0] <= place]

    def steps(self, place: int, most: int) -> Iterator[tuple[int, Step]]:
        """The steps after ``place``, one after the other, until ``most`` is reached."""
        while place < most and (step := self.beyond(place)):
            place = step[0]
            yield step

    def keeps(self, place: int) -> bool:
        """Whether a step at this place stays."""
        return place % self._grain == 0

    def knows_beyond(self, place: int) -> bool:
        """Whether the next step after ``place`` has been made already."""
        return self._steps[-1][0] > place

    def ends_at(self, place: int) -> bool:
        """Whether it is known that nothing comes after ``place``."""
        return self._ended and self._steps[-1][0] <= place

    @property
    def idle(self) -> bool:
        """Whether nobody watches."""
        return not self._watching

    def __len__(self) -> int:
        """Number of steps that are kept."""
        return self._kept

    def _advance(self) -> bool:
        step = next(self._source, None)
        if step is None:
            self._ended = True
            return False
        if self.keeps(step[0]):
            del self._steps[self._kept :]
            self._kept += 1
            self.size += bytes_of(step)
        self._steps.append(step)
        return True


class Shelf(Generic[Step]):
    """The courses that were asked for last, with steps of no more than ``most`` bytes in all.

    The newest course stays even if it alone is larger; courses that somebody watches go last.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._courses: OrderedDict[Hashable, Course[Step]] = OrderedDict()
        self._lock = threading.Lock()

    def course(self, key: Hashable, make: Callable[[], Course[Step]]) -> Course[Step]:
        """The course of this key; ``make`` begins it if it is not on the shelf."""
        with self._lock:
            if key not in self._courses:
                self._courses[key] = make()
            self._courses.move_to_end(key)
            while len(self._courses) > 1 and self.size > self._most:
                del self._courses[self._least(key)]
            return self._courses[key]

    @property
    def size(self) -> int:
        """Bytes of all steps that are kept."""
        return sum(course.size for course in self._courses.values())

    def _least(self, wanted: Hashable) -> Hashable:
        """The course that can be spared: asked for longest ago, unwatched if there is one."""
        others = [key for key in self._courses if key != wanted]
        return next((key for key in others if self._courses[key].idle), others[0])


class Turns:
    """No more than ``most`` different works are done at once; who comes later waits in line."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._doing: list[tuple[object, object]] = []  # who, and at which work
        self._waiting: list[object] = []
        self._lock = threading.Lock()

    @contextmanager
    def line(self, work: object) -> Iterator[Callable[[], int]]:
        """Wait in line for ``work``: call what it gives until it says 0, then work.

        It says at which place of the line one stands, 0 for those whose turn it is. A session that
        joins a work that is being done does not wait. Leaving the context leaves the line.
        """
        who = object()
        with self._lock:
            self._waiting.append(who)
        try:
            yield lambda: self._place(who, work)
        finally:
            with self._lock:
                self._doing = [one for one in self._doing if one[0] is not who]
                self._waiting = [one for one in self._waiting if one is not who]

    def _place(self, who: object, work: object) -> int:
        with self._lock:
            if who not in self._waiting:
                return 0
            place = 1 + self._waiting.index(who)
            works = {id(one): one for _, one in self._doing}
            if id(work) in works or (place == 1 and len(works) < self.most):
                self._waiting.remove(who)
                self._doing.append((who, work))
                return 0
            return place


def bytes_of(step: Any) -> int:
    """Bytes of all arrays in nested records, tuples, lists and dicts.

    An array that is a window on another one keeps that other one in memory, and so counts with all
    of it; an array that is met twice counts once.
    """
    found: dict[int, int] = {}
    left = [step]
    while left:
        one = left.pop()
        if isinstance(one, np.ndarray):
            while isinstance(one.base, np.ndarray):
                one = one.base
            found[id(one)] = one.nbytes
        elif isinstance(one, tuple | list):
            left.extend(one)
        elif isinstance(one, Mapping):
            left.extend(one.values())
        else:
            left.extend(getattr(one, name) for name in getattr(one, "__dataclass_fields__", ()))
    return sum(found.values())


def thinned(run: Sequence[Step], most: int) -> list[Step]:
    """No more than ``most`` moments of a run; the first and the last stay.

    Of a run that grows the same ones are chosen again and again, so that a curve does not shake.
    """
    every = 1
    while len(run[:-1:every]) >= most:
        every *= 2
    return [*run[:-1:every], *run[-1:]]
