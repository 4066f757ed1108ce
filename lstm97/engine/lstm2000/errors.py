"""How an error travels back through cells with a forget gate.

What the carousel of 1997 carries whole is multiplied by y_forget(t) at every step back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from lstm97.engine.activations import ACTIVATIONS, EXACT, LOGISTIC, Array, Precision
from lstm97.engine.arrays.algebra import recurrence, weigh_all_back, weigh_back
from lstm97.engine.arrays.blocks import per_block, per_cell
from lstm97.engine.errorflow import (
    Backstep,
    Cuts,
    Entering,
    ErrorFlow,
    ahead,
    live_weights,
    shown_errors,
)
from lstm97.engine.lstm2000.spec import Gates, Spec, State
from lstm97.engine.spec import extent
from lstm97.engine.trace import Trace, delayed
from lstm97.records import brief


@brief
class Exits(NamedTuple):
    """What dE/ds(t), for output gates dE/dy_c(t), is multiplied by on its way out, (T, C[, N])."""

    net_in: Array
    net_forget: Array
    net_out: Array
    net_c: Array


def entry(spec: Spec, gates: Gates, precision: Precision = EXACT) -> Array:
    """y_out(t) h'(s(t)): the one scaling of an error where it enters a cell, (T, C[, N])."""
    slope = precision.slope(ACTIVATIONS[spec.h], gates.s, gates.h)
    slope *= per_cell(precision.gate(gates.net_out, gates.y_out), spec.size, axis=1)
    return slope


def exits(trace: Trace, precision: Precision) -> Exits:
    """What an error is multiplied by where it leaves a cell or a gate."""
    spec: Spec = trace.params.spec
    gates: Gates = trace.gates
    before = delayed(gates.s, trace.start and trace.start.s)
    slopes = (
        precision.slope(LOGISTIC, net, y) for net, y in zip(gates[:3], gates[4:7], strict=True)
    )
    to_in, to_forget, to_out = (per_cell(slope, spec.size, axis=1) for slope in slopes)
    squashed = precision.slope(ACTIVATIONS[spec.g], gates.net_c, gates.g)
    y_in = precision.gate(gates.net_in, gates.y_in)
    cell = squashed * per_cell(y_in, spec.size, axis=1)
    return Exits(to_in * gates.g, to_forget * before, to_out * gates.h, cell)


def retention(trace: Trace, precision: Precision = EXACT) -> Array:
    """y_forget(t), what is left of a state and of its error after a step, (T, C[, N])."""
    gates: Gates = trace.gates
    y_forget = precision.gate(gates.net_forget, gates.y_forget)
    return per_cell(y_forget, trace.params.spec.size, axis=1)


def back(trace: Trace, enters: Entering, cuts: Cuts) -> Iterator[Backstep]:
    """One time step after the other, last first: dE/ds(t) = y_forget(t+1) dE/ds(t+1) + entry."""
    spec: Spec = trace.params.spec
    arriving, precision = shown_errors(trace, enters, "y_c"), enters.precision
    scaled, leave = entry(spec, trace.gates, precision), exits(trace, precision)
    send = recurrence(live_weights(trace.params, cuts).swapaxes(0, 1))
    nets = np.zeros((trace.steps, extent(spec.rows), *arriving.shape[2:]), arriving.dtype)
    size, echo, carried = spec.size, *np.zeros_like(arriving, shape=(2, *arriving.shape[1:]))
    steps = (arriving, scaled, retention(trace, precision), *leave, enters.output, nets)
    windows = (nets[:, rows] for rows in spec.rows.values())
    t = trace.steps
    for arrived, enter, keep, to_in, to_forget, to_out, to_c, output, net, *of in zip(
        *(values[::-1] for values in (*steps, *windows)), strict=True
    ):
        t, to_cell = t - 1, arrived + echo
        state = carried + enter * to_cell
        net_in, net_forget, net_out, net_c = of
        net_in[...] = per_block(to_in * state, size)
        net_forget[...] = per_block(to_forget * state, size)
        net_out[...] = per_block(to_out * to_cell, size)
        np.multiply(to_c, state, net_c)
        yield Backstep(t, net, state, output)
        carried, echo = keep * state, send(net, echo)


def split(flow: ErrorFlow) -> dict[str, Array]:
    """dE/ds(t) by the path on which it arrived, (T, C[, N]) each."""
    trace = flow.trace
    spec: Spec = trace.params.spec
    scaled = entry(spec, trace.gates)
    later, live = ahead(flow.nets), live_weights(trace.params, flow.cuts)
    parts = {
        "output_layer": scaled * shown_errors(trace, flow.entering, "y_c"),
        "carousel": ahead(retention(trace) * flow.state),
    }
    for edge, rows in spec.rows.items():
        parts[edge] = scaled * weigh_all_back(live[rows], later[:, rows])
    return parts


def origin(flow: ErrorFlow) -> State:
    """dE/d of cell outputs and states before the first step, (C[, N]) each."""
    echo = weigh_back(live_weights(flow.trace.params, flow.cuts), flow.nets[0])
    return State(echo, retention(flow.trace)[0] * flow.state[0])
