"""How an error travels back through memory cells, and why it arrives whole.

Cut at the net inputs of gates and cells, as the paper does, nothing is left of the way back but
the carousel: one running sum over time. Left uncut, it is backpropagation through time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from lstm97.engine.activations import ACTIVATIONS, EXACT, LOGISTIC, Array, Precision
from lstm97.engine.arrays.algebra import Steps, span, weigh_all_back, weigh_back
from lstm97.engine.arrays.blocks import per_block, per_cell
from lstm97.engine.errorflow import (
    Backstep,
    Cuts,
    Entering,
    ErrorFlow,
    ahead,
    gather,
    live_weights,
    shown_errors,
)
from lstm97.engine.lstm97.spec import Gates, Spec, State
from lstm97.engine.spec import extent
from lstm97.engine.trace import Trace


def sweep(trace: Trace, enters: Entering, cuts: Cuts) -> tuple[Array, Array]:
    """dE/dnet (T, U[, N]) and dE/ds (T, C[, N]) of all time steps."""
    if cuts == set(trace.params.spec.rows):
        return truncated_errors(trace, enters)
    return gather(back(trace, enters, cuts))


def truncated_errors(trace: Trace, enters: Entering) -> tuple[Array, Array]:
    """The paper's backward pass for all time steps at once: dE/dnet (T, U[, N]), dE/ds (T, C[, N]).

    There is no loop over time, and that is the constant error carousel as an algorithm. With the
    scissors at net_in, net_out and net_c, the only way from s(t) to s(t-1) is the weight 1.0, so
    dE/ds(t) is the plain sum of all errors that entered the cell at t or later: a cumulative sum,
    run backwards, in which nothing is ever multiplied. Equations (20)-(23), and (24)-(28) with
    the order of summation exchanged: the paper adds up ds/dw as time goes on and multiplies by
    each error as it enters; adding up the errors first gives the same double sum in O(1) a step.
    """
    spec: Spec = trace.params.spec
    steps = enters.steps
    at = span(steps)
    taught, entering = _during(trace.gates, at), enters.during(at)
    to_cell = shown_errors(trace, entering, "y_c")  # sum over k of w_kc dE/dnet_k
    scaled = entry(spec, taught, enters.precision) * to_cell
    state = _carousel(scaled, steps, trace.steps)  # (23)
    to_hidden = shown_errors(trace, entering, "y_i")
    nets = np.empty((len(state), extent(spec.rows), *state.shape[2:]), state.dtype)
    entered = entry_errors(spec, taught, to_cell, to_hidden, precision=enters.precision)
    for row, errors in entered.items():
        nets[:, spec.rows[row]] = 0
        nets[at, spec.rows[row]] = errors
    exit_errors(spec, trace.gates, state, nets, precision=enters.precision)
    return nets, state


def back(trace: Trace, enters: Entering, cuts: Cuts) -> Iterator[Backstep]:
    """One time step after the other, last first, through every edge that is not in ``cuts``."""
    spec: Spec = trace.params.spec
    live, precision = live_weights(trace.params, cuts), enters.precision
    arriving, hidden = shown_errors(trace, enters, "y_c"), shown_errors(trace, enters, "y_i")
    state = np.zeros_like(arriving[:1])
    nets = np.zeros((1, extent(spec.rows), *state.shape[2:]), state.dtype)
    for t in reversed(range(trace.steps)):
        gates = _during(trace.gates, slice(t, t + 1))
        heard = _fed_back_errors(spec, weigh_back(live, nets[0]))
        to_cell = arriving[t : t + 1] + heard["y_c"]
        state = state + entry(spec, gates, precision) * to_cell
        nets = np.empty_like(nets)
        to_hidden = hidden[t : t + 1] + heard["y_i"]
        entered = entry_errors(spec, gates, to_cell, to_hidden, heard, precision=precision)
        for row, errors in entered.items():
            nets[:, spec.rows[row]] = errors
        exit_errors(spec, gates, state, nets, heard, precision=precision)
        yield Backstep(t, nets[0], state[0], enters.output[t])


def entry(spec: Spec, gates: Gates, precision: Precision = EXACT) -> Array:
    """y_out(t) h'(s(t)): the one scaling of an error where it enters a cell, (T, C[, N])."""
    slope = precision.slope(ACTIVATIONS[spec.h], gates.s, gates.h)
    slope *= per_cell(precision.gate(gates.net_out, gates.y_out), spec.size, axis=1)
    return slope


