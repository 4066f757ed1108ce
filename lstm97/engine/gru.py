"""The gated recurrent unit of 2014: one state that leaks by a gate, and no output gate.

It stands beside the cells of 1997 and 2000 to show that what keeps an error alive is the same in
all of them: a state that is carried on by addition, here with weight y_z(t) instead of 1.0.

Symbols: r reset gate, z update gate, h candidate, m what a candidate hears of the units; net_r,
net_z, net_h, net_m net inputs, y_r, y_z, y_h activations, y the unit's state and output. Shapes: H
units, and an optional last axis of N trials.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, NamedTuple

import numpy as np

from lstm97.engine.activations import EXACT, LOGISTIC, TANH, Array, Precision
from lstm97.engine.algebra import align, recurrence, weigh_all, weigh_all_back
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

RESETS = ("before", "after")


@dataclass(frozen=True)
class Spec:
    """The architecture: ``hidden`` fully connected gated units.

    ``reset`` says where the reset gate stands. "before" the product, as in the paper of 2014 and in
    Keras with reset_after=False: net_h = W x + U (y_r * y(t-1)) + b. "after" it, as in PyTorch and
    in Keras by default: net_h = W x + b + y_r * net_m, with net_m = U y(t-1) + b_m.
    ``bias`` lists the kinds of unit that have one (r, z, m, h, k). Without ``outputs`` there is no
    output layer. Raises ValueError for what makes no network.
    """

    slug: ClassVar[str] = "gru"

    inputs: int
    outputs: int
    hidden: int = 1
    output: str = "logistic"
    shortcut: bool = False
    bias: tuple[str, ...] = ("r", "z", "m", "h", "k")
    reset: str = "before"

    def __post_init__(self) -> None:
        at_least(1, inputs=self.inputs, hidden=self.hidden)
        at_least(0, outputs=self.outputs)
        known_activations(self.output)
        known_biases(self, ("r", "z", "m", "h", "k"))
        if self.reset not in RESETS:
            raise ValueError(f"reset must be {' or '.join(RESETS)}, got {self.reset!r}")

    @cached_property
    def rows(self) -> dict[str, slice]:
        """The hidden layer's net inputs; net_m only where the reset gate stands after it."""
        units = self.hidden
        return slices(net_r=units, net_z=units, net_m=units * self._after, net_h=units)

    @cached_property
    def sources(self) -> dict[str, slice]:
        """What the hidden layer listens to: x(t), y(t-1), y_r(t) y(t-1) if that is heard, 1."""
        units = self.hidden
        return slices(x=self.inputs, y=units, reset=units * (not self._after), bias=1)

    @cached_property
    def readable(self) -> dict[str, slice]:
        """What the outputs listen to at the same time step."""
        return slices(y=self.hidden, x=self.inputs if self.shortcut else 0, bias=1)

    @cached_property
    def absent(self) -> tuple[tuple[str, str, str], ...]:
        """Connections that this architecture lacks."""
        unheard = [("net_m", "x")] if self._after else [("net_r", "reset"), ("net_z", "reset")]
        missing = [("hidden", row, source) for row, source in (*unheard, ("net_h", "y"))]
        return (*unbiased(self.rows, self.bias), *missing)

    @property
    def _after(self) -> bool:
        return self.reset == "after"


@brief
class State(NamedTuple):
    """What a step hands to the next: activations ``y`` (H[, N])."""

    y: Array


@brief
class Gates(NamedTuple):
    """Every intermediate value of the hidden layer at a time step, (H[, N]) each.

    ``reset`` is what the reset gate lets through: of y(t-1), or of net_m.
    """

    net_r: Array
    net_z: Array
    net_h: Array
    y_r: Array
    y_z: Array
    reset: Array
    y_h: Array
    y: Array
    net_m: Array  # without units where the reset gate stands before the product


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
    deaf = recorded and _heard(spec, recorded.y)
    net = net_inputs(params, x, _heard(spec, state.y), deaf, cuts)
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


def _heard(spec: Spec, y: Array) -> Array:
    """What is fed back before the reset gates have opened."""
    return y if spec.reset == "after" else np.concatenate([y, np.zeros_like(y)])


def squashes(spec: Spec) -> Squashes:
    """What is squashed, into what, and by which function."""
    return {"net_r": ("y_r", LOGISTIC), "net_z": ("y_z", LOGISTIC), "net_h": ("y_h", TANH)}


