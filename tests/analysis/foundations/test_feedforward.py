"""A feed-forward net: its gradients against moved weights, and the product that errors become."""

import numpy as np
import pytest

from lstm97.analysis.foundations import feedforward
from lstm97.analysis.foundations.feedforward import Net, backward, deep, forward, lesson, loss

KINDS = ("tanh", "logistic", "identity")


def net(seed, sizes, kinds):
    rng = np.random.default_rng(seed)
    shapes = zip(sizes[1:], sizes[:-1], strict=True)
    return Net(tuple(rng.normal(0, 1.2, shape) for shape in shapes), kinds)


@pytest.mark.parametrize(
    ("sizes", "kinds"),
    [((2, 3, 2), ("tanh", "identity")), ((3, 4, 2, 3), KINDS), ((1, 5, 1), ("logistic", "tanh"))],
)
def test_every_slope_is_that_of_the_loss(sizes, kinds):
    rng = np.random.default_rng(7)
    made, x, target = net(3, sizes, kinds), rng.normal(size=sizes[0]), rng.normal(size=sizes[-1])
    sweep = forward(made, x)
    grads = backward(sweep, sweep.ys[-1] - target).grads
    for layer, weights in enumerate(made.weights):
        for place in np.ndindex(weights.shape):
            ends = []
            for move in (1e-6, -1e-6):
                moved = [one.copy() for one in made.weights]
                moved[layer][place] += move
                ends.append(loss(forward(Net(tuple(moved), kinds), x), target))
            measured = (ends[0] - ends[1]) / 2e-6
            assert grads[layer][place] == pytest.approx(measured, rel=1e-6, abs=1e-8)


def test_an_error_is_the_slope_of_the_net_input():
    made, x, target = net(5, (2, 3, 2), ("tanh", "identity")), np.array([0.4, -0.9]), np.zeros(2)
    sweep = forward(made, x)
    errors = backward(sweep, sweep.ys[-1] - target).nets
    assert errors[1] == pytest.approx(sweep.ys[-1] - target)
    for unit in range(3):  # a weight from a first input of 1 moves the net input by as much
        ends = []
        for move in (1e-6, -1e-6):
            nets = made.weights[0] @ x + move * np.eye(3)[unit]
            ends.append(0.5 * np.square(made.weights[1] @ np.tanh(nets) - target).sum())
        assert errors[0][unit] == pytest.approx((ends[0] - ends[1]) / 2e-6, rel=1e-6)


def test_one_step_moves_every_weight_against_its_slope():
    made = feedforward.small(37)
    x, target = np.array([1, -0.5]), np.array([0.5, -0.5])
    found = lesson(made, x, target, 0.5)
    for before, grad, after in zip(
        made.weights, found.errors.grads, found.after.weights, strict=True
    ):
        assert after == pytest.approx(before - 0.5 * grad)
    assert found.losses[1] == loss(forward(found.after, x), target)
    assert found.outcome == "falls"
    assert lesson(made, x, forward(made, x).ys[-1], 0.5).outcome == "still"


def test_weights_of_the_small_net_fit_on_a_wire():
    for seed in range(1, 30):
        for weights in feedforward.small(seed).weights:
            assert (np.round(weights, 1) == weights).all()
            assert (np.abs(weights) <= 1).all()
            assert weights.all()


def test_an_error_in_a_deep_net_is_a_product_of_factors():
    found = deep(12, 1, "identity", 0.7, 4)
    rng = np.random.default_rng(4)
    weights = [float(rng.normal(0, 0.7, (1, 1))[0, 0]) for _ in range(12)]
    assert found.errors[-1] == pytest.approx(1)
    assert found.retention == pytest.approx(abs(np.prod(weights[1:])))
    assert found.factor == pytest.approx(found.retention ** (1 / 11))
    assert found.errors == pytest.approx(np.abs(np.cumprod([1, *weights[:0:-1]]))[::-1])
