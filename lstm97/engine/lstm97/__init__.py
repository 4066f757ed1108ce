"""The LSTM of 1997: memory cells that keep an error constant, behind two gates, nothing forgotten.

A memory block shares one input gate and one output gate among its cells; the only loop an error
can travel for long is the self-connection of weight 1.0 of each cell's linear unit.

Symbols (the paper's): net_in, net_out, net_c, net_i net inputs of input gates, output gates, cells
and conventional hidden units; y_in, y_out gate activations; g squashed cell input; s state of the
linear unit (the carousel); h squashed state; y_c cell output; y_i hidden unit. Shapes: B blocks of
S cells, C = B * S cells, H hidden units, R fed-back activations, and everywhere an optional last
axis of N independent trials.
"""

from __future__ import annotations

import numpy as np

from lstm97.engine.activations import ACTIVATIONS, LOGISTIC, Array
from lstm97.engine.arrays.blocks import per_cell
from lstm97.engine.errorflow import FULL, Cuts
from lstm97.engine.lstm97.carry import carry
from lstm97.engine.lstm97.errors import back, origin, split, sweep
from lstm97.engine.lstm97.spec import Gates, Spec, State
from lstm97.engine.network import Network, Squashes
from lstm97.engine.params import Params, net_inputs
from lstm97.engine.spec import extent

__all__ = ["NETWORK", "Gates", "Spec", "State", "start", "step"]


def start(params: Params, tail: tuple[int, ...] = ()) -> State:
    """Everything 0, as before the first step of every sequence; ``tail`` is () or (N,)."""
    spec: Spec = params.spec
    fed_back = extent(spec.sources) - spec.inputs - 1
    dtype = params.hidden.dtype
    return State(np.zeros((fed_back, *tail), dtype), np.zeros((spec.cells, *tail), dtype))


def step(
    params: Params,
    state: State,
    x: Array,
    *,
    recorded: State | None = None,
    cuts: Cuts = FULL,
) -> tuple[State, Gates]:
    """One time step, equations (6)-(9); ``x`` is (I[, N]).

    With ``recorded``, the net inputs in ``cuts`` listen to that state's activations and not to
    those of ``state``: the stop-gradient graph, whose exact gradient is the truncated one.
    """
    spec: Spec = params.spec
    net = net_inputs(params, x, state.y, recorded and recorded.y, cuts)
    net_in, net_out, net_c, net_i = (net[rows] for rows in spec.rows.values())
    y_in = LOGISTIC.f(net_in)  # (7)
    y_out = LOGISTIC.f(net_out) if spec.output_gate else np.ones_like(y_in)  # (8)
    g = ACTIVATIONS[spec.g].f(net_c)
    s = state.s + per_cell(y_in, spec.size) * g  # (9): the carousel, weight 1.0
    h = ACTIVATIONS[spec.h].f(s)
    y_c = per_cell(y_out, spec.size) * h  # (9)
    y_i = LOGISTIC.f(net_i)  # (6)
    gates = Gates(net_in, net_out, net_c, net_i, y_in, y_out, g, s, h, y_c, y_i)
    return State(np.concatenate(fed_back(spec, gates)), s), gates


def fed_back(spec: Spec, gates: Gates) -> list[Array]:
    """What the hidden layer will hear of itself one step later, in the order of its sources."""
    listened = [gates.y_c]
    if spec.gates_fed_back:
        listened.append(gates.y_in)
        if spec.output_gate:
            listened.append(gates.y_out)
    return [*listened, gates.y_i]


def squashes(spec: Spec) -> Squashes:
    """What is squashed, into what, and by which function."""
    return {
        "net_in": ("y_in", LOGISTIC),
        "net_out": ("y_out", LOGISTIC),
        "net_c": ("g", ACTIVATIONS[spec.g]),
        "s": ("h", ACTIVATIONS[spec.h]),
        "net_i": ("y_i", LOGISTIC),
    }


def readable(spec: Spec, gates: Gates) -> list[Array]:
    """What the outputs can read: cells (T, C[, N]), hidden units (T, H[, N]), never gates."""
    return [gates.y_c, gates.y_i]


NETWORK = Network(
    slug="lstm97",
    family="lstm",
    spec=Spec,
    gates=Gates,
    units={"y_in": "input_gate", "s": "state", "y_out": "output_gate", "y_c": "output"},
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
    sweep=sweep,
    truncates=True,
)
