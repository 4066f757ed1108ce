"""How an error travels back through memory cells, and why it arrives whole.

Cut at the net inputs of gates and cells, as the paper does, nothing is left of the way back but
the carousel: one running sum over time. Left uncut, it is backpropagation through time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from lstm97.engine.activations import ACTIVATIONS, LOGISTIC, Array
from lstm97.engine.algebra import weigh_all_back, weigh_back
from lstm97.engine.blocks import per_block, per_cell
from lstm97.engine.errorflow import (
    Backstep,
    Cuts,
    ErrorFlow,
    ahead,
    live_weights,
    shown_errors,
)
from lstm97.engine.params import extent
from lstm97.engine.trace import Trace

if TYPE_CHECKING:
    from lstm97.engine.lstm97 import Gates, Spec


def truncated(trace: Trace, output: Array) -> tuple[Array, Array]:
    """The paper's backward pass for all time steps at once: dE/dnet (T, U[, N]), dE/ds (T, C[, N]).

    There is no loop over time, and that is the constant error carousel as an algorithm. With the
    scissors at net_in, net_out and net_c, the only way from s(t) to s(t-1) is the weight 1.0, so
    dE/ds(t) is the plain sum of all errors that entered the cell at t or later: a cumulative sum,
    run backwards, in which nothing is ever multiplied. Equations (20)-(23), and (24)-(28) with
    the order of summation exchanged: the paper adds up ds/dw as time goes on and multiplies by
    each error as it enters; adding up the errors first gives the same double sum in O(1) a step.
    """
    spec: Spec = trace.params.spec
    gates: Gates = trace.gates
    arriving = shown_errors(trace, output, "y_c")  # sum over k of w_kc dE/dnet_k
    entering = entry(spec, gates) * arriving  # (23)
    state = entering[::-1].cumsum(axis=0)[::-1]
    hidden = shown_errors(trace, output, "y_i")
    return local_errors(spec, gates, arriving, state, hidden), state


def back(trace: Trace, output: Array, cuts: Cuts) -> Iterator[Backstep]:
    """One time step after the other, last first, through every edge that is not in ``cuts``."""
    spec: Spec = trace.params.spec
    live = live_weights(trace.params, cuts)
    arriving, hidden = shown_errors(trace, output, "y_c"), shown_errors(trace, output, "y_i")
    state = np.zeros_like(arriving[0])
    nets: Array | None = None
    for t in reversed(range(trace.steps)):
        gates = type(trace.gates)(*(values[t : t + 1] for values in trace.gates))
        heard = {} if nets is None else _heard(spec, weigh_back(live, nets))
        to_cell = arriving[t] + heard.get("y_c", 0)
        state = state + (entry(spec, gates)[0] * to_cell)
        nets = local_errors(spec, gates, to_cell[None], state[None], hidden[t : t + 1], heard)[0]
        yield Backstep(t, nets, state, output[t])


def entry(spec: Spec, gates: Gates) -> Array:
    """y_out(t) h'(s(t)): the one scaling of an error where it enters a cell, (T, C[, N])."""
    return per_cell(gates.y_out, spec.size, axis=1) * ACTIVATIONS[spec.h].slope(gates.h)


def local_errors(
    spec: Spec,
    gates: Gates,
    to_cell: Array,
    state: Array,
    to_hidden: Array,
    heard: dict[str, Array] | None = None,
) -> Array:
    """dE/dnet of all hidden units, (T, U[, N]), rows as in the spec.

    ``to_cell`` (T, C[, N]) is dE/dy_c, ``state`` dE/ds, ``to_hidden`` (T, H[, N]) dE/dy_i from the
    outputs and ``heard`` what else comes back to hidden units from the step after.
    """
    heard = heard or {}
    rows, size = spec.rows, spec.size
    nets = np.empty((len(state), extent(rows), *state.shape[2:]), state.dtype)
    y_in = per_cell(gates.y_in, size, axis=1)
    to_in = per_block(state * gates.g, size, axis=1) + heard.get("y_in", 0)  # (26)
    np.multiply(LOGISTIC.slope(gates.y_in), to_in, out=nets[:, rows["net_in"]])
    if spec.output_gate:
        to_out = per_block(to_cell * gates.h, size, axis=1) + heard.get("y_out", 0)  # (21)
        np.multiply(LOGISTIC.slope(gates.y_out), to_out, out=nets[:, rows["net_out"]])
    leaving = ACTIVATIONS[spec.g].slope(gates.g) * y_in  # the one scaling where it leaves
    np.multiply(leaving, state, out=nets[:, rows["net_c"]])  # (28)
    if spec.hidden:
        to_hidden = to_hidden + heard.get("y_i", 0)
        np.multiply(LOGISTIC.slope(gates.y_i), to_hidden, out=nets[:, rows["net_i"]])  # (20)
    return nets


def _heard(spec: Spec, errors: Array) -> dict[str, Array]:
    """Errors of fed-back activations (R[, N]), by what was fed back."""
    fed_back = [name for name in spec.sources if name not in ("x", "bias")]
    return {
        name: errors[spec.sources[name].start - spec.inputs : spec.sources[name].stop - spec.inputs]
        for name in fed_back
        if spec.sources[name].start < spec.sources[name].stop
    }


def split(flow: ErrorFlow) -> dict[str, Array]:
    """dE/ds(t) by the path on which it arrived, (T, C[, N]) each."""
    trace = flow.trace
    spec: Spec = trace.params.spec
    enters = entry(spec, trace.gates)
    parts = {
        "output_layer": enters * shown_errors(trace, flow.output, "y_c"),
        "carousel": ahead(flow.state),
    }
    later, y_c = ahead(flow.nets), spec.sources["y_c"]
    for edge, rows in spec.rows.items():
        weights = trace.params.hidden[rows, y_c] * (edge not in flow.cuts)
        parts[edge] = enters * weigh_all_back(weights, later[:, rows])
    return parts
