"""Section 3.1 as statements about the engine: factors, fates, paths, the bound, two remedies."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lstm97.analysis.problem.hochreiter import (
    local_flow,
    peak_weight,
    recurrent_weights,
    single_factor,
    steepest_net,
)
from lstm97.analysis.problem.path_sum import MOST_PATHS, longest_paths, path_sum
from lstm97.analysis.problem.vanishing import (
    Setup,
    beginning,
    checkable_steps,
    fate,
    mean_factors,
    run,
    run_forward,
    updates,
    weights,
)
from lstm97.engine import backward, network_of
from lstm97.engine.gradcheck import gradcheck

setups = st.builds(
    Setup,
    activation=st.sampled_from(["logistic", "tanh", "identity", "relu"]),
    size=st.sampled_from([0.1, 0.9, 1.0, 1.1, 3.9, 8.0]),
    units=st.integers(1, 8),
    length=st.sampled_from([5, 20, 60]),
    task=st.sampled_from(["two-sequence", "adding", "temporal-order"]),
    seed=st.integers(1, 99),
    by=st.sampled_from(["radius", "norm"]),
)


@settings(max_examples=60, deadline=None)
@given(setups)
def test_error_never_exceeds_the_bound(setup):
    found = run(setup)
    finite = np.isfinite(found.largest) & np.isfinite(found.bound)
    assert (found.largest[finite] <= found.bound[finite] * (1 + 1e-9)).all()
    assert found.largest[-1] == 1.0
    np.testing.assert_array_equal(np.abs(found.rows).max(axis=1), found.largest)


@settings(max_examples=60, deadline=None)
@given(setups, st.integers(1, 12))
def test_paths_sum_to_what_the_engine_carries_back(setup, q):
    found = path_sum(setup, q)
    assert len(found.products) == setup.units ** (found.q - 1) <= MOST_PATHS
    entry = local_flow(run_forward(setup)).jacobians[found.q, found.v, found.u]
    np.testing.assert_allclose(found.entry, entry, rtol=1e-12)
    scale = np.abs(found.products).sum()
    np.testing.assert_allclose(found.products.sum(), entry, atol=1e-12 * scale)
    np.testing.assert_allclose(found.up + found.down, entry, atol=1e-12 * scale)
    assert 0 <= found.survives <= 1 + 1e-12


def test_signs_cancel_most_of_what_many_paths_carry():
    found = path_sum(Setup(units=8), 6)
    assert len(found.products) == 8**5
    assert found.survives < 0.1


def test_a_single_unit_has_one_path():
    assert path_sum(Setup(units=1), 12).survives == 1


def test_longest_paths_stays_within_the_sequence():
    assert longest_paths(1, 5) == 4
    assert longest_paths(8, 100) == 6


@pytest.mark.parametrize(
    ("size", "expected"), [(0.9, "vanish"), (1.0, "stay"), (1.1, "explode"), (8.0, "explode")]
)
def test_linear_units_have_exactly_one_right_size(size, expected):
    found = run(Setup("identity", size, units=1, length=100))
    assert fate(float(found.largest[0])) == expected
    assert found.bound == pytest.approx(found.largest)  # one linear unit: the bound is sharp
    if size == 1:
        assert (found.largest == 1).all()


@pytest.mark.parametrize("units", [1, 3, 8])
def test_logistic_weights_below_four_over_n_vanish(units):
    found = run(Setup("logistic", 3.9, units, 100, by="norm"))
    assert found.rate < 1
    assert fate(float(found.largest[0])) == "vanish"


def test_overflow_is_an_event_and_never_a_crash():
    found = run(Setup("identity", 8.0, 8, 1000))
    assert [event.kind for event in found.reach.events] == ["overflow"]
    assert "overflow" in [event.kind for event in found.events]
    assert fate(float(found.largest[0])) == "explode"


def test_larger_weights_do_not_help_one_logistic_unit():
    sizes = (0.5, 1.0, 2.0, 4.0, 8.0)
    factors = mean_factors(Setup(units=1), sizes, 49)
    assert factors.max() < 0.5
    assert factors[-1] < factors[2]


@settings(max_examples=30, deadline=None)
@given(setups, st.sampled_from([0.01, 0.1, 10.0]))
def test_a_larger_learning_rate_leaves_the_ratio(setup, rate):
    once, more = updates(setup, rate), updates(setup, 10 * rate)
    if np.isfinite(once.ratio) and once.near and once.far > 1e-300:
        assert more.near == pytest.approx(10 * once.near)
        assert more.ratio == pytest.approx(once.ratio)


@given(st.floats(0.1, 1.0))
def test_hump_peaks_at_the_coth_weight_and_stays_below_one_under_four(y):
    w = np.linspace(0.01, 40, 4000)
    factor = single_factor(w, y)
    assert w[factor.argmax()] == pytest.approx(min(peak_weight(y), 40), abs=0.02)
    assert (factor[w < 4] < 1).all()


def test_steepest_net_solves_its_equation():
    net = steepest_net()
    assert net * np.tanh(net / 2) == pytest.approx(1)


@pytest.mark.parametrize("activation", ["logistic", "tanh", "identity", "relu"])
@pytest.mark.parametrize("size", [0.1, 1.0, 8.0])
@pytest.mark.parametrize("task", ["two-sequence", "temporal-order"])
def test_gradient_of_what_is_on_screen_is_right(activation, size, task):
    setup = Setup(activation, size, 8, 50, task)
    trace = beginning(setup, checkable_steps(setup)).trace
    check = gradcheck(network_of(trace.params), trace.params, *trace.inputs)
    assert check.passed, check.error


def test_error_signals_follow_the_jacobians():
    trace = run_forward(Setup("tanh", 1.0, 4, 30))
    nets, flow = backward(trace).nets, local_flow(trace)
    for q in (1, 5, 20):
        np.testing.assert_allclose(nets[-1 - q], flow.jacobians[q] @ nets[-1], rtol=1e-9)


@pytest.mark.parametrize("by", ["radius", "norm"])
@pytest.mark.parametrize("seed", range(1, 31))
def test_the_weight_of_a_single_unit_is_the_size_asked_for_to_the_bit(by, seed):
    for size in (0.9, 1.0, 1.1):
        params = weights(Setup("identity", size, 1, 20, seed=seed, by=by))
        assert abs(float(recurrent_weights(params)[0, 0])) == size
