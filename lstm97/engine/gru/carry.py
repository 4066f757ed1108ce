"""The forward pass of gated units over a whole sequence, without the overhead of single steps.

What depends on inputs alone is computed for all time steps at once.
"""

from __future__ import annotations

import numpy as np

from lstm97.engine.activations import LOGISTIC, TANH, Array
from lstm97.engine.arrays.algebra import align, recurrence, weigh_all
from lstm97.engine.gru.spec import Gates, Spec, State
from lstm97.engine.params import Params
from lstm97.engine.trace import NetworkInputs, readable_of, room_for


def carry(params: Params, inputs: NetworkInputs, state: State) -> tuple[Gates, Array, Array]:
    """All time steps: the values of repeated `step`, and what both layers listened to (time first).

    What depends on inputs alone is computed for all of them at once.
    """
    spec: Spec = params.spec
    room = room_for(params, inputs, state.y)
    net = weigh_all(params.hidden[:, spec.sources["x"]], inputs.xs)
    net += align(params.hidden[:, -1], net[0])
    opened = np.empty_like(net[:, : 2 * spec.hidden], order="C")
    gates = _room_for_gates(spec, net, opened, room)
    (_run_after if spec.reset == "after" else _run_before)(params, gates, net, opened, room)
    return gates, room[:-1], readable_of(spec, inputs, [gates.y])


def _room_for_gates(spec: Spec, net: Array, opened: Array, room: Array) -> Gates:
    """Every value by name, still to be filled in, as windows where they stand side by side."""
    rows, units = spec.rows, spec.hidden
    y_h = np.empty_like(net[:, :units], order="C")
    reset = np.empty_like(y_h) if spec.reset == "after" else room[:-1, spec.sources["reset"]]
    return Gates(
        net_r=net[:, rows["net_r"]],
        net_z=net[:, rows["net_z"]],
        net_h=net[:, rows["net_h"]],
        y_r=opened[:, :units],
        y_z=opened[:, units:],
        reset=reset,
        y_h=y_h,
        y=room[1:, spec.sources["y"]],
        net_m=net[:, rows["net_m"]],
    )


def _run_before(params: Params, gates: Gates, net: Array, opened: Array, room: Array) -> None:
    """What has to wait for the step before; reset gates act on what is heard."""
    spec: Spec = params.spec
    both, heard, units = slice(0, 2 * spec.hidden), spec.sources["y"], spec.hidden
    hear = recurrence(params.hidden[both, heard])
    hear_reset = recurrence(params.hidden[spec.rows["net_h"], spec.sources["reset"]])
    echo, late = np.empty_like(net[0, both]), np.empty_like(net[0, :units])
    add, multiply, open_, squash = np.add, np.multiply, LOGISTIC.into, TANH.into
    for net_t, y_rz, before, reset, net_h, y_h, y_r, y_z, y in zip(
        net[:, both], opened, room[:-1, heard], *_of(gates), strict=True
    ):
        open_(add(net_t, hear(before, echo), net_t), y_rz)
        multiply(y_r, before, reset)
        squash(add(net_h, hear_reset(reset, late), net_h), y_h)
        add(multiply(y_z, before, y), multiply(1 - y_z, y_h, late), y)


def _run_after(params: Params, gates: Gates, net: Array, opened: Array, room: Array) -> None:
    """What has to wait for the step before; reset gates act on what comes of it."""
    spec: Spec = params.spec
    most, heard, units = slice(0, 3 * spec.hidden), spec.sources["y"], spec.hidden
    hear = recurrence(params.hidden[most, heard])
    echo, late = np.empty_like(net[0, most]), np.empty_like(net[0, :units])
    add, multiply, open_, squash = np.add, np.multiply, LOGISTIC.into, TANH.into
    for net_t, y_rz, before, net_m, reset, net_h, y_h, y_r, y_z, y in zip(
        net[:, most], opened, room[:-1, heard], gates.net_m, *_of(gates), strict=True
    ):
        open_(add(net_t, hear(before, echo), net_t)[: 2 * units], y_rz)
        squash(add(net_h, multiply(y_r, net_m, reset), net_h), y_h)
        add(multiply(y_z, before, y), multiply(1 - y_z, y_h, late), y)


def _of(gates: Gates) -> tuple[Array, ...]:
    return gates.reset, gates.net_h, gates.y_h, gates.y_r, gates.y_z, gates.y
