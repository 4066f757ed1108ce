"""One neuron on its way down: the gradient is the engine's, and each regime has its name."""

import numpy as np
import pytest

from lstm97.analysis.foundations import descent
from lstm97.analysis.foundations.descent import fit, levels, walk
from lstm97.engine import Params, backward, forward, rnn

START = np.array([-1.0, 2.0])


@pytest.mark.parametrize("activation", ["tanh", "logistic", "identity"])
def test_loss_and_gradient_are_those_of_the_engines_output_unit(activation):
    task, point = fit(activation, 3), np.array([0.7, -0.2])
    spec = rnn.Spec(1, 1, 1, output=activation, shortcut=True)
    params = Params(spec, np.zeros((1, 3)), np.array([[0.0, *point]]))
    run = forward(params, task.xs[:, None], task.targets[:, None], np.ones(len(task.xs), bool))
    assert task.loss(*point) == pytest.approx(run.loss.sum(), rel=1e-12)
    np.testing.assert_allclose(task.gradient(point), backward(run).grad.output[0, 1:], rtol=1e-10)


@pytest.mark.parametrize("activation", ["tanh", "logistic", "identity"])
def test_gradient_is_the_slope_that_moving_each_weight_measures(activation):
    task = fit(activation, 1)
    for point in np.random.default_rng(0).normal(size=(5, 2)):
        measured = descent.measured_slopes(task, point)
        np.testing.assert_allclose(task.gradient(point), measured, rtol=1e-5, atol=1e-7)


@pytest.mark.parametrize(
    ("activation", "rate", "outcome"),
    [
        ("tanh", 0.01, "crawls"),
        ("tanh", 0.2, "arrives"),
        ("tanh", 2.0, "swings"),
        ("tanh", 5.0, "stuck"),
        ("identity", 0.2, "flies"),
    ],
)
def test_the_learning_rate_decides_what_becomes_of_the_walk(activation, rate, outcome):
    assert walk(fit(activation, 1), START, rate, 60).outcome == outcome


@pytest.mark.parametrize("seed", range(1, 6))
def test_a_linear_neuron_is_stable_just_below_the_limit_and_flies_just_above(seed):
    task = fit("identity", seed)
    limit = walk(task, START, 0.01, 1).limit
    below, above = (walk(task, START, share * limit, 2000) for share in (0.99, 1.01))
    assert below.losses[-1] == pytest.approx(below.floor, rel=1e-6)
    assert above.losses[-1] > 1e6


def test_small_enough_steps_never_go_up():
    found = walk(fit("tanh", 1), START, 0.05, 200)
    assert (np.diff(found.losses) <= 0).all()


def test_the_lowest_point_is_flat_and_nothing_on_the_grid_is_lower():
    task = fit("tanh", 1)
    best = descent.lowest(task)
    assert np.linalg.norm(task.gradient(best)) < 1e-8
    grid = descent.surface(task, np.linspace(-4, 8, 50), np.linspace(-6, 6, 50))
    assert grid.min() >= task.loss(*best)


def test_overflow_ends_a_walk_and_leaves_no_nan():
    found = walk(fit("identity", 1), START, 5.0, 400)
    assert found.overflow
    assert np.isfinite(found.losses).all()
    assert found.outcome == "flies"


def test_a_nudged_weight_moves_net_by_what_it_listens_to():
    task = fit("tanh", 1)
    before, after = descent.nudge_weight(task, START, index=7, weight=0, by=0.5)
    assert after[0] - before[0] == pytest.approx(0.5 * task.xs[7])


def test_levels_lie_between_the_lowest_and_the_highest():
    heights = np.array([[0.1, 5.0], [100.0, 2.0]])
    found = levels(heights, 8)
    assert found.min() > 0.1
    assert found.max() < 100
