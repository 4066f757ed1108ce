"""Criteria on hand-made series: each holds exactly when the paper's words say so."""

from dataclasses import dataclass, field

import numpy as np
import pytest

from lstm97.paper.data.stops import WINDOW, fewer_wrong, proven, st1, st2, st3
from lstm97.paper.learn.recall import Exam


@dataclass
class Series:
    """Evidence from hand-made errors; those of 0.05 and more are wrong."""

    errors: np.ndarray
    sequences_seen: int = WINDOW
    exam: Exam = field(default_factory=lambda: Exam(256, 0, 0.0, 0.0))
    passes: bool = False

    @property
    def correct(self) -> np.ndarray:
        return self.errors < 0.05

    def quiz(self, most_wrong: int) -> Exam | None:
        return self.exam if self.exam.wrong <= most_wrong else None

    def proof(self) -> bool:
        return self.passes


def series(error: float = 0.005, wrong: int = 0, **fields: object) -> Series:
    errors = np.full(WINDOW, error)
    errors[:wrong] = 0.05
    return Series(errors, **fields)


def test_st3_needs_the_whole_window() -> None:
    assert st3(0.01).criterion(series())
    assert not st3(0.01).criterion(series(sequences_seen=WINDOW - 100))


def test_st3_allows_no_mistake_and_no_larger_average() -> None:
    assert not st3(0.01).criterion(series(wrong=1))
    assert not st3(0.01).criterion(series(error=0.01))
    assert st3(0.011).criterion(series(error=0.01))


@pytest.mark.parametrize(("wrong", "reached"), [(0, True), (12, True), (13, False), (14, False)])
def test_experiment_5_counts_fewer_than_its_limit(wrong: int, reached: bool) -> None:
    assert fewer_wrong(13).criterion(series(wrong=wrong)) is reached


def test_experiment_5_waits_for_2000_sequences() -> None:
    assert not fewer_wrong(13).criterion(series(sequences_seen=1900))


@pytest.mark.parametrize(("wrong", "reached"), [(5, True), (6, False)])
def test_3b_allows_fewer_than_six(wrong: int, reached: bool) -> None:
    assert st1(5).criterion(series(exam=Exam(256, wrong, 0.5, 0.5))) is reached


def test_st2_is_st1_and_a_small_error() -> None:
    assert st2(0, 0.01).criterion(series(exam=Exam(256, 0, 0.0099, 0.02)))
    assert not st2(0, 0.01).criterion(series(exam=Exam(256, 0, 0.01, 0.02)))
    assert not st2(0, 0.01).criterion(series(exam=Exam(256, 1, 0.001, 0.02)))


def test_proof_is_the_tasks_own() -> None:
    assert proven("").criterion(series(passes=True))
    assert not proven("").criterion(series(passes=False))
