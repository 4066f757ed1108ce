"""Numerical failure is found, named, and dated."""

import numpy as np
import pytest
from networks import make, run

from lstm97.engine import FULL, NETWORKS, TRUNCATED, backward, retreat, stream
from lstm97.engine.health import (
    FLOOR,
    LEAST,
    entry_events,
    error_events,
    forward_events,
    saturation,
    source_step,
    true_sizes,
)


def linear(weight, steps=100, dtype=np.float64):
    """One linear unit that hears itself: every step back multiplies an error by ``weight``."""
    network = NETWORKS["rnn"]
    spec = network.spec(1, 1, activation="identity", output="identity", bias=())
    params = network.init(spec, rng=np.random.default_rng(0), dtype=dtype)
    params.hidden[0, spec.sources["y_j"]] = weight
    params.output[0] = 1, 0
    xs = np.zeros((steps, 1))
    return network.forward(params, xs, np.ones((steps, 1)))


def errors(trace):
    return np.abs(backward(trace, at="last").state[:, 0])


def test_a_linear_unit_multiplies_by_its_weight():
    for weight in (0.5, 1.0, 2.0):
        curve = errors(linear(weight, steps=50))
        assert (curve == weight ** np.arange(49, -1, -1.0)).all()


def test_a_weight_of_two_overflows_after_1024_steps():
    (event,) = error_events(errors(linear(2.0, steps=1100)))
    assert event.kind == "overflow"
    assert event.t == 1099 - 1024  # 2**1024 is the first power too large for a double
    assert np.isinf(event.value)


def test_single_precision_overflows_earlier():
    (event,) = error_events(errors(linear(2.0, steps=300, dtype=np.float32)))
    assert (event.kind, event.t) == ("overflow", 299 - 128)


def test_a_weight_of_a_half_sinks_below_double_precision_after_54_steps():
    (event,) = error_events(errors(linear(0.5, steps=100)))
    assert (event.kind, event.t) == ("underflow", 99 - 54)  # 2**-54 < 1e-16 < 2**-53
    assert event.value == 0.5**54 < FLOOR


def test_a_weight_of_one_keeps_the_error_and_nothing_happens():
    assert error_events(errors(linear(1.0, steps=2000))) == ()


def test_an_overflow_can_come_after_an_underflow():
    curve = np.array([np.inf, 1e200, 1.0, 1e-20, 1.0, 0.0])
    assert [(event.kind, event.t) for event in error_events(curve)] == [
        ("underflow", 3),
        ("overflow", 0),
    ]


def test_a_curve_of_nothing_has_no_source_and_no_events():
    assert source_step(np.zeros(5)) is None
    assert error_events(np.zeros(5)) == ()


def test_a_linear_unit_can_overflow_on_the_way_forward():
    network = NETWORKS["rnn"]
    spec = network.spec(1, 1, activation="identity", bias=())
    params = network.init(spec, rng=np.random.default_rng(0))
    params.hidden[0] = 1, 2, 0  # y(t) = 2 y(t-1) + x(t): 2**(t+1) - 1 for a row of ones
    events = forward_events(network.forward(params, np.ones((1100, 1))))
    assert [(event.kind, event.t) for event in events] == [("overflow", 1023)]


@pytest.mark.parametrize("slug", ["rnn", "gru"])
def test_a_steep_input_saturates_units(slug):
    network = NETWORKS[slug]
    spec = network.spec(1, 1)
    params = network.init(spec, rng=np.random.default_rng(0), scale=0.0)
    params.hidden[-1, 0] = 1.0
    xs = np.array([[0.0], [1.0], [3.0], [4.5], [0.0], [9.0]])
    (event,) = forward_events(network.forward(params, xs))
    assert (event.kind, event.t) == ("saturation", 3)  # 1 - tanh(4.5)**2 = 5e-4
    assert event.value == pytest.approx(1 - np.tanh(4.5) ** 2)


@pytest.mark.parametrize("slug", ["lstm97", "lstm2000"])
def test_a_drifting_state_saturates_a_cell(slug):
    """s grows by y_in g = 0.5 g(2) at every step, until h is flat."""
    network = NETWORKS[slug]
    biases = {"net_forget": 60.0} if slug == "lstm2000" else {}
    params = network.init(network.spec(1, 1), rng=np.random.default_rng(0), scale=0.0)
    for row, value in biases.items():
        params.hidden[params.spec.rows[row], -1] = value
    params.hidden[params.spec.rows["net_c"], 0] = 2.0
    trace = network.forward(params, np.ones((40, 1)))
    (event,) = forward_events(trace)
    slopes = 1 - np.tanh(trace.gates.s[:, 0] / 2) ** 2
    assert event.kind == "saturation"
    assert slopes[event.t] < 1e-3 <= slopes[event.t - 1]


