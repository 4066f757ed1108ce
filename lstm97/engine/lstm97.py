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

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, NamedTuple

import numpy as np

from lstm97.engine.activations import ACTIVATIONS, LOGISTIC, Array, Curve, squash
from lstm97.engine.algebra import align, recurrence, weigh_all
from lstm97.engine.blocks import per_cell
from lstm97.engine.errorflow import FULL, Cuts
from lstm97.engine.lstm97_errors import back, split, truncated
from lstm97.engine.network import Network
from lstm97.engine.params import (
    Params,
    at_least,
    extent,
    known_activations,
    net_inputs,
    slices,
    unbiased,
)
from lstm97.engine.trace import Inputs, delayed, tail_of


@dataclass(frozen=True)
class Spec:
    """The architecture; the defaults are the paper's cell fed by inputs and cell outputs.

    ``bias`` lists the kinds of unit that have one (in, out, c, i, k). ``gates_fed_back`` adds the
    gates to what the hidden layer listens to, ``shortcut`` the inputs to what the outputs listen
    to; ``recurrent=False`` leaves the carousel as the only loop (experiments 2a and 2b).
    Raises ValueError for sizes or activations that make no network.
    """

    slug: ClassVar[str] = "lstm97"

    inputs: int
    outputs: int
    blocks: int = 1
    size: int = 1
    hidden: int = 0
    g: str = "g"
    h: str = "h"
    output: str = "logistic"
    output_gate: bool = True
    gates_fed_back: bool = False
    recurrent: bool = True
    shortcut: bool = False
    bias: tuple[str, ...] = ("in", "out", "c", "i", "k")

    def __post_init__(self) -> None:
        at_least(1, inputs=self.inputs, outputs=self.outputs, blocks=self.blocks, size=self.size)
        at_least(0, hidden=self.hidden)
        known_activations(self.g, self.h, self.output)
        if ACTIVATIONS[self.g].curve is None:
            raise ValueError(f"g must be a sigmoid, got {self.g!r}")
        if self.h != "identity" and ACTIVATIONS[self.h].curve is None:
            raise ValueError(f"h must be a sigmoid or the identity, got {self.h!r}")

    @property
    def cells(self) -> int:
        """Number of memory cells C."""
        return self.blocks * self.size

    @cached_property
    def rows(self) -> dict[str, slice]:
        """The hidden layer's net inputs: gates first, then cells, then conventional units."""
        outs = self.blocks if self.output_gate else 0
        return slices(net_in=self.blocks, net_out=outs, net_c=self.cells, net_i=self.hidden)

    @cached_property
    def sources(self) -> dict[str, slice]:
        """What the hidden layer listens to: x(t), then y(t-1) of its own units, then 1."""
        ins = self.blocks if self.gates_fed_back else 0
        outs = ins if self.output_gate else 0
        return slices(x=self.inputs, y_c=self.cells, y_in=ins, y_out=outs, y_i=self.hidden, bias=1)

    @cached_property
    def readable(self) -> dict[str, slice]:
        """What the outputs listen to at the same time step."""
        shortcut = self.inputs if self.shortcut else 0
        return slices(y_c=self.cells, y_i=self.hidden, x=shortcut, bias=1)

    @cached_property
    def absent(self) -> tuple[tuple[str, str, str], ...]:
        """Connections that this architecture lacks."""
        deaf = () if self.recurrent else ("y_c", "y_in", "y_out", "y_i")
        return unbiased(self.rows, self.bias) + tuple(
            ("hidden", row, source) for row in self.rows for source in deaf
        )


class State(NamedTuple):
    """What a step hands to the next: fed-back activations ``y`` (R[, N]) and ``s`` (C[, N])."""

    y: Array
    s: Array


class Gates(NamedTuple):
    """Every intermediate value of the hidden layer at a time step, (units[, N]) each."""

    net_in: Array
    net_out: Array
    net_c: Array
    net_i: Array
    y_in: Array
    y_out: Array
    g: Array
    s: Array
    h: Array
    y_c: Array
    y_i: Array


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


def heard(spec: Spec, gates: Gates) -> list[Array]:
    """What the hidden layer listened to besides inputs: itself, one step before."""
    return [delayed(values) for values in fed_back(spec, gates)]


def shown(spec: Spec, gates: Gates) -> list[Array]:
    """What the outputs can read: cells and conventional hidden units, never gates."""
    return [gates.y_c, gates.y_i]


