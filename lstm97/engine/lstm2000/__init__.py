"""The LSTM since 2000: the 1997 cell with a third gate, which lets the carousel forget.

The self-connection of weight 1.0 becomes y_forget(t): open wide it is the carousel of 1997, and
anything less multiplies the error at every step back, as in the recurrent network before it.

Symbols and shapes as in `lstm97`, and net_forget, y_forget for the forget gate of each block.
"""

from __future__ import annotations

import numpy as np

from lstm97.engine.activations import ACTIVATIONS, LOGISTIC, Array
from lstm97.engine.arrays.blocks import per_cell
from lstm97.engine.errorflow import FULL, Cuts
from lstm97.engine.lstm2000.carry import carry
from lstm97.engine.lstm2000.errors import back, origin, split
from lstm97.engine.lstm2000.spec import Gates, Spec, State
from lstm97.engine.network import Network, Squashes
from lstm97.engine.params import Params, net_inputs

__all__ = ["NETWORK", "Gates", "Spec", "State", "back", "start", "step"]


def start(params: Params, tail: tuple[int, ...] = ()) -> State:
    """Everything 0, as before the first step of every sequence; ``tail`` is () or (N,)."""
    zeros = np.zeros((params.spec.cells, *tail), params.hidden.dtype)
    return State(zeros, zeros)


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
    net = net_inputs(params, x, state.y, recorded and recorded.y, cuts)
    net_in, net_forget, net_out, net_c = (net[rows] for rows in spec.rows.values())
    y_in, y_forget, y_out = (LOGISTIC.f(each) for each in (net_in, net_forget, net_out))
    g = ACTIVATIONS[spec.g].f(net_c)
    s = per_cell(y_forget, spec.size) * state.s + per_cell(y_in, spec.size) * g
    h = ACTIVATIONS[spec.h].f(s)
    y_c = per_cell(y_out, spec.size) * h
    gates = Gates(net_in, net_forget, net_out, net_c, y_in, y_forget, y_out, g, s, h, y_c)
    return State(y_c, s), gates


def squashes(spec: Spec) -> Squashes:
    """What is squashed, into what, and by which function."""
    return {
        "net_in": ("y_in", LOGISTIC),
        "net_forget": ("y_forget", LOGISTIC),
        "net_out": ("y_out", LOGISTIC),
        "net_c": ("g", ACTIVATIONS[spec.g]),
        "s": ("h", ACTIVATIONS[spec.h]),
    }


def readable(spec: Spec, gates: Gates) -> list[Array]:
    """What the outputs can read: cell outputs, (T, C[, N])."""
    return [gates.y_c]


NETWORK = Network(
    slug=Spec.slug,
    family="lstm",
    spec=Spec,
    gates=Gates,
    units={
        "y_in": "input_gate",
        "y_forget": "forget_gate",
        "s": "state",
        "y_out": "output_gate",
        "y_c": "output",
    },
    carrier="s",
    entrance="s",
    squashes=squashes,
    start=start,
    step=step,
    readable=readable,
    carry=carry,
    back=back,
    split=split,
    origin=origin,
    keeper="net_forget",
)
