"""The LSTM since 2000: the 1997 cell with a third gate, which lets the carousel forget.

The self-connection of weight 1.0 becomes y_forget(t): open wide it is the carousel of 1997, and
anything less multiplies the error at every step back, as in the recurrent network before it.

Symbols and shapes as in `lstm97`, and net_forget, y_forget for the forget gate of each block.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, NamedTuple

import numpy as np

from lstm97.engine.activations import ACTIVATIONS, EXACT, LOGISTIC, Array, Precision
from lstm97.engine.algebra import recurrence, weigh_all_back, weigh_back
from lstm97.engine.blocks import per_block, per_cell
from lstm97.engine.errorflow import (
    FULL,
    Backstep,
    Cuts,
    Entering,
    ErrorFlow,
    ahead,
    live_weights,
    shown_errors,
)
from lstm97.engine.listening import Listener, listen
from lstm97.engine.network import Network, Squashes
from lstm97.engine.params import (
    Params,
    at_least,
    extent,
    known_activations,
    known_biases,
    net_inputs,
    slices,
    unbiased,
)
from lstm97.engine.trace import Inputs, Trace, delayed, readable_of, room_for
from lstm97.records import brief


@dataclass(frozen=True)
class Spec:
    """The architecture: ``blocks`` of ``size`` cells, each with three gates.

    ``bias`` lists the kinds of unit that have one (in, forget, out, c, k). How much is kept at the
    start is a matter of the weights: ``init(spec, biases={"net_forget": 3.0}, ...)``.
    Without ``outputs`` there is no output layer. With g and h tanh it is the LSTM of PyTorch and
    Keras, whose gates stand in the order in, forget, cell, out. Raises ValueError for sizes or
    activations that make no network.
    """

    slug: ClassVar[str] = "lstm2000"

    inputs: int
    outputs: int
    blocks: int = 1
    size: int = 1
    g: str = "g"
    h: str = "h"
    output: str = "logistic"
    shortcut: bool = False
    bias: tuple[str, ...] = ("in", "forget", "out", "c", "k")

    def __post_init__(self) -> None:
        at_least(1, inputs=self.inputs, blocks=self.blocks, size=self.size)
        at_least(0, outputs=self.outputs)
        known_activations(self.g, self.h, self.output)
        known_biases(self, ("in", "forget", "out", "c", "k"))

    @property
    def cells(self) -> int:
        """Number of memory cells C."""
        return self.blocks * self.size

    @cached_property
    def rows(self) -> dict[str, slice]:
        """The hidden layer's net inputs: gates first, then cells."""
        gates = self.blocks
        return slices(net_in=gates, net_forget=gates, net_out=gates, net_c=self.cells)

    @cached_property
    def sources(self) -> dict[str, slice]:
        """What the hidden layer listens to: x(t), then y_c(t-1), then 1."""
        return slices(x=self.inputs, y_c=self.cells, bias=1)

    @cached_property
    def readable(self) -> dict[str, slice]:
        """What the outputs listen to at the same time step."""
        return slices(y_c=self.cells, x=self.inputs if self.shortcut else 0, bias=1)

    @cached_property
    def absent(self) -> tuple[tuple[str, str, str], ...]:
        """Connections that this architecture lacks."""
        return unbiased(self.rows, self.bias)


@brief
class State(NamedTuple):
    """What a step hands to the next: cell outputs ``y`` and states ``s``, (C[, N]) each."""

    y: Array
    s: Array


@brief
class Gates(NamedTuple):
    """Every intermediate value of the hidden layer at a time step, (units[, N]) each."""

    net_in: Array
    net_forget: Array
    net_out: Array
    net_c: Array
    y_in: Array
    y_forget: Array
    y_out: Array
    g: Array
    s: Array
    h: Array
    y_c: Array


@brief
class Exits(NamedTuple):
    """What dE/ds(t), for output gates dE/dy_c(t), is multiplied by on its way out, (T, C[, N])."""

    net_in: Array
    net_forget: Array
    net_out: Array
    net_c: Array


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


def shown(spec: Spec, gates: Gates) -> list[Array]:
    """What the outputs can read: cell outputs."""
    return [gates.y_c]


def carry(params: Params, inputs: Inputs, state: State) -> tuple[Gates, Array, Array]:
    """All time steps: the values of repeated `step`, and what both layers listened to."""
    spec: Spec = params.spec
    room = room_for(params, inputs, state.y)
    net, heard, hear = listen(spec, params.hidden, inputs, room)
    opened = np.empty_like(net[:, : spec.rows["net_c"].start])
    g, s, h = (np.empty_like(net[:, spec.rows["net_c"]], order="C") for _ in range(3))
    nets = (net[:, rows] for rows in spec.rows.values())
    gates = Gates._make((*nets, *_gates(spec, opened), g, s, h, room[1:, spec.sources["y_c"]]))
    _run(spec, gates, Listener(net, heard, hear), opened, state.s)
    return gates, room[:-1], readable_of(spec, inputs, [gates.y_c])


def _gates(spec: Spec, opened: Array) -> list[Array]:
    """Input, forget and output gates, as windows on all of them."""
    return [opened[:, spec.rows[row]] for row in ("net_in", "net_forget", "net_out")]


def _run(spec: Spec, gates: Gates, listener: Listener, opened: Array, start: Array) -> None:
    """What has to wait for the step before."""
    open_, squash, show = (ACTIVATIONS[a].into for a in (LOGISTIC.slug, spec.g, spec.h))
    by_block = [_by_block(spec, values) for values in gates[4:]]
    state, written = _by_block(spec, start[None])[0], np.empty_like(by_block[4][0])
    per_step = zip(*listener[:2], opened, gates.net_c, gates.g, *by_block, strict=True)
    add, multiply, hear = np.add, np.multiply, listener.hear
    for net_t, heard_t, opened_t, net_c, g_t, y_in, y_forget, y_out, g, s, h, y_c in per_step:
        hear(heard_t, net_t)
        open_(net_t[: len(opened_t)], opened_t)
        squash(net_c, g_t)
        state = add(multiply(y_forget, state, s), multiply(y_in, g, written), s)
        multiply(y_out, show(state, h), y_c)


def _by_block(spec: Spec, values: Array) -> Array:
    """(T, B or C[, N]) as (T, B, 1 or S[, N]): what a block shares meets all of its cells."""
    if spec.size == 1:
        return values
    return values.reshape((len(values), spec.blocks, -1, *values.shape[2:]), copy=False)


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


def kept(trace: Trace, precision: Precision = EXACT) -> Array:
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
    steps = (arriving, scaled, kept(trace, precision), *leave, enters.output, nets)
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
        "carousel": ahead(kept(trace) * flow.state),
    }
    for edge, rows in spec.rows.items():
        parts[edge] = scaled * weigh_all_back(live[rows], later[:, rows])
    return parts


def origin(flow: ErrorFlow) -> State:
    """dE/d of cell outputs and states before the first step, (C[, N]) each."""
    echo = weigh_back(live_weights(flow.trace.params, flow.cuts), flow.nets[0])
    return State(echo, kept(flow.trace)[0] * flow.state[0])


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
    shown=shown,
    carry=carry,
    back=back,
    split=split,
    origin=origin,
    keeper="net_forget",
)
