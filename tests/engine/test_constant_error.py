"""The claim of the paper: inside the carousel an error is multiplied by 1.0 and by nothing else."""

import numpy as np
import pytest
from networks import largest, make, run

from lstm97.engine import FULL, NETWORKS, TRUNCATED, backward, forward

CELLS = ["lstm97", "lstm97-blocks", "lstm97-hidden", "lstm97-no-output-gate", "lstm97-2a"]
every_cell = pytest.mark.parametrize("variant", CELLS)


@every_cell
@pytest.mark.parametrize("trials", [None, 3, 30])
def test_state_error_is_the_same_number_at_every_step(variant, trials):
    case = make(variant, trials=trials, steps=101, scale=0.1)
    flow = backward(run(case), cuts=TRUNCATED, at="last")
    source = flow.state[100]
    assert (source != 0).all()
    assert (flow.state == source).all()


@every_cell
def test_step_by_step_it_is_the_same_number_too(variant):
    case = make(variant, steps=60, scale=0.1)
    steps = list(case.network.retreat(run(case), cuts=TRUNCATED, at=50))
    states = np.array([step.state for step in steps])  # last step first
    assert (states[:9] == 0).all()
    assert (states[9:] == states[9]).all()
    assert (states[9] != 0).all()


def test_an_error_is_scaled_once_on_entry_and_once_on_exit():
    """Equation (41), for one cell in a block of its own and every distance q."""
    case = make("lstm97", steps=40, scale=0.3)
    trace = run(case)
    at = 38
    flow = backward(trace, cuts=TRUNCATED, at=at)
    gates, spec = trace.gates, case.spec
    arriving = flow.output[at] @ case.params.output[:, spec.readable["y_c"]]
    h, g, y_in = gates.h[at], gates.g, gates.y_in
    entry = gates.y_out[at] * 0.5 * (1 + h) * (1 - h)
    for q in range(at + 1):
        t = at - q
        to_cell = entry * y_in[t] * 0.25 * (2 + g[t]) * (2 - g[t])
        to_gate = entry * g[t] * y_in[t] * (1 - y_in[t])
        assert largest(flow.net("net_c")[t], to_cell * arriving) < 1e-13
        assert largest(flow.net("net_in")[t], to_gate * arriving) < 1e-13
    assert (flow.net("net_out")[:at] == 0).all()  # what left by the output gate is cut


def test_the_carousel_is_the_only_path_left_in_the_truncated_graph():
    case = make("lstm97-blocks", steps=20)
    paths = backward(run(case), cuts=TRUNCATED, at="last").paths()
    assert {name for name, part in paths.items() if part.any()} == {"output_layer", "carousel"}


def test_in_the_full_gradient_errors_do_pass_through_gates():
    case = make("lstm97-blocks", steps=20)
    flow = backward(run(case), cuts=FULL, at="last")
    paths = flow.paths()
    assert all(paths[edge].any() for edge in ("net_in", "net_out", "net_c", "carousel"))
    assert not (flow.state[:-2] == flow.state[-2]).all()


def test_a_forget_gate_wide_open_is_the_carousel_of_1997():
    rng = np.random.default_rng(3)
    old, new = NETWORKS["lstm97"], NETWORKS["lstm2000"]
    sizes = {"inputs": 3, "outputs": 2, "blocks": 2, "size": 2}
    before = old.init(old.spec(**sizes), rng=rng, scale=0.8)
    after = new.init(new.spec(**sizes), rng=rng, scale=0.8, biases={"net_forget": 60.0})
    for row, rows in before.spec.rows.items():
        if row != "net_i":
            after.hidden[after.spec.rows[row]] = before.hidden[rows]
    after.output[:] = before.output
    xs, targets = rng.normal(0.3, 1, (50, 3)), rng.random((50, 2))
    one, two = forward(before, xs, targets), forward(after, xs, targets)
    assert largest(two.gates.s, one.gates.s) < 1e-13
    for cuts in (TRUNCATED, FULL):
        left, right = backward(one, cuts=cuts), backward(two, cuts=cuts)
        assert largest(right.state, left.state) < 1e-12
        for row in ("net_in", "net_out", "net_c"):
            assert largest(right.net(row), left.net(row)) < 1e-12


def test_a_forget_gate_half_closed_halves_the_error_at_every_step():
    rng = np.random.default_rng(3)
    network = NETWORKS["lstm2000"]
    params = network.init(network.spec(2, 1), rng=rng, scale=0.5)
    params.hidden[params.spec.rows["net_forget"]] = 0  # y_forget = f(0) = 0.5
    trace = network.forward(params, rng.normal(size=(30, 2)), rng.random((30, 1)))
    state = network.backward(trace, cuts=TRUNCATED).state[:, 0]
    assert (state[:-1] == 0.5 * state[1:]).all()


@pytest.mark.parametrize("variant", ["lstm97", "lstm97-blocks", "lstm2000", "gru"])
@pytest.mark.parametrize("cuts", [FULL, TRUNCATED])
def test_no_two_kinds_of_unit_can_be_swapped_unnoticed(variant, cuts):
    """Values, errors and gradients all change when two kinds of unit trade their weights."""
    case = make(variant)
    trace = run(case)
    flow = backward(trace, cuts=cuts)
    rows = [part for part in case.spec.rows.values() if part.stop > part.start]
    pairs = [(a, b) for a in rows for b in rows if a.start < b.start]
    for a, b in pairs:
        if a.stop - a.start != b.stop - b.start:
            continue
        swapped = case.params.map(np.copy)
        swapped.hidden[a], swapped.hidden[b] = case.params.hidden[b], case.params.hidden[a]
        other = run(case, swapped)
        assert largest(other.y_k, trace.y_k) > 1e-4
        assert largest(backward(other, cuts=cuts).nets, flow.nets) > 1e-3
