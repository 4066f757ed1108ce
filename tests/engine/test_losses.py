"""Losses beside the paper's, and the errors that they send into a network."""

import numpy as np
import pytest
from networks import make

from lstm97.engine import NETWORKS, backward, forward
from lstm97.engine.gradcheck import gradcheck
from lstm97.engine.losses import LOSSES

PAIRS = [("squared", "logistic"), ("squared", "tanh"), ("squared", "identity"),
         ("cross-entropy", "logistic"), ("cross-entropy", "identity")]  # fmt: skip


def case(output, outputs=3):
    rng = np.random.default_rng(6)
    network = NETWORKS["lstm2000"]
    params = network.init(network.spec(2, outputs, blocks=3, output=output), rng=rng, scale=0.9)
    targets = np.eye(outputs)[rng.integers(0, outputs, 6)]
    return network, params, rng.normal(size=(6, 2)), targets, np.arange(6) % 2


@pytest.mark.parametrize(("criterion", "output"), PAIRS)
def test_gradients_are_right(criterion, output):
    network, *given = case(output)
    check = gradcheck(network, *given, criterion=criterion)
    assert check.passed, check.error
    assert np.abs(check.analytic).max() > 1e-3


def test_cross_entropy_of_a_choice_is_minus_log_of_its_probability():
    _, params, xs, targets, teach = case("identity")
    trace = forward(params, xs, targets, teach, criterion="cross-entropy")
    shares = np.exp(trace.y_k) / np.exp(trace.y_k).sum(axis=1, keepdims=True)
    wanted = -np.log((shares * targets).sum(axis=1)) * teach
    np.testing.assert_allclose(trace.loss, wanted, rtol=1e-12)


def test_cross_entropy_of_yes_and_no_adds_up():
    _, params, xs, targets, teach = case("logistic")
    trace = forward(params, xs, targets, teach, criterion="cross-entropy")
    y = trace.y_k
    doubts = -(targets * np.log(y) + (1 - targets) * np.log(1 - y))
    np.testing.assert_allclose(trace.loss, doubts.sum(axis=1) * teach, rtol=1e-12)
    flow = backward(trace)
    np.testing.assert_allclose(flow.output, (y - targets) * teach[:, None], rtol=1e-12)


def test_a_sure_answer_does_not_overflow():
    for output in ("logistic", "identity"):
        _, params, xs, targets, _ = case(output)
        params.output[...] = 0
        params.output[:, -1] = 2000, -2000, 2000
        trace = forward(params, xs, targets, np.ones(6), criterion="cross-entropy")
        assert np.isfinite(trace.loss).all()
        assert trace.loss.max() >= 2000


def test_losses_are_known_and_fit_the_outputs():
    network, params, *given = case("tanh")
    with pytest.raises(ValueError, match="no loss 'hinge'; there are squared, cross-entropy"):
        network.forward(params, *given, criterion="hinge")
    with pytest.raises(ValueError, match="for logistic or identity outputs, got 'tanh'"):
        next(network.stream(params, *given, criterion="cross-entropy"))
    assert set(LOSSES) == {"squared", "cross-entropy"}


@pytest.mark.parametrize("name", ["outputs", "hidden"])
def test_errors_from_outside_have_the_right_shape(name):
    given = make("lstm97-hidden", trials=2)
    trace = given.network.forward(given.params, given.xs)
    with pytest.raises(ValueError, match=rf"{name} must be errors of shape \(7, \d, 2\), got \(7,"):
        backward(trace, **{name: np.zeros((7, 1, 2))})
