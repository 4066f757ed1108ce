"""What one step back does to an error: the local derivatives of a run, one time step at a time.

The engine sends one error back over all steps. Here many errors go back side by side, which the
credit matrix needs, and the map of a single step is written out, whose singular values say how much
it can stretch or shrink an error. It is the engine's own chain rule with the same factors, and a
test holds that both give the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from lstm97.engine import Trace, network_of, rnn
from lstm97.engine.activations import EXACT, Array
from lstm97.engine.gru import errors as gru_errors
from lstm97.engine.lstm2000 import errors as lstm2000_errors
from lstm97.engine.spec import hidden_units


class Error(NamedTuple):
    """dE/d of a layer's state at a time step, a column for each of K errors: (H, K) each.

    ``y`` is dE/d of what the units show, ``s`` what came over the memory's own loop (LSTM only;
    of no rows elsewhere).
    """

    y: Array
    s: Array


class Back(NamedTuple):
    """One step back: dE/dnet (U, K), what the layer carries (H, K), and the error a step before."""

    nets: Array
    carrier: Array
    before: Error


Step = Callable[[int, Error], Back]


def blank(trace: Trace, columns: int) -> Error:
    """No error at all, (H, K) each."""
    size = hidden_units(trace.params.spec)
    loop = size if network_of(trace.params).carrier == "s" else 0
    return Error(np.zeros((size, columns)), np.zeros((loop, columns)))


def steps_of(trace: Trace) -> Step:
    """The function of one step back for a layer's run on one sequence, (T, units) arrays."""
    step: Step = STEPS[trace.params.spec.slug](trace)
    return step


def _lstm(trace: Trace) -> Step:
    spec, recurrent = trace.params.spec, _recurrent(trace)
    enters, keep = lstm2000_errors.entry(spec, trace.gates), lstm2000_errors.retention(trace)
    leave = lstm2000_errors.exits(trace, EXACT)

    def step(t: int, error: Error) -> Back:
        state = error.s + enters[t][:, None] * error.y
        nets = np.concatenate(
            [
                leave.net_in[t][:, None] * state,
                leave.net_forget[t][:, None] * state,
                leave.net_out[t][:, None] * error.y,
                leave.net_c[t][:, None] * state,
            ]
        )
        return Back(nets, state, Error(recurrent.T @ nets, keep[t][:, None] * state))

    return step


def _gru(trace: Trace) -> Step:
    spec, to = trace.params.spec, gru_errors.factors(trace)
    to_units = np.ascontiguousarray(trace.params.hidden[:, spec.sources["y"]])
    after, to_reset = spec.reset == "after", trace.params.hidden[spec.rows["net_h"]]
    to_reset = np.ascontiguousarray(to_reset[:, spec.sources["reset"]])

    def step(t: int, error: Error) -> Back:
        net_h = to.net_h[t][:, None] * error.y
        at_gate = net_h if after else to_reset.T @ net_h
        net_m = [to.y_r[t][:, None] * net_h] if after else []
        net_r, net_z = to.net_r[t][:, None] * at_gate, to.net_z[t][:, None] * error.y
        nets = np.concatenate([net_r, net_z, *net_m, net_h])
        before = to.keep[t][:, None] * error.y + to_units.T @ nets
        if not after:
            before += to.y_r[t][:, None] * at_gate
        return Back(nets, error.y, Error(before, error.s))

    return step


def _rnn(trace: Trace) -> Step:
    recurrent, slope = _recurrent(trace), rnn.slopes(trace)

    def step(t: int, error: Error) -> Back:
        nets = slope[t][:, None] * error.y
        return Back(nets, nets, Error(recurrent.T @ nets, error.s))

    return step


STEPS: dict[str, Callable[[Trace], Step]] = {"lstm2000": _lstm, "gru": _gru, "rnn": _rnn}


def _recurrent(trace: Trace) -> Array:
    """Weights of what is fed back, (U, H)."""
    spec: Any = trace.params.spec
    return np.ascontiguousarray(trace.params.hidden[:, spec.inputs : -1])


def to_below(trace: Trace) -> Array:
    """Weights of what the layer below shows, (U, I)."""
    spec: Any = trace.params.spec
    weights: Array = trace.params.hidden[:, spec.sources["x"]]
    return np.ascontiguousarray(weights)


def jacobian(step: Step, trace: Trace, t: int) -> Array:
    """d state(t) / d state(t-1) of a layer, (S, S): rows of what is after, columns of before.

    The state is what its units show, and for an LSTM what its cells hold behind that.
    """
    none = blank(trace, 0)
    units, loop = len(none.y), len(none.s)
    every = np.eye(units + loop)
    before = step(t, Error(every[:units], every[units:])).before
    return np.concatenate(before).T
