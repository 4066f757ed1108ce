"""The gated recurrent unit of 2014: one state that leaks by a gate, and no output gate.

It stands beside the cells of 1997 and 2000 to show that what keeps an error alive is the same in
all of them: a state that is carried on by addition, here with weight y_z(t) instead of 1.0.

Symbols: r reset gate, z update gate, h candidate; net_r, net_z, net_h net inputs, y_r, y_z, y_h
activations, y the unit's state and output. Shapes: H units, and an optional last axis of N trials.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, NamedTuple

import numpy as np

from lstm97.engine.activations import LOGISTIC, TANH, Array
from lstm97.engine.algebra import weigh_all_back, weigh_back
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
    """The architecture: ``hidden`` fully connected gated units.

    Gates listen to y(t-1), candidates to what the reset gate lets through of it. ``bias`` lists
    the kinds of unit that have one (r, z, h, k). Raises ValueError for impossible sizes.
    """

    slug: ClassVar[str] = "gru"

    inputs: int
    outputs: int
    hidden: int = 1
    output: str = "logistic"
    shortcut: bool = False
    bias: tuple[str, ...] = ("r", "z", "h", "k")

    def __post_init__(self) -> None:
        at_least(1, inputs=self.inputs, outputs=self.outputs, hidden=self.hidden)
        known_activations(self.output)

    @cached_property
    def rows(self) -> dict[str, slice]:
        """The hidden layer's net inputs."""
        return slices(net_r=self.hidden, net_z=self.hidden, net_h=self.hidden)

    @cached_property
    def sources(self) -> dict[str, slice]:
        """What the hidden layer listens to: x(t), y(t-1), y_r(t) y(t-1), then 1."""
        return slices(x=self.inputs, y=self.hidden, reset=self.hidden, bias=1)

    @cached_property
    def readable(self) -> dict[str, slice]:
        """What the outputs listen to at the same time step."""
        return slices(y=self.hidden, x=self.inputs if self.shortcut else 0, bias=1)

    @cached_property
    def absent(self) -> tuple[tuple[str, str, str], ...]:
        """Connections that this architecture lacks."""
        return (
            *unbiased(self.rows, self.bias),
            ("hidden", "net_r", "reset"),
            ("hidden", "net_z", "reset"),
            ("hidden", "net_h", "y"),
        )


class State(NamedTuple):
    """What a step hands to the next: activations ``y`` (H[, N])."""

    y: Array


class Gates(NamedTuple):
    """Every intermediate value of the hidden layer at a time step, (H[, N]) each."""

    net_r: Array
    net_z: Array
    net_h: Array
    y_r: Array
    y_z: Array
    reset: Array
    y_h: Array
    y: Array


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
    rows = params.spec.rows
    deaf = recorded and np.concatenate([recorded.y, np.zeros_like(recorded.y)])
    net = net_inputs(params, x, np.concatenate([state.y, np.zeros_like(state.y)]), deaf, cuts)
    net_r, net_z = net[rows["net_r"]], net[rows["net_z"]]
    y_r, y_z = LOGISTIC.f(net_r), LOGISTIC.f(net_z)
    reset = y_r * (recorded.y if recorded and "net_h" in cuts else state.y)
    net_h = net_inputs(params, x, np.concatenate([state.y, reset]))[rows["net_h"]]
    y_h = TANH.f(net_h)
    y = y_z * state.y + (1 - y_z) * y_h
    return State(y), Gates(net_r, net_z, net_h, y_r, y_z, reset, y_h, y)


def heard(spec: Spec, gates: Gates) -> list[Array]:
    """What the hidden layer listened to besides inputs."""
    return [delayed(gates.y), gates.reset]


def squashes(spec: Spec) -> Squashes:
    """What is squashed, into what, and by which function."""
    return {"net_r": ("y_r", LOGISTIC), "net_z": ("y_z", LOGISTIC), "net_h": ("y_h", TANH)}


def shown(spec: Spec, gates: Gates) -> list[Array]:
    """What the outputs can read: all units."""
    return [gates.y]


def back(trace: Trace, output: Array, cuts: Cuts) -> Iterator[Backstep]:
    """One time step after the other, last first; ``state`` is dE/dy(t)."""
    spec: Spec = trace.params.spec
    gates: Gates = trace.gates
    to_reset = trace.params.hidden[spec.rows["net_h"], spec.sources["reset"]]
    live = live_weights(trace.params, cuts)
    arriving, before = shown_errors(trace, output, "y"), delayed(gates.y)
    state, echo = np.zeros_like(arriving[0]), np.zeros_like(arriving[0])
    for t in reversed(range(trace.steps)):
        state = arriving[t] + echo
        net_h = TANH.slope(gates.y_h[t]) * (1 - gates.y_z[t]) * state
        net_z = LOGISTIC.slope(gates.y_z[t]) * (before[t] - gates.y_h[t]) * state
        net_r = LOGISTIC.slope(gates.y_r[t]) * before[t] * weigh_back(to_reset, net_h)
        nets = np.concatenate([net_r, net_z, net_h])
        yield Backstep(t, nets, state, output[t])
        direct, through_reset = np.split(weigh_back(live, nets), 2)
        echo = gates.y_z[t] * state + direct + gates.y_r[t] * through_reset


def split(flow: ErrorFlow) -> dict[str, Array]:
    """dE/dy(t) by the path on which it arrived, (T, H[, N]) each."""
    trace, gates = flow.trace, flow.trace.gates
    spec: Spec = trace.params.spec
    live = live_weights(trace.params, flow.cuts)
    heard_y, heard_reset = live[:, : spec.hidden], live[:, spec.hidden :]
    net_r, net_z, net_h = (spec.rows[edge] for edge in spec.rows)
    return {
        "output_layer": shown_errors(trace, flow.output, "y"),
        "carousel": ahead(gates.y_z * flow.state),
        "net_r": ahead(weigh_all_back(heard_y[net_r], flow.nets[:, net_r])),
        "net_z": ahead(weigh_all_back(heard_y[net_z], flow.nets[:, net_z])),
        "net_h": ahead(gates.y_r * weigh_all_back(heard_reset[net_h], flow.nets[:, net_h])),
    }


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
    heard=heard,
    shown=shown,
    back=back,
    split=split,
)
