"""What a trial can show at one moment: its last training sequences, a quiz, a long test.

Tests are taken when they are first asked for, and no more than a criterion needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lstm97.engine import Params
from lstm97.engine.activations import Array
from lstm97.paper.data.stops import Exam
from lstm97.paper.learn.methods import METHODS
from lstm97.paper.learn.recall import examine, marks
from lstm97.paper.learn.trial import QUIZ, Trial
from lstm97.records import brief
from lstm97.tasks import Sequences
from lstm97.tasks.sequences import Bools, take

GLANCE = 32  # of the quiz's sequences, looked at first


@brief
@dataclass(eq=False)
class Observation:
    """The evidence that a trial gives at one moment.

    ``errors`` and ``correct`` are those of the sequences in the trial's window, (sequences,).
    """

    trial: Trial
    params: Params
    errors: Array
    correct: Bools
    latest: Bools  # the last block of ``correct``

    @property
    def sequences_seen(self) -> int:
        """Training sequences so far."""
        return self.trial.sequences_seen

    @cached_property
    def final(self) -> Exam | None:
        """The final test, where the row has one."""
        row = self.trial.row
        if row.test == 0:
            return None
        return examine(self.params, row.make, row.test, rng=self.trial.tests)

    @cached_property
    def _sheet(self) -> Sequences:
        if self.trial.row.quiz == "fixed":
            return self.trial.fixed_quiz
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
        """256 test sequences; None as soon as more than ``most_wrong`` are wrong."""
        if self._glance > most_wrong or self._whole.wrong > most_wrong:
            return None
        return self._whole

    def proof(self) -> bool:
        """The long test of the row's method, with the weights held still; see `proofs`."""
        return METHODS[self.trial.row.method].proof(self.trial, self.params, self.latest)
