"""One gradient step of the little net: what it does to every weight, and to the loss."""

import numpy as np
import pytest

from lstm97.analysis.foundations import exercise
from lstm97.analysis.foundations.one_step import one_step

XS = exercise.inputs(26, 5)


def loss(v, w, u):
    return float(exercise.run(exercise.net(v, w, u), XS, 0.5, True).trace.loss.sum())


def test_slopes_are_those_of_the_loss_and_every_weight_moves_against_its_own():
    found = one_step(exercise.run(exercise.net(0.9, 0.8, 1.1), XS, 0.5, True), 0.2)
    weights = np.array([0.9, 0.8, 1.1])
    for i in range(3):
        move = 1e-5 * np.eye(3)[i]
        measured = (loss(*(weights + move)) - loss(*(weights - move))) / 2e-5
        assert found.slopes[i] == pytest.approx(measured, rel=1e-7)
    assert found.after == pytest.approx(weights - 0.2 * found.slopes)
    assert found.losses == pytest.approx((loss(*weights), loss(*found.after)))
    assert found.outcome == "falls"


def test_a_step_too_large_raises_the_loss_and_a_zero_slope_leaves_it():
    run = exercise.run(exercise.net(0.9, 0.8, 1.1), XS, 0.5, True)
    assert one_step(run, 10.0).outcome == "rises"
    still = exercise.run(exercise.net(0.0, 0.8, 0.0), XS, 0.5)
    assert one_step(still, 1.0).outcome == "still"
