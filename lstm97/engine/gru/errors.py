"""How an error travels back through gated units: over the update gate, and over three net inputs.

The state is carried with weight y_z(t), so that an open update gate is the carousel of 1997.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from lstm97.engine.activations import EXACT, LOGISTIC, TANH, Array, Precision
from lstm97.engine.arrays.algebra import recurrence, weigh_all_back
from lstm97.engine.errorflow import (
    Backstep,
    Cuts,
    Entering,
    ErrorFlow,
    ahead,
    live_weights,
    shown_errors,
)
from lstm97.engine.gru.spec import Gates, Spec, State
from lstm97.engine.spec import extent
from lstm97.engine.trace import Trace, delayed
from lstm97.records import brief


@brief
class Factors(NamedTuple):
    """What dE/dy(t) is multiplied by on its way to each net input, and to y(t-1), (T, H[, N]).

    ``net_r`` is the factor of what reaches the reset gate.
    """

    net_r: Array
    net_z: Array
    net_h: Array
    keep: Array
    y_r: Array


def factors(trace: Trace, precision: Precision = EXACT) -> Factors:
    """The local derivatives of all time steps."""
    gates: Gates = trace.gates
    before = delayed(gates.y, trace.start and trace.start.y)
    through = gates.net_m if trace.params.spec.reset == "after" else before
    renewed = precision.gate(-gates.net_z, 1 - gates.y_z)
    return Factors(
        precision.slope(LOGISTIC, gates.net_r, gates.y_r) * through,
        precision.slope(LOGISTIC, gates.net_z, gates.y_z) * (before - gates.y_h),
        precision.slope(TANH, gates.net_h, gates.y_h) * renewed,
        precision.gate(gates.net_z, gates.y_z),
        precision.gate(gates.net_r, gates.y_r),
    )


def back(trace: Trace, enters: Entering, cuts: Cuts) -> Iterator[Backstep]:
    """One time step after the other, last first; ``state`` is dE/dy(t)."""
    spec: Spec = trace.params.spec
    rows, after = spec.rows, spec.reset == "after"
    arriving, to = shown_errors(trace, enters, "y"), factors(trace, enters.precision)
    live = live_weights(trace.params, cuts)[:, : spec.hidden]
    send = recurrence(live.swapaxes(0, 1))
    to_reset = recurrence(trace.params[("net_h", "reset")].swapaxes(0, 1))
    nets = np.zeros((trace.steps, extent(rows), *arriving.shape[2:]), arriving.dtype)
    echo, heard = np.zeros_like(arriving, shape=(2, *arriving.shape[1:]))
    steps = (arriving, nets, *(nets[:, part] for part in rows.values()), *to, enters.output)
    t, multiply = trace.steps, np.multiply
    for arrived, net, net_r, net_z, net_m, net_h, to_r, to_z, to_h, keep, y_r, output in zip(
        *(values[::-1] for values in steps), strict=True
    ):
        t, state = t - 1, arrived + echo
        late = multiply(to_h, state, net_h)
        multiply(to_z, state, net_z)
        if after:
            multiply(y_r, late, net_m)
        else:
            late = to_reset(late, heard)
        multiply(to_r, late, net_r)
        yield Backstep(t, net, state, output)
        echo = send(net, echo)
        echo += keep * state
        if not after and "net_h" not in cuts:
            echo += y_r * heard


def split(flow: ErrorFlow) -> dict[str, Array]:
    """dE/dy(t) by the path on which it arrived, (T, H[, N]) each."""
    parts = {
        edge: ahead(errors)
        for edge, errors in _edge_errors(flow, flow.nets, flow.state, factors(flow.trace)).items()
    }
    return {"output_layer": shown_errors(flow.trace, flow.entering, "y"), **parts}


def origin(flow: ErrorFlow) -> State:
    """dE/dy before the first step, (H[, N])."""
    first = Factors(*(values[:1] for values in factors(flow.trace)))
    sent = _edge_errors(flow, flow.nets[:1], flow.state[:1], first)
    return State(np.sum([errors[0] for errors in sent.values()], axis=0))


def _edge_errors(flow: ErrorFlow, nets: Array, state: Array, to: Factors) -> dict[str, Array]:
    """What each step sends to y of the step before, by edge."""
    spec: Spec = flow.trace.params.spec
    live = live_weights(flow.trace.params, flow.cuts)
    sent: dict[str, Array] = {"carousel": to.keep * state}
    for edge, rows in spec.rows.items():
        if rows.stop > rows.start:
            sent[edge] = weigh_all_back(live[rows, : spec.hidden], nets[:, rows])
    if spec.reset == "before":
        rows = spec.rows["net_h"]
        sent["net_h"] = to.y_r * weigh_all_back(live[rows, spec.hidden :], nets[:, rows])
    return sent
