"""The gated recurrent unit of 2014: one state that leaks by a gate, and no output gate.

It stands beside the cells of 1997 and 2000 to show that what keeps an error alive is the same in
all of them: a state that is carried on by addition, here with weight y_z(t) instead of 1.0.

Symbols: r reset gate, z update gate, h candidate, m what a candidate hears of the units; net_r,
net_z, net_h, net_m net inputs, y_r, y_z, y_h activations, y the unit's state and output. Shapes: H
units, and an optional last axis of N trials.
"""

from __future__ import annotations

import numpy as np

from lstm97.engine.activations import LOGISTIC, TANH, Array
from lstm97.engine.errorflow import FULL, Cuts
from lstm97.engine.gru.carry import carry
from lstm97.engine.gru.errors import back, origin, split
from lstm97.engine.gru.spec import Gates, Spec, State
from lstm97.engine.network import Network, Squashes
from lstm97.engine.params import Params, net_inputs

__all__ = ["NETWORK", "Gates", "Spec", "State", "back", "start", "step"]


def start(params: Params, tail: tuple[int, ...] = ()) -> State:
    """Everything 0, as before the first step of every sequence; ``tail`` is () or (N,)."""
    return State(np.zeros((params.spec.hidden, *tail), params.hidden.dtype))


def step(
    params: Params,
    state: State,
    x: Array,
    *,
    recorded: State | None = None,
    cuts: Cuts = FULL,
) -> tuple[State, Gates]:
    """One time step; ``x`` is (I[, N]), ``recorded`` and ``cuts`` as in `lstm97.step`."""
    spec: Spec = params.spec
    deaf = recorded and _fed_back(spec, recorded.y)
    net = net_inputs(params, x, _fed_back(spec, state.y), deaf, cuts)
    net_r, net_z, net_m, net_h = (net[rows] for rows in spec.rows.values())
    y_r, y_z = LOGISTIC.f(net_r), LOGISTIC.f(net_z)
    if spec.reset == "after":
        reset = y_r * net_m
        net_h = net_h + reset
    else:
        reset = y_r * (recorded.y if recorded and "net_h" in cuts else state.y)
        whole = net_inputs(params, x, np.concatenate([state.y, reset]))
        net_h = whole[spec.rows["net_h"]]
    y_h = TANH.f(net_h)
    y = y_z * state.y + (1 - y_z) * y_h
    return State(y), Gates(net_r, net_z, net_h, y_r, y_z, reset, y_h, y, net_m)


def _fed_back(spec: Spec, y: Array) -> Array:
    """What is fed back before the reset gates have opened."""
    return y if spec.reset == "after" else np.concatenate([y, np.zeros_like(y)])


def squashes(spec: Spec) -> Squashes:
    """What is squashed, into what, and by which function."""
    return {"net_r": ("y_r", LOGISTIC), "net_z": ("y_z", LOGISTIC), "net_h": ("y_h", TANH)}


def readable(spec: Spec, gates: Gates) -> list[Array]:
    """What the outputs can read: all units, (T, H[, N])."""
    return [gates.y]


NETWORK = Network(
    slug=Spec.slug,
    family="gru",
    spec=Spec,
    gates=Gates,
    units={"y_r": "reset_gate", "y_z": "update_gate", "y": "state"},
    carrier="y",
    entrance="net_h",
    squashes=squashes,
    start=start,
    step=step,
    readable=readable,
    carry=carry,
    back=back,
    split=split,
    origin=origin,
    keeper="net_z",
)