def shown(spec: Spec, gates: Gates) -> list[Array]:
    """What the outputs can read: all units."""
    return [gates.y]


def carry(params: Params, inputs: Inputs, state: State) -> tuple[Gates, Array, Array]:
    """All time steps: the values of repeated `step`, and what both layers listened to.

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


@brief
class Factors(NamedTuple):
    """What dE/dy(t) is multiplied by on its way to each net input, and to y(t-1), (T, H[, N]).

    ``net_r`` is the factor of what reaches the reset gate.
    """

    net_r: Array
    net_z: Array
    net_h: Array
    keep: Array
    y_r: Array


def factors(trace: Trace, precision: Precision = EXACT) -> Factors:
    """The local derivatives of all time steps."""
    gates: Gates = trace.gates
    before = delayed(gates.y, trace.start and trace.start.y)
    through = gates.net_m if trace.params.spec.reset == "after" else before
    renewed = precision.gate(-gates.net_z, 1 - gates.y_z)
    return Factors(
        precision.slope(LOGISTIC, gates.net_r, gates.y_r) * through,
        precision.slope(LOGISTIC, gates.net_z, gates.y_z) * (before - gates.y_h),
        precision.slope(TANH, gates.net_h, gates.y_h) * renewed,
        precision.gate(gates.net_z, gates.y_z),
        precision.gate(gates.net_r, gates.y_r),
    )


def back(trace: Trace, enters: Entering, cuts: Cuts) -> Iterator[Backstep]:
    """One time step after the other, last first; ``state`` is dE/dy(t)."""
    spec: Spec = trace.params.spec
    rows, after = spec.rows, spec.reset == "after"
    arriving, to = shown_errors(trace, enters, "y"), factors(trace, enters.precision)
    live = live_weights(trace.params, cuts)[:, : spec.hidden]
    send = recurrence(live.swapaxes(0, 1))
    to_reset = recurrence(trace.params[("net_h", "reset")].swapaxes(0, 1))
    nets = np.zeros((trace.steps, extent(rows), *arriving.shape[2:]), arriving.dtype)
    echo, heard = np.zeros_like(arriving, shape=(2, *arriving.shape[1:]))
    steps = (arriving, nets, *(nets[:, part] for part in rows.values()), *to, enters.output)
    t, multiply = trace.steps, np.multiply
    for arrived, net, net_r, net_z, net_m, net_h, to_r, to_z, to_h, keep, y_r, output in zip(
        *(values[::-1] for values in steps), strict=True
    ):
        t, state = t - 1, arrived + echo
        late = multiply(to_h, state, net_h)
        multiply(to_z, state, net_z)
        if after:
            multiply(y_r, late, net_m)
        else:
            late = to_reset(late, heard)
        multiply(to_r, late, net_r)
        yield Backstep(t, net, state, output)
        echo = send(net, echo)
        echo += keep * state
        if not after and "net_h" not in cuts:
            echo += y_r * heard


def split(flow: ErrorFlow) -> dict[str, Array]:
    """dE/dy(t) by the path on which it arrived, (T, H[, N]) each."""
    parts = {
        edge: ahead(errors)
        for edge, errors in _sent(flow, flow.nets, flow.state, factors(flow.trace)).items()
    }
    return {"output_layer": shown_errors(flow.trace, flow.entering, "y"), **parts}


def origin(flow: ErrorFlow) -> State:
    """dE/dy before the first step, (H[, N])."""
    first = Factors(*(values[:1] for values in factors(flow.trace)))
    sent = _sent(flow, flow.nets[:1], flow.state[:1], first)
    return State(np.sum([errors[0] for errors in sent.values()], axis=0))


def _sent(flow: ErrorFlow, nets: Array, state: Array, to: Factors) -> dict[str, Array]:
    """What each step sends to y of the step before, by edge."""
    spec: Spec = flow.trace.params.spec
    live = live_weights(flow.trace.params, flow.cuts)
    sent: dict[str, Array] = {"carousel": to.keep * state}
    for edge, rows in spec.rows.items():
        if rows.stop > rows.start:
            sent[edge] = weigh_all_back(live[rows, : spec.hidden], nets[:, rows])
    if spec.reset == "before":
        rows = spec.rows["net_h"]
        sent["net_h"] = to.y_r * weigh_all_back(live[rows, spec.hidden :], nets[:, rows])
    return sent


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
    shown=shown,
    carry=carry,
    back=back,
    split=split,
    origin=origin,
    keeper="net_z",
)
