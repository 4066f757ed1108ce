"""One trial: its streams of random numbers, how far it has come, and what it can show for it.

Weights, sequences and tests have streams of their own, so that a test more or less changes
nothing in what is learnt.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from lstm97.engine import Params
from lstm97.engine.activations import Array
from lstm97.paper.data.row import Row
from lstm97.paper.learn.proofs import proof
from lstm97.paper.learn.recall import Exam, examine, marks
from lstm97.tasks import Sequences
from lstm97.tasks.sequences import Bools, take

TEST = 2560  # sequences of the paper's final test
QUIZ = 256
GLANCE = 32  # of the quiz's sequences, looked at first


@dataclass(frozen=True)
class Mark:
    """A milestone that a trial has reached, and the test it took then."""

    milestone: str
    sequences: int
    exam: Exam | None


@dataclass(eq=False)
class Trial:
    """One trial: its streams of random numbers and how far it has come."""

    row: Row
    index: int
    seed: int
    weights: np.random.Generator = field(init=False)
    sequences: np.random.Generator = field(init=False)
    tests: np.random.Generator = field(init=False)
    marks: list[Mark] = field(default_factory=list)
    seen: int = 0
    final: Params | None = None  # weights when it ended
    diverged: bool = False

    def __post_init__(self) -> None:
        key = (zlib.crc32(self.row.stream.encode()), self.index)
        streams = np.random.SeedSequence(self.seed, spawn_key=key).spawn(3)
        self.weights, self.sequences, self.tests = map(np.random.default_rng, streams)

    @property
    def solved(self) -> bool:
        """Whether it has reached its row's last milestone."""
        return len(self.marks) == len(self.row.milestones)

    @property
    def ended(self) -> bool:
        """Solved, out of bounds, or at the limit."""
        return self.solved or self.diverged or self.seen >= self.row.limit


@dataclass(eq=False)
class Observed:
    """The evidence that a trial gives at one moment; tests are taken when first asked for.

    ``errors`` and ``correct`` are those of the sequences in the trial's window, (sequences,).
    """

    trial: Trial
    params: Params
    errors: Array
    correct: Bools
    latest: Bools  # the last block of ``correct``

    @property
    def seen(self) -> int:
        """Training sequences so far."""
        return self.trial.seen

    @cached_property
    def final(self) -> Exam | None:
        """The final test of 2560 sequences, where the row has one."""
        if self.trial.row.notes.get("test", TEST) == 0:
            return None
        return examine(self.params, self.trial.row.make, TEST, rng=self.trial.tests)

    @cached_property
    def _sheet(self) -> Sequences:
        return self.trial.row.make.draw(QUIZ, rng=self.trial.tests)

    @cached_property
    def _glance(self) -> int:
        return self._look(slice(GLANCE)).wrong

    @cached_property
    def _whole(self) -> Exam:
        return self._look(slice(QUIZ))

    def _look(self, part: slice) -> Exam:
        task = self.trial.row.make
        miss, right = marks(self.params, task, take(self._sheet, np.arange(QUIZ)[part]))
        rms = float(np.sqrt(np.square(miss).mean()))
        return Exam(len(right), int((~right).sum()), float(miss.mean()), rms)

    def quiz(self, most_wrong: int) -> Exam | None:
        """256 fresh sequences; None as soon as more than ``most_wrong`` are wrong."""
        if self._glance > most_wrong or self._whole.wrong > most_wrong:
            return None
        return self._whole

    def proof(self) -> bool:
        """See `proofs.proof`."""
        trial = self.trial
        return proof(trial.row, trial.index, trial.seed, self.params, self.latest, rng=trial.tests)