def test_a_healthy_network_has_no_events():
    for variant in ("rnn", "lstm97-blocks", "lstm2000", "gru"):
        assert forward_events(run(make(variant, scale=0.3))) == ()


@pytest.mark.parametrize("slug", NETWORKS)
def test_nothing_warns_when_everything_overflows(slug):
    """Weights and inputs near the largest float: passes end, in inf or nan, without a warning."""
    network = NETWORKS[slug]
    linear = {"activation": "identity"} if slug == "rnn" else {}
    params = network.init(network.spec(2, 2, **linear), rng=np.random.default_rng(0), scale=1e155)
    xs = np.full((9, 2), 1e155)
    trace = network.forward(params, xs, np.ones((9, 2)), np.ones(9))
    assert not np.isfinite(trace.gates[0]).all()
    assert forward_events(trace)[0].kind == "overflow"
    for cuts in (FULL, TRUNCATED):
        flow = backward(trace, cuts=cuts)
        assert set(flow.paths()) >= {"output_layer"}
        assert len(list(retreat(trace, cuts=cuts))) == 9
    assert len(list(stream(params, xs))) == 9


def test_paths_of_an_overflowing_error_do_not_warn():
    flow = backward(linear(2.0, steps=1100), at="last")
    assert not np.isfinite(flow.paths()["net_j"]).all()


@pytest.mark.parametrize("slug", NETWORKS)
def test_between_two_steps_the_readers_own_settings_hold(slug):
    trace = run(make("lstm97-blocks" if slug == "lstm97" else slug))
    before = np.geterr()
    with np.errstate(over="raise", invalid="raise"):
        for passing in (stream(trace.params, *trace.inputs), retreat(trace)):
            next(passing)
            assert (np.geterr()["over"], np.geterr()["invalid"]) == ("raise", "raise")
    assert np.geterr() == before


@pytest.mark.parametrize("slug", ["lstm97", "lstm2000"])
def test_a_state_that_drifted_away_is_named_where_the_error_enters(slug):
    network = NETWORKS[slug]
    biases = {"net_forget": 60.0} if slug == "lstm2000" else {}
    spec = network.spec(1, 1, blocks=2)
    params = network.init(spec, rng=np.random.default_rng(1), scale=0.0, biases=biases)
    params.hidden[spec.rows["net_c"], 0] = 2.0, -3.0
    params.output[0, :2] = 0.5, 0.4
    trace = network.forward(params, np.ones((40, 1)), np.ones((40, 1)), np.arange(40) == 35)
    (event,) = entry_events(backward(trace))
    assert (event.kind, event.t) == ("drift", 35)
    assert event.value == trace.gates.s[35, 1] < -trace.gates.s[35, 0] < 0
    early = network.forward(params, np.ones((40, 1)), np.ones((40, 1)), np.arange(40) == 3)
    assert entry_events(backward(early)) == ()


def test_only_cells_drift():
    for variant in ("rnn", "gru", "lstm97"):
        assert entry_events(backward(run(make(variant, scale=0.3)))) == ()
    far = make("lstm97-no-output-gate")  # h is the identity: its slope is 1 at any state
    far.params.hidden[far.spec.rows["net_c"], -1] = 200.0
    assert entry_events(backward(run(far))) == ()


@pytest.mark.parametrize("trials", [None, 2])
def test_saturated_units_are_those_with_slopes_below_a_tenth(trials):
    trace = run(make("lstm97", scale=4.0, steps=30, trials=trials))
    assert (saturation(trace) == (1 - np.tanh(trace.gates.s / 2) ** 2 < 0.1)).all()
    assert (
        saturation(trace, "net_in") == (4 * trace.gates.y_in * (1 - trace.gates.y_in) < 0.1)
    ).all()
    assert 0 < saturation(trace).mean() < 1
    plain = run(make("rnn", scale=3.0, steps=30))
    assert (saturation(plain) == (1 - plain.gates.y_j**2 < 0.1)).all()
    assert not saturation(run(make("rnn-identity", scale=3.0))).any()
    leaky = run(make("rnn-leaky", scale=3.0, steps=30))
    assert (saturation(leaky) == (1 - np.tanh(leaky.gates.net_j) ** 2 < 0.1)).all()


def test_a_zero_that_was_too_small_to_hold_is_none():
    fades = 0.01 ** np.arange(200.0)
    assert fades[-1] == 0
    for way in (fades, fades[::-1]):
        assert (true_sizes(way)[way == 0] == LEAST).all()
        assert np.array_equal(true_sizes(way)[way != 0], way[way != 0])


def test_a_zero_that_comes_at_once_stays_one():
    cut = np.array([0.0, 0.0, 1e-9, np.nan, 0.0, 1.0])
    both = np.stack([cut, np.r_[0.0, 1e-300, np.ones(4)]], axis=1)
    assert np.array_equal(true_sizes(both)[:, 0], cut, equal_nan=True)
    assert true_sizes(both)[0, 1] == LEAST
