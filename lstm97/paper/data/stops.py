"""When a trial has succeeded, in the words of Table 11 and Section 5.

A milestone looks at the evidence after each block of training sequences. What the paper leaves
open (how often a criterion is tested, on which test set) is decided once, here: every 100
sequences; ST1 and ST2 on 256 fresh test sequences each time; rolling criteria on the last 2000
training sequences; experiments 1 and 2 with the weights held still.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol

from lstm97.tasks.sequences import Array, Bools
from lstm97.words import FALLBACK, translate

WINDOW = 2000  # most recent training sequences


class Exam(NamedTuple):
    """Answers to a number of test sequences."""

    tests: int
    wrong: int
    error: float  # mean absolute error at sequence end, over outputs and sequences
    rms: float  # root of the mean squared error


class BlockRecord(Protocol):
    """What is known about a trial after a block."""

    @property
    def sequences_seen(self) -> int:
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
    """A criterion by name; the last of a row ends the trial.

    It is said by the text ``paper.criteria.<key>`` with ``figures`` put in.
    """

    name: str
    key: str
    figures: Mapping[str, float]
    criterion: Callable[[BlockRecord], bool]

    def words(self, lang: str = FALLBACK) -> str:
        """The criterion as a sentence."""
        return translate(lang, f"paper.criteria.{self.key}", **self.figures)


def st1(most_wrong: int) -> Milestone:
    """At most this many of 256 test sequences misclassified (3a: none, 3b: fewer than 6)."""
    figures = {"most_wrong": most_wrong}
    return Milestone("ST1", "st1", figures, lambda evidence: evidence.quiz(most_wrong) is not None)


def st2(most_wrong: int, error: float, name: str = "ST2") -> Milestone:
    """ST1, and a mean absolute test error below ``error``."""

    def reached(evidence: BlockRecord) -> bool:
        exam = evidence.quiz(most_wrong)
        return exam is not None and exam.error < error

    return Milestone(name, "st2", {"most_wrong": most_wrong, "error": error}, reached)


def st3(beta: float) -> Milestone:
    """ST3(beta): average error below beta, the 2000 most recent sequences correct."""

    def reached(evidence: BlockRecord) -> bool:
        full = evidence.sequences_seen >= WINDOW
        return full and bool(evidence.correct.all()) and float(evidence.errors.mean()) < beta

    return Milestone("done", "st3", {"beta": beta, "window": WINDOW}, reached)


def fewer_wrong(limit: int) -> Milestone:
    """Experiment 5: fewer than ``limit`` of the 2000 most recent training sequences wrong."""

    def reached(evidence: BlockRecord) -> bool:
        return evidence.sequences_seen >= WINDOW and int((~evidence.correct).sum()) < limit

    return Milestone(f"n{limit}", "fewer", {"limit": limit, "window": WINDOW}, reached)


def proven(key: str) -> Milestone:
    """The test with weights held still of experiments 1 and 2; ``key`` says which."""
    return Milestone("done", key, {}, lambda evidence: evidence.proof())
