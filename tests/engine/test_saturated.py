"""Errors of saturated units, against 60 digits: what is 1e-80 is 1e-80, and not nothing."""

import numpy as np
import oracle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lstm97.engine import NETWORKS, backward, forward, retreat
from lstm97.engine.activations import ACTIVATIONS, LOGISTIC, gate_at

CASES = {
    "rnn": ("rnn", {"hidden": 3}),
    "rnn-logistic": ("rnn", {"hidden": 2, "activation": "logistic"}),
    "lstm97": ("lstm97", {"blocks": 3}),
    "lstm97-identity": ("lstm97", {"blocks": 2, "h": "identity", "output": "identity"}),
    "lstm2000": ("lstm2000", {"blocks": 3, "g": "tanh", "h": "tanh"}),
    "gru": ("gru", {"hidden": 3}),
    "gru-after": ("gru", {"hidden": 3, "reset": "after"}),
}
every_case = pytest.mark.parametrize("case", CASES)
STEPS = 6


def saturated(case, *, scale, seed=0):
    """A network of large weights, and what it is shown and taught."""
    slug, options = CASES[case]
    network, rng = NETWORKS[slug], np.random.default_rng(seed)
    params = network.init(network.spec(2, 2, **options), rng=rng, scale=scale)
    xs, targets = rng.normal(0.5, 1.5, (STEPS, 2)), rng.choice([0.0, 1.0, 0.3], (STEPS, 2))
    return params, xs, targets, np.arange(STEPS) % 3 == 2


def errors(steps, row):
    return np.array([[float(one.error) for one in step[row]] for step in steps])


def agree(ours, truth, rel=1e-9):
    """Equal to ``rel`` of each number; none is compared below the smallest normal double."""
    np.testing.assert_allclose(ours, truth, rtol=rel, atol=1e-300)


@every_case
@pytest.mark.parametrize("scale", [0.7, 5.0, 20.0, 40.0])
@pytest.mark.parametrize("seed", [0, 1, 2, 3])
def test_errors_are_those_of_sixty_digits(case, scale, seed):
    params, *shown = saturated(case, scale=scale, seed=seed)
    steps = oracle.run(params, *shown)
    flow = backward(forward(params, *shown))
    agree(flow.output, errors(steps, "net_k"))
    carried = "net_j" if params.spec.slug == "rnn" else "s"
    truth = errors(steps, carried)
    agree(flow.state, truth, 1e-9 if params.spec.slug in ("rnn", "lstm97") else 1e-3)
    agree(np.array([step.state for step in retreat(flow.trace)][::-1]), flow.state)


@pytest.mark.parametrize("case", ["lstm2000", "gru", "gru-after"])
def test_only_where_the_pass_forward_cancels_is_an_error_less_sure(case):
    """y(t-1) - y_h(t) of a GRU, or a state that was let in by 1e-17, are rounded going forward."""
    off, sizes = [], []
    for seed in range(12):
        params, *shown = saturated(case, scale=30.0, seed=seed)
        truth = errors(oracle.run(params, *shown), "s")
        ours = backward(forward(params, *shown)).state
        off.append(np.abs(ours - truth) / np.maximum(np.abs(truth), 1e-300))
        sizes.append(np.abs(truth))
    assert np.quantile(off, 0.95) < 1e-9
    assert np.min([size[size > 0].min() for size in sizes]) < 1e-15


def drifted(x, h="h", slug="lstm97"):
    """One cell whose state grows by 0.5 g(x) at every step, wrong at the end."""
    network = NETWORKS[slug]
    params = network.init(network.spec(1, 1, h=h), rng=np.random.default_rng(0), scale=0.0)
    params.hidden[params.spec.rows["net_c"], 0] = 1.0
    params.output[0, 0] = 1.0
    if slug == "lstm2000":
        params.hidden[params.spec.rows["net_forget"], -1] = 700.0
    return params, np.full((100, 1), x), np.ones((100, 1)), np.arange(100) == 99


@pytest.mark.parametrize("slug", ["lstm97", "lstm2000"])
def test_a_drifted_state_still_lets_a_little_in(slug):
    trace = forward(*drifted(2.0, slug=slug))
    state = trace.gates.s[-1, 0]
    flow = backward(trace)
    assert state == pytest.approx(100 * np.tanh(1.0))
    entered = 0.5 * 2 * np.exp(-state) / (1 + np.exp(-state)) ** 2 * flow.output[-1, 0]
    assert flow.state[-1, 0] == pytest.approx(entered, rel=1e-12)
    assert (flow.state == flow.state[-1]).all()
    assert not backward(trace, exact=False).state.any()  # as the paper's rows were trained


def test_an_output_that_is_sure_and_right_has_an_error_all_the_same():
    network = NETWORKS["rnn"]
    params = network.init(network.spec(1, 1), rng=np.random.default_rng(0), scale=0.0)
    params.output[0, -1] = 50.0
    flow = backward(forward(params, [[0.0]], [[1.0]]))
    assert flow.output[0, 0] == pytest.approx(-np.exp(-100), rel=1e-9)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(sorted(ACTIVATIONS)), st.floats(-340, 340))
def test_slopes_from_net_inputs(slug, net):
    activation, x = ACTIVATIONS[slug], np.array([net])
    number = oracle.exact(net)
    if slug in oracle.SQUASH:
        oracle.send(oracle.SQUASH[slug](number))
        wanted = float(number.error)
        assert activation.slope_at(x, activation.f(x))[0] == pytest.approx(wanted, rel=1e-12)
    y = LOGISTIC.f(x)
    exact = float(oracle.logistic(oracle.exact(net)).value)
    assert gate_at(x, y)[0] == pytest.approx(exact, rel=1e-12)
    assert y[0] == pytest.approx(exact, abs=2e-16)
