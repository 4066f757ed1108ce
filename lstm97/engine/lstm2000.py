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

from lstm97.engine.activations import ACTIVATIONS, LOGISTIC, Array
from lstm97.engine.algebra import weigh_all_back, weigh_back
from lstm97.engine.blocks import per_block, per_cell
from lstm97.engine.errorflow import (
    FULL,
    Backstep,
    Cuts,
    ErrorFlow,
    ahead,
    live_weights,
    shown_errors,
)
from lstm97.engine.network import Network, Squashes
from lstm97.engine.params import (
    Params,
    at_least,
    known_activations,
    net_inputs,
    slices,
    unbiased,
)
from lstm97.engine.trace import Trace, delayed


@dataclass(frozen=True)
class Spec:
    """The architecture: ``blocks`` of ``size`` cells, each with three gates.

    ``bias`` lists the kinds of unit that have one (in, forget, out, c, k). How much is kept at the
    start is a matter of the weights: ``init(spec, biases={"net_forget": 3.0}, ...)``.
    Raises ValueError for sizes or activations that make no network.
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
        at_least(1, inputs=self.inputs, outputs=self.outputs, blocks=self.blocks, size=self.size)
        known_activations(self.g, self.h, self.output)

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


class State(NamedTuple):
    """What a step hands to the next: cell outputs ``y`` and states ``s``, (C[, N]) each."""

    y: Array
    s: Array


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


def heard(spec: Spec, gates: Gates) -> list[Array]:
    """What the hidden layer listened to besides inputs: cell outputs, one step before."""
    return [delayed(gates.y_c)]


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


def entry(spec: Spec, gates: Gates) -> Array:
    """y_out(t) h'(s(t)): the one scaling of an error where it enters a cell, (T, C[, N])."""
    return per_cell(gates.y_out, spec.size, axis=1) * ACTIVATIONS[spec.h].slope(gates.h)


def back(trace: Trace, output: Array, cuts: Cuts) -> Iterator[Backstep]:
    """One time step after the other, last first: dE/ds(t) = y_forget(t+1) dE/ds(t+1) + entry."""
    spec: Spec = trace.params.spec
    gates: Gates = trace.gates
    live = live_weights(trace.params, cuts)
    arriving, enters = shown_errors(trace, output, "y_c"), entry(spec, gates)
    before, keep = delayed(gates.s), per_cell(gates.y_forget, spec.size, axis=1)
    carried, echo = np.zeros_like(arriving[0]), np.zeros_like(arriving[0])
    for t in reversed(range(trace.steps)):
        to_cell = arriving[t] + echo
        state = carried + enters[t] * to_cell
        nets = np.concatenate(
            [
                LOGISTIC.slope(gates.y_in[t]) * per_block(gates.g[t] * state, spec.size),
                LOGISTIC.slope(gates.y_forget[t]) * per_block(before[t] * state, spec.size),
                LOGISTIC.slope(gates.y_out[t]) * per_block(gates.h[t] * to_cell, spec.size),
                ACTIVATIONS[spec.g].slope(gates.g[t]) * per_cell(gates.y_in[t], spec.size) * state,
            ]
        )
        yield Backstep(t, nets, state, output[t])
        carried, echo = keep[t] * state, weigh_back(live, nets)


def split(flow: ErrorFlow) -> dict[str, Array]:
    """dE/ds(t) by the path on which it arrived, (T, C[, N]) each."""
    trace = flow.trace
    spec: Spec = trace.params.spec
    enters, keep = entry(spec, trace.gates), per_cell(trace.gates.y_forget, spec.size, axis=1)
    later, live = ahead(flow.nets), live_weights(trace.params, flow.cuts)
    parts = {
        "output_layer": enters * shown_errors(trace, flow.output, "y_c"),
        "carousel": ahead(keep * flow.state),
    }
    for edge, rows in spec.rows.items():
        parts[edge] = enters * weigh_all_back(live[rows], later[:, rows])
    return parts


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
    heard=heard,
    shown=shown,
    back=back,
    split=split,
)
