"""One trial: its streams of random numbers, how far it has come, and the tests it has passed.

Weights, sequences and tests have streams of their own, so that a test more or less changes
nothing in what is learnt.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from lstm97.engine import Params
from lstm97.paper.data.row import Row
from lstm97.paper.data.stops import Exam
from lstm97.records import brief
from lstm97.tasks import Sequences

QUIZ = 256


@dataclass(frozen=True)
class MilestoneTest:
    """A milestone that a trial has reached, and the test it took then."""

    milestone: str
    sequences: int
    exam: Exam | None


@brief
@dataclass(eq=False)
class Trial:
    """One trial: its streams of random numbers and how far it has come.

    ``passes`` counts by milestone how many tests in a row have been passed.
    """

    row: Row
    index: int
    seed: int
    weights: np.random.Generator = field(init=False)
    sequences: np.random.Generator = field(init=False)
    tests: np.random.Generator = field(init=False)
    marks: list[MilestoneTest] = field(default_factory=list)
    passes: dict[str, int] = field(default_factory=dict)
    sequences_seen: int = 0
    final: Params | None = None  # weights when it ended
    diverged: bool = False

    def __post_init__(self) -> None:
        streams = np.random.SeedSequence(self.seed, spawn_key=self._key).spawn(3)
        self.weights, self.sequences, self.tests = map(np.random.default_rng, streams)

    @property
    def _key(self) -> tuple[int, int]:
        return zlib.crc32(self.row.paper_row.encode()), self.index

    @cached_property
    def fixed_quiz(self) -> Sequences:
        """256 test sequences that stay the same, from a stream of their own."""
        stream = np.random.SeedSequence(self.seed, spawn_key=(*self._key, 3))
        return self.row.make.draw(QUIZ, rng=np.random.default_rng(stream))

    @property
    def solved(self) -> bool:
        """Whether it has reached its row's last milestone."""
        return len(self.marks) == len(self.row.milestones)

    @property
    def ended(self) -> bool:
        """Solved, out of bounds, or at the limit."""
        return self.solved or self.diverged or self.sequences_seen >= self.row.limit
