"""Work that comes out the same for whoever asks, done once for all sessions.

Training depends on nothing but its conditions and its seed. So a class that presses "train"
together trains once, and a link that says "after 2000 sequences" finds the same weights, or has
them made again.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Generic, TypeVar

Step = TypeVar("Step")


class Course(Generic[Step]):
    """A training, as far as anybody has ever watched it.

    ``source`` yields places, such as numbers of sequences, in rising order, with what there is to
    keep. Steps at multiples of ``grain`` stay; those between are there only until the next stays,
    for readers who watch it being made.
    """

    def __init__(self, source: Iterator[tuple[int, Step]], grain: int) -> None:
        self._source, self._grain = source, grain
        self._steps: list[tuple[int, Step]] = [next(source)]
        self._kept = 1  # of the steps, from the first on
        self._ended = False
        self._lock = threading.Lock()

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

    def knows_beyond(self, place: int) -> bool:
        """Whether the next step after ``place`` has been made already."""
        return self._steps[-1][0] > place

    def ends_at(self, place: int) -> bool:
        """Whether it is known that nothing comes after ``place``."""
        return self._ended and self._steps[-1][0] <= place

    def __len__(self) -> int:
        """Number of steps that are kept."""
        return self._kept

    def _advance(self) -> bool:
        step = next(self._source, None)
        if step is None:
            self._ended = True
            return False
        if step[0] % self._grain == 0:
            del self._steps[self._kept :]
            self._kept += 1
        self._steps.append(step)
        return True


class Shelf(Generic[Step]):
    """The courses that were asked for last, with no more than ``most`` steps in all."""

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
            while len(self._courses) > 1 and sum(map(len, self._courses.values())) > self._most:
                self._courses.popitem(last=False)
            return self._courses[key]


def thinned(run: Sequence[Step], most: int) -> list[Step]:
    """No more than ``most`` moments of a run; the first and the last stay.

    Of a run that grows the same ones are chosen again and again, so that a curve does not shake.
    """
    every = 1
    while len(run[:-1:every]) >= most:
        every *= 2
    return [*run[:-1:every], *run[-1:]]
