"""When a trial has succeeded, in the words of Table 11 and Section 5.

A milestone looks at the evidence after each block of training sequences. What the paper leaves
open (how often a criterion is tested, on which test set) is decided once, here: every 100
sequences; ST1 and ST2 on 256 fresh test sequences each time; rolling criteria on the last 2000
training sequences; experiments 1 and 2 with the weights held still.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from lstm97.tasks.sequences import Array, Bools

WINDOW = 2000  # most recent training sequences


class Exam(NamedTuple):
    """Answers to a number of test sequences."""

    tests: int
    wrong: int
    error: float  # mean absolute error at sequence end, over outputs and sequences
    rms: float  # root of the mean squared error


class Evidence(Protocol):
    """What is known about a trial after a block."""

    @property
    def seen(self) -> int:
        """Training sequences so far."""

    @property
    def errors(self) -> Array:
        """Mean absolute error of the last `WINDOW` training sequences, in any order."""

    @property
    def correct(self) -> Bools:
        """Which of them were processed correctly."""

    def quiz(self, most_wrong: int) -> Exam | None:
        """256 test sequences, the same for all milestones of a block; None if it became clear
        early that more than ``most_wrong`` are wrong."""

    def proof(self) -> bool:
        """Whether the task's own long test is passed with the weights held still."""


class Milestone(NamedTuple):
    """A criterion by name; the last of a row ends the trial."""

    name: str
    words: str  # the criterion, as a sentence
    reached: Callable[[Evidence], bool]


def st1(most_wrong: int) -> Milestone:
    """At most this many of 256 test sequences misclassified (3a: none, 3b: fewer than 6)."""
    words = f"at most {most_wrong} of 256 test sequences misclassified"
    return Milestone("ST1", words, lambda evidence: evidence.quiz(most_wrong) is not None)


def st2(most_wrong: int, error: float, name: str = "ST2") -> Milestone:
    """ST1, and a mean absolute test error below ``error``."""

    def reached(evidence: Evidence) -> bool:
        exam = evidence.quiz(most_wrong)
        return exam is not None and exam.error < error

    words = f"at most {most_wrong} of 256 test sequences misclassified, mean error < {error}"
    return Milestone(name, words, reached)


def st3(beta: float) -> Milestone:
    """ST3(beta): average error below beta, the 2000 most recent sequences correct."""

    def reached(evidence: Evidence) -> bool:
        full = evidence.seen >= WINDOW
        return full and bool(evidence.correct.all()) and float(evidence.errors.mean()) < beta

    words = f"mean error < {beta} and all correct over the {WINDOW} most recent sequences"
    return Milestone("done", words, reached)


def fewer_wrong(limit: int) -> Milestone:
    """Experiment 5: fewer than ``limit`` of the 2000 most recent training sequences wrong."""

    def reached(evidence: Evidence) -> bool:
        return evidence.seen >= WINDOW and int((~evidence.correct).sum()) < limit

    words = f"fewer than {limit} of the {WINDOW} most recent sequences wrong"
    return Milestone(f"n{limit}", words, reached)


def proven(words: str) -> Milestone:
    """The test with weights held still of experiments 1 and 2."""
    return Milestone("done", words, lambda evidence: evidence.proof())