def carry(params: Params, inputs: Inputs) -> tuple[Array, Gates]:
    """All time steps of the hidden layer: the values of repeated `step`, without its overhead.

    What inputs and biases contribute is one product for all time steps, the sigmoids of all units
    share one tanh, and each step writes its outputs where the next will read them. Returns what
    the hidden layer listened to, (T, Z[, N]), and every intermediate value.
    """
    spec: Spec = params.spec
    room = _room(params, inputs)
    heard, told = room[:-1, spec.inputs : -1], room[1:]
    net = weigh_all(params.hidden, room[:-1])  # (T, U[, N]), still without recurrent sources
    squashed = np.empty_like(net)
    gates = _views(spec, net, squashed, told)
    y_in, y_out, g, s, h, y_c = (_by_block(spec, values) for values in gates[4:10])
    curves, h_curve, echoes = _curves(spec, net), ACTIVATIONS[spec.h].curve, _echoes(spec)
    recur = recurrence(params.hidden[:, spec.inputs : -1])
    state, written = np.zeros_like(s[0]), np.empty_like(s[0])
    for t, (arriving, now) in enumerate(zip(net, squashed, strict=True)):
        np.add(arriving, recur(heard[t]), out=arriving)
        squash(arriving, curves, now)
        np.multiply(y_in[t], g[t], out=written)
        state = np.add(state, written, out=s[t])  # (9): the carousel
        shown = squash(state, h_curve, h[t]) if h_curve else state
        np.multiply(y_out[t], shown, out=y_c[t])
        for row, listener in echoes:
            told[t, listener] = now[row]
    if h_curve is None:
        h[:] = s
    return room[:-1], gates


def _room(params: Params, inputs: Inputs) -> Array:
    """Sources of T + 1 time steps with inputs and bias filled in, activations still 0."""
    spec: Spec = params.spec
    tail = tail_of(params, inputs)
    steps = len(inputs.xs)
    room = np.zeros((steps + 1, extent(spec.sources), *tail), params.hidden.dtype)
    room[:steps, spec.sources["x"]] = align(inputs.xs, room)
    room[:, -1] = 1
    return room


def _views(spec: Spec, net: Array, squashed: Array, told: Array) -> Gates:
    """Every value by name, as windows on the arrays that `carry` fills."""
    rows = spec.rows
    cells = np.empty((2, *squashed[:, rows["net_c"]].shape), net.dtype)
    y_in = squashed[:, rows["net_in"]]
    return Gates(
        net_in=net[:, rows["net_in"]],
        net_out=net[:, rows["net_out"]],
        net_c=net[:, rows["net_c"]],
        net_i=net[:, rows["net_i"]],
        y_in=y_in,
        y_out=squashed[:, rows["net_out"]] if spec.output_gate else np.ones_like(y_in),
        g=squashed[:, rows["net_c"]],
        s=cells[0],
        h=cells[1],
        y_c=told[:, spec.sources["y_c"]],
        y_i=squashed[:, rows["net_i"]],
    )


def _by_block(spec: Spec, values: Array) -> Array:
    """(T, B or C[, N]) as (T, B, 1 or S[, N]): what a block shares meets all of its cells."""
    return values.reshape((len(values), spec.blocks, -1, *values.shape[2:]), copy=False)


def _echoes(spec: Spec) -> list[tuple[slice, slice]]:
    """Which rows, besides cells, which sources of the next step are copies of."""
    pairs = [("net_in", "y_in"), ("net_out", "y_out"), ("net_i", "y_i")]
    return [
        (spec.rows[row], spec.sources[source])
        for row, source in pairs
        if spec.sources[source].start < spec.sources[source].stop
    ]


def _curves(spec: Spec, net: Array) -> Curve:
    """The sigmoid of every unit, each of its three numbers as an array (U[, N])."""
    curves = np.empty((3, *net.shape[1:]), net.dtype)
    for row, rows in spec.rows.items():
        curve = np.array((ACTIVATIONS[spec.g] if row == "net_c" else LOGISTIC).curve)
        curves[:, rows] = curve.reshape(3, *(1 for _ in net.shape[1:]))
    return curves[0], curves[1], curves[2]


NETWORK = Network(
    slug="lstm97",
    spec=Spec,
    start=start,
    step=step,
    heard=heard,
    shown=shown,
    back=back,
    split=split,
    carry=carry,
    truncated=truncated,
)
