"""The forward pass of memory cells over a whole sequence, without the overhead of single steps.

A Python call costs more than the arithmetic of a small network, so everything that does not have
to wait for the step before is done for all time steps at once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any, NamedTuple

import numpy as np

from lstm97.engine.activations import ACTIVATIONS, LOGISTIC, Activation, Array, squash
from lstm97.engine.arrays.blocks import in_blocks
from lstm97.engine.arrays.listening import Listener, listen
from lstm97.engine.lstm97.spec import Gates, Spec, State
from lstm97.engine.params import Params
from lstm97.engine.spec import extent
from lstm97.engine.trace import NetworkInputs, readable_of, room_for


class Squashing(NamedTuple):
    """gain * tanh(rate * net) + offset of every unit."""

    gain: Array  # (U[, N])
    rate: Array  # (U[, 1]), or (1[, 1]) if it is the same for all
    offset: Array  # (U[, N])


def carry(params: Params, inputs: NetworkInputs, state: State) -> tuple[Gates, Array, Array]:
    """All time steps of the hidden layer: the values of repeated `lstm97.step`.

    Returns every intermediate value, what the hidden layer listened to, (T, Z[, N]), and what the
    outputs will listen to, (T, Y[, N]). While the loop runs, net inputs are multiplied by the rates
    of their sigmoids, and g and s by the rate of h, so that h is tanh of what is carried; it is
    undone for all time steps at once, and to the last bit, for rates are powers of 2.
    """
    spec: Spec = params.spec
    room = room_for(params, inputs, state.y)
    curves = _curves(spec, room.dtype, room.shape[2:])
    faster = params.hidden * curves.rate.reshape(-1, *(1,) * (params.hidden.ndim - 1))
    listener = listen(spec, faster, inputs, room, heard=spec.recurrent)
    squashed = np.empty_like(listener.net)
    gates = _views(spec, listener.net, squashed, room[1:])
    if spec.recurrent:
        _run(spec, gates, listener, squashed, room[1:], curves, state.s)
    else:
        _run_at_once(spec, gates, listener.net, squashed, room[1:], curves, state.s)
    np.multiply(listener.net, 1 / curves.rate, out=listener.net)
    rate = _rate_of_h(spec)
    for values in (gates.g, gates.s) if rate != 1 else ():
        np.multiply(values, 1 / rate, out=values)
    return gates, room[:-1], _readable(spec, inputs, gates, room[1:])


def _readable(spec: Spec, inputs: NetworkInputs, gates: Gates, told: Array) -> Array:
    """What the outputs listen to; a window, where it is what the hidden layer is told anyway."""
    if spec.gates_fed_back or spec.shortcut:
        return readable_of(spec, inputs, [gates.y_c, gates.y_i])
    return told[:, spec.inputs :]


def _run(
    spec: Spec,
    gates: Gates,
    listener: Listener,
    squashed: Array,
    told: Array,
    curves: Squashing,
    start: Array,
) -> None:
    """What has to wait for the step before: equations (7)-(9), each written where it is read."""
    net, heard, hear = listener
    gain, _, offset = curves
    echoes = _echoes(spec, squashed, told)
    by_block = [in_blocks(values, spec.blocks, spec.size) for values in gates[4:10]]
    state = in_blocks(start[None], spec.blocks, spec.size)[0] * _rate_of_h(spec)
    written = np.empty_like(state)
    show = _show(ACTIVATIONS[spec.h])
    add, multiply, tanh = np.add, np.multiply, np.tanh
    steps = zip(range(len(net)), net, squashed, heard, *by_block, strict=True)
    for t, net_t, y_t, heard_t, y_in, y_out, g, s, h, y_c in steps:
        add(multiply(tanh(hear(heard_t, net_t), y_t), gain, y_t), offset, y_t)  # (7), (8), g of (9)
        state = add(state, multiply(y_in, g, written), s)  # (9): the carousel, weight 1.0
        multiply(y_out, show(state, h), y_c)  # (9)
        for values, ears in echoes:
            ears[t] = values[t]


def _run_at_once(
    spec: Spec,
    gates: Gates,
    net: Array,
    squashed: Array,
    told: Array,
    curves: Squashing,
    start: Array,
) -> None:
    """The same where the hidden layer does not hear itself: no step waits for the one before.

    What is left of time is the carousel, a running sum.
    """
    np.tanh(net, squashed)
    np.multiply(squashed, curves.gain, squashed)
    np.add(squashed, curves.offset, squashed)  # (7), (8), g of (9)
    y_in, y_out, g, s, h, y_c = (
        in_blocks(values, spec.blocks, spec.size) for values in gates[4:10]
    )
    np.cumsum(y_in * g, axis=0, out=s)  # (9): the carousel, weight 1.0
    if start.any():
        s += in_blocks(start[None], spec.blocks, spec.size)[0] * _rate_of_h(spec)
    np.multiply(y_out, _show(ACTIVATIONS[spec.h])(s, h), y_c)  # (9)
    for values, ears in _echoes(spec, squashed, told):
        ears[:] = values


def _show(activation: Activation) -> Callable[[Array, Array], Array]:
    """h of the carried rate * s, written to the second argument; the identity writes nothing."""
    curve = activation.curve
    if curve is None:
        return lambda state, out: state
    gain, _, offset = curve
    if (gain, offset) == (1, 0):
        return np.tanh
    return partial(squash, (gain, 1, offset))


def _rate_of_h(spec: Spec) -> float:
    """The rate at which h squashes the state, 1 for the identity."""
    curve = ACTIVATIONS[spec.h].curve
    return 1 if curve is None else curve[1]


def _views(spec: Spec, net: Array, squashed: Array, told: Array) -> Gates:
    """Every value by name, as windows on the arrays that `carry` fills."""
    rows = spec.rows
    y_in, s = squashed[:, rows["net_in"]], np.empty_like(squashed[:, rows["net_c"]], order="C")
    return Gates(
        net_in=net[:, rows["net_in"]],
        net_out=net[:, rows["net_out"]],
        net_c=net[:, rows["net_c"]],
        net_i=net[:, rows["net_i"]],
        y_in=y_in,
        y_out=squashed[:, rows["net_out"]] if spec.output_gate else np.ones_like(y_in, order="C"),
        g=squashed[:, rows["net_c"]],
        s=s,
        h=s if ACTIVATIONS[spec.h].curve is None else np.empty_like(s),
        y_c=told[:, spec.sources["y_c"]],
        y_i=squashed[:, rows["net_i"]],
    )


def _echoes(spec: Spec, squashed: Array, told: Array) -> list[tuple[Array, Array]]:
    """Units besides cells that are heard one step later: their values, and where they are heard.

    Gates stand side by side among units and among sources, so they are one pair.
    """
    rows, sources = spec.rows, spec.sources
    gates = slice(rows["net_in"].start, rows["net_out"].stop)
    heard_gates = slice(sources["y_in"].start, sources["y_out"].stop)
    pairs = [(gates, heard_gates), (rows["net_i"], sources["y_i"])]
    return [
        (squashed[:, units], told[:, heard]) for units, heard in pairs if heard.stop > heard.start
    ]


@lru_cache(8)
def _curves(spec: Spec, dtype: np.dtype[Any], tail: tuple[int, ...]) -> Squashing:
    """The sigmoid of every unit, g at the rate of h (read-only); ``tail`` is () or (N,)."""
    curves = np.empty((3, extent(spec.rows), *tail), dtype)
    for row, rows in spec.rows.items():
        curve = np.array((ACTIVATIONS[spec.g] if row == "net_c" else LOGISTIC).curve)
        curves[:, rows] = curve.reshape(3, *(1 for _ in curves.shape[1:]))
    curves[::2, spec.rows["net_c"]] *= _rate_of_h(spec)
    curves.flags.writeable = False
    gain, rate, offset = curves
    rate = rate[:, :1] if tail else rate
    return Squashing(gain, rate[:1] if (rate == rate[0]).all() else rate, offset)
