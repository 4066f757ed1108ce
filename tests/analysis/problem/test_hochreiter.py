"""Section 3.1 of the paper as statements about a run of the engine."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lstm97.analysis.problem import hochreiter
from lstm97.engine import NETWORKS, backward, forward
from lstm97.engine.params import Params
from lstm97.engine.rnn import Spec


def run(activation="logistic", hidden=4, steps=9, scale=1.0, seed=0):
    rng = np.random.default_rng(seed)
    spec = Spec(2, hidden, hidden, activation, output="identity")
    params = NETWORKS["rnn"].init(spec, rng=rng, scale=scale)
    return forward(params, rng.normal(size=(steps, 2)), rng.normal(size=(steps, hidden)))


def test_jacobians_are_what_the_backward_pass_does_to_an_error():
    trace = run(seed=3)
    flow = backward(trace, at="last")
    local = hochreiter.local_flow(trace)
    for q in (1, 4, 8):
        assert local.jacobians[q] @ flow.state[-1] == pytest.approx(flow.state[-1 - q], rel=1e-12)


@settings(max_examples=25, deadline=None)
@given(
    activation=st.sampled_from(["logistic", "tanh", "identity", "relu"]),
    hidden=st.integers(1, 6),
    scale=st.floats(0.1, 3),
    seed=st.integers(0, 99),
)
def test_the_bound_holds_at_every_distance(activation, hidden, scale, seed):
    local = hochreiter.local_flow(run(activation, hidden, 12, scale, seed))
    assert (local.largest <= local.bound * (1 + 1e-9)).all()


def test_weights_below_four_over_n_make_every_logistic_error_vanish():
    trace = run(hidden=4, scale=0.99, steps=60)  # 0.99 < 4.0 / 4
    local = hochreiter.local_flow(trace)
    assert local.slope_max <= 0.25
    assert local.rate < 1
    assert local.largest[-1] < 1e-12


def test_a_logistic_factor_stays_below_one_for_weights_below_four():
    w = np.linspace(-3.999, 3.999, 801)
    for y in (0.05, 0.3, 1.0):
        assert hochreiter.single_factor(w, y).max() < 1
    assert hochreiter.single_factor(np.array([4.5]), 0.05) > 1


def test_the_best_weight_is_where_the_factor_is_largest():
    y = 0.8
    w = np.linspace(0.1, 12, 20_001)
    best = w[hochreiter.single_factor(w, y).argmax()]
    assert hochreiter.best_weight(y, best * y) == pytest.approx(best, rel=1e-3)
    assert hochreiter.single_factor(np.array([400.0]), y) < 1e-9  # larger weights do not help


def test_scaling_to_a_spectral_radius_and_its_one_impossible_case():
    params = run().params
    scaled = hochreiter.with_spectral_radius(params, 1.25)
    assert hochreiter.spectral_radius(hochreiter.recurrent_weights(scaled)) == pytest.approx(1.25)
    nothing = Params(params.spec, np.zeros_like(params.hidden), params.output)
    with pytest.raises(ValueError, match="spectral radius 0"):
        hochreiter.with_spectral_radius(nothing, 1)


def test_an_identity_network_neither_loses_nor_gains_at_weight_one():
    spec = Spec(1, 1, 1, "identity", bias=())
    params = Params(spec, np.array([[0.5, 1.0, 0.0]]), np.array([[1.0, 0.0]]))
    trace = forward(params, np.ones((50, 1)), np.ones((50, 1)))
    assert (hochreiter.local_flow(trace).largest == 1.0).all()