def entry_errors(
    spec: Spec,
    gates: Gates,
    to_cell: Array,
    to_hidden: Array,
    heard: Mapping[str, Array] | None = None,
    *,
    precision: Precision,
) -> dict[str, Array]:
    """dE/dnet of output gates and hidden units, by row: what the outputs' errors meet first.

    ``to_cell`` (T, C[, N]) is dE/dy_c, ``to_hidden`` (T, H[, N]) dE/dy_i and ``heard`` what comes
    back to gates from the step after.
    """
    errors: dict[str, Array] = {}
    if spec.output_gate:
        to_out = per_block(to_cell * gates.h, spec.size, axis=1)
        if heard:
            to_out = to_out + heard["y_out"]
        errors["net_out"] = precision.slope(LOGISTIC, gates.net_out, gates.y_out) * to_out  # (21)
    if spec.hidden:
        errors["net_i"] = precision.slope(LOGISTIC, gates.net_i, gates.y_i) * to_hidden  # (20)
    return errors


def exit_errors(
    spec: Spec,
    gates: Gates,
    state: Array,
    nets: Array,
    heard: Mapping[str, Array] | None = None,
    *,
    precision: Precision,
) -> None:
    """dE/dnet of input gates and cells, written to ``nets`` (T, U[, N]): where errors leave.

    ``state`` (T, C[, N]) is dE/ds; the one scaling on the way out is g y_in' or y_in g'.
    """
    rows, size = spec.rows, spec.size
    to_in = per_block(state * gates.g, size, axis=1)
    if heard:
        to_in = to_in + heard["y_in"]
    opening = precision.slope(LOGISTIC, gates.net_in, gates.y_in)
    np.multiply(opening, to_in, out=nets[:, rows["net_in"]])  # (26)
    leaving = precision.slope(ACTIVATIONS[spec.g], gates.net_c, gates.g)
    leaving *= per_cell(precision.gate(gates.net_in, gates.y_in), size, axis=1)
    np.multiply(leaving, state, out=nets[:, rows["net_c"]])  # (28)


def _carousel(entering: Array, steps: Steps, total: int) -> Array:
    """The sum of all errors that enter at t or later, (T, C[, N]); in between it stands still.

    ``entering`` (E, C[, N]) are the errors that enter at ``steps`` (E,), of ``total`` steps.
    """
    sums = entering[::-1].cumsum(axis=0)[::-1]
    spent = np.zeros((1, *entering.shape[1:]), entering.dtype)
    ends = np.empty(len(steps) + 2, steps.dtype)
    ends[0], ends[1:-1], ends[-1] = -1, steps, total - 1
    return np.concatenate([sums, spent]).repeat(ends[1:] - ends[:-1], axis=0)


def _during(gates: Gates, steps: slice | Steps) -> Gates:
    """What happened at some of the time steps."""
    return Gates(*(values[steps] for values in gates))


def _fed_back_errors(spec: Spec, errors: Array) -> dict[str, Array]:
    """Errors that come back to fed-back activations (R[, N]), each kind (units[, N]) or 0."""
    start, nothing = spec.inputs, np.zeros((1,) * errors.ndim, errors.dtype)
    return {
        name: errors[part.start - start : part.stop - start] if part.start < part.stop else nothing
        for name, part in spec.sources.items()
        if name not in ("x", "bias")
    }


def split(flow: ErrorFlow) -> dict[str, Array]:
    """dE/ds(t) by the path on which it arrived, (T, C[, N]) each."""
    trace = flow.trace
    spec: Spec = trace.params.spec
    enters = entry(spec, trace.gates)
    parts = {
        "output_layer": enters * shown_errors(trace, flow.entering, "y_c"),
        "carousel": ahead(flow.state),
    }
    later, y_c = ahead(flow.nets), spec.sources["y_c"]
    for edge, rows in spec.rows.items():
        weights = trace.params.hidden[rows, y_c] * (edge not in flow.cuts)
        parts[edge] = enters * weigh_all_back(weights, later[:, rows])
    return parts


def origin(flow: ErrorFlow) -> State:
    """dE/d of activations (R[, N]) and states (C[, N]) before the first step."""
    live = live_weights(flow.trace.params, flow.cuts)
    return State(weigh_back(live, flow.nets[0]), flow.state[0])
