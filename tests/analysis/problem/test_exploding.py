"""A training that really explodes, and the same one with clipped gradients."""

import numpy as np
import pytest

from lstm97.analysis.problem.exploding import SEQUENCES, schooling


def test_from_a_loop_of_one_the_numbers_end_after_a_few_sequences():
    one = schooling(1.0, 0.01)
    assert one.broke == len(one.loss) <= 5
    growth = one.loss[1:] / one.loss[:-1]
    assert (growth > 1).all()
    assert not np.isfinite(one.loop[-1]) or not np.isfinite(one.loss[-1])


def test_clipped_it_goes_on_and_learns():
    one = schooling(1.0, 0.01, clipped=True)
    assert one.broke == 0
    assert len(one.loss) == SEQUENCES
    assert one.end < one.loss[0]


@pytest.mark.parametrize("rate", [0.001, 0.01, 0.1])
def test_from_a_small_loop_nothing_explodes(rate):
    assert schooling(0.5, rate).broke == 0


def test_the_seed_decides():
    assert (schooling(0.8, 0.01, seed=2).loss == schooling(0.8, 0.01, seed=2).loss).all()
    assert (schooling(0.8, 0.01, seed=2).loss != schooling(0.8, 0.01, seed=3).loss).any()
