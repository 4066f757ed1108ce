"""The recurrent network that came before: units that hear each other one time step later.

Every step back multiplies an error by a weight and by a slope, f'(net) w, which is why it
vanishes or explodes (paper, section 3.1).

Symbols: net_j net input and y_j activation of unit j. Shapes: H units, and everywhere an optional
last axis of N independent trials.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, NamedTuple

import numpy as np

from lstm97.demands import at_least, number
from lstm97.engine.activations import ACTIVATIONS, EXACT, Array, Precision
from lstm97.engine.arrays.algebra import recurrence, weigh_all_back, weigh_back
from lstm97.engine.arrays.listening import listen
from lstm97.engine.errorflow import (
    FULL,
    Backstep,
    Cuts,
    Entering,
    ErrorFlow,
    ahead,
    gather,
    live_weights,
    shown_errors,
)
from lstm97.engine.network import Network, Squashes
from lstm97.engine.params import Params, net_inputs
from lstm97.engine.spec import known_activations, known_biases, missing_biases, slices
from lstm97.engine.trace import NetworkInputs, Trace, readable_of, room_for
from lstm97.records import brief


@dataclass(frozen=True)
class Spec:
    """The architecture: ``hidden`` fully connected units with one ``activation``.

    ``bias`` lists the kinds of unit that have one (j, k). With a ``leak`` below 1 units are leaky
    integrators, y(t) = (1 - leak) y(t-1) + leak f(net(t)): a carousel that loses as much a step.
    Without ``outputs`` there is no output layer. Raises ValueError for what makes no network.
    """

    slug: ClassVar[str] = "rnn"

    inputs: int
    outputs: int
    hidden: int = 1
    activation: str = "tanh"
    output: str = "logistic"
    shortcut: bool = False
    bias: tuple[str, ...] = ("j", "k")
    leak: float = 1.0

    def __post_init__(self) -> None:
        at_least(1, inputs=self.inputs, hidden=self.hidden)
        at_least(0, outputs=self.outputs)
        known_activations(self.activation, self.output)
        known_biases(self, ("j", "k"))
        if not 0 < number("leak", self.leak, "above 0 and at most 1") <= 1:
            raise ValueError(f"leak must be above 0 and at most 1, got {self.leak}")

    @cached_property
    def rows(self) -> dict[str, slice]:
        """The hidden layer's net inputs."""
        return slices(net_j=self.hidden)

    @cached_property
    def sources(self) -> dict[str, slice]:
        """What the hidden layer listens to: x(t), then y(t-1), then 1."""
        return slices(x=self.inputs, y_j=self.hidden, bias=1)

    @cached_property
    def readable(self) -> dict[str, slice]:
        """What the outputs listen to at the same time step."""
        return slices(y_j=self.hidden, x=self.inputs if self.shortcut else 0, bias=1)

    @cached_property
    def absent(self) -> tuple[tuple[str, str, str], ...]:
        """Connections that this architecture lacks."""
        return missing_biases(self.rows, self.bias)


def nearest(
    inputs: int,
    outputs: int,
    weights: int,
    *,
    activation: str = "tanh",
    output: str = "logistic",
    most: int | None = None,
) -> Spec:
    """The network with biases whose number of weights is nearest; of two, the smaller.

    Never with more than ``most`` hidden units, if given.
    """

    def miss(hidden: int) -> int:
        return abs(hidden * (inputs + hidden + 1) + outputs * (hidden + 1) - weights)

    hidden = 1
    while hidden != most and miss(hidden + 1) < miss(hidden):
        hidden += 1
    return Spec(inputs, outputs, hidden, activation, output)


@brief
class State(NamedTuple):
    """What a step hands to the next: activations ``y`` (H[, N])."""

    y: Array


@brief
class Gates(NamedTuple):
    """Every intermediate value of the hidden layer at a time step, (H[, N]) each."""

    net_j: Array
    y_j: Array


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
    """One time step: y_j(t) = f(net_j(t)); ``x`` is (I[, N]).

    With ``recorded``, the net inputs in ``cuts`` listen to that state and not to ``state``.
    """
    net_j = net_inputs(params, x, state.y, recorded and recorded.y, cuts)
    y_j = ACTIVATIONS[params.spec.activation].f(net_j)
    if params.spec.leak < 1:
        y_j = (1 - params.spec.leak) * state.y + params.spec.leak * y_j
    return State(y_j), Gates(net_j, y_j)


def squashes(spec: Spec) -> Squashes:
    """What is squashed, into what, and by which function."""
    return {"net_j": ("y_j" if spec.leak == 1 else None, ACTIVATIONS[spec.activation])}


def readable(spec: Spec, gates: Gates) -> list[Array]:
    """What the outputs can read: all hidden units, (T, H[, N])."""
    return [gates.y_j]


def carry(params: Params, inputs: NetworkInputs, state: State) -> tuple[Gates, Array, Array]:
    """All time steps: the values of repeated `step`, and what both layers listened to (time first).

    What does not wait for the step before is computed at once, where that pays.
    """
    spec: Spec = params.spec
    room, leak = room_for(params, inputs, state.y), spec.leak
    net_j, heard, hear = listen(spec, params.hidden, inputs, room)
    told, squash = room[:, spec.sources["y_j"]], ACTIVATIONS[spec.activation].into
    for net, sources, before, now in zip(net_j, heard, told[:-1], told[1:], strict=True):
        squash(hear(sources, net), now)
        if leak < 1:
            np.add(np.multiply(now, leak, now), (1 - leak) * before, now)
    gates = Gates(net_j, told[1:])
    readable = readable_of(spec, inputs, [gates.y_j]) if spec.shortcut else room[1:, spec.inputs :]
    return gates, room[:-1], readable


def slopes(trace: Trace, precision: Precision = EXACT) -> Array:
    """dy_j(t)/dnet_j(t), (T, H[, N]): f'(net_j(t)), and of leaky units their share of it."""
    spec: Spec = trace.params.spec
    activation, (net_j, y_j) = ACTIVATIONS[spec.activation], trace.gates
    if spec.leak == 1:
        return precision.slope(activation, net_j, y_j)
    return spec.leak * precision.slope(activation, net_j, activation.f(net_j))


def back(trace: Trace, enters: Entering, cuts: Cuts) -> Iterator[Backstep]:
    """theta_j(t) = f'(net_j(t)) sum over i of w_ij theta_i(t+1), last step first."""
    arriving, slope = shown_errors(trace, enters, "y_j"), slopes(trace, enters.precision)
    send = recurrence(live_weights(trace.params, cuts).swapaxes(0, 1))
    keep = 1 - trace.params.spec.leak
    kept, error, echo = np.zeros_like(arriving, shape=(3, *arriving.shape[1:]))
    for t in reversed(range(trace.steps)):
        to_unit = arriving[t] + send(error, echo)
        if keep:
            kept = to_unit = to_unit + keep * kept
        error = slope[t] * to_unit
        yield Backstep(t, error, to_unit if keep else error, enters.output[t])


def sweep(trace: Trace, enters: Entering, cuts: Cuts) -> tuple[Array, Array]:
    """The whole of `back`: dE/dnet_j (T, H[, N]), also what is carried, unless it leaks."""
    if trace.params.spec.leak < 1:
        return gather(back(trace, enters, cuts))
    arriving, slope = shown_errors(trace, enters, "y_j"), slopes(trace, enters.precision)
    send = recurrence(live_weights(trace.params, cuts).swapaxes(0, 1))
    error, echo = np.zeros_like(arriving, shape=(2, *arriving.shape[1:]))
    errors, add, multiply = np.empty_like(arriving), np.add, np.multiply
    backwards = (array[::-1] for array in (arriving, slope, errors))
    for arrived, steep, now in zip(*backwards, strict=True):
        error = multiply(steep, add(arrived, send(error, echo), echo), now)
    return errors, errors


def split(flow: ErrorFlow) -> dict[str, Array]:
    """What is carried (dE/dnet_j, or dE/dy_j of leaky units) by its path, (T, H[, N]) each."""
    trace, keep = flow.trace, 1 - flow.trace.params.spec.leak
    slope = np.ones_like(flow.nets) if keep else slopes(trace)
    live = live_weights(trace.params, flow.cuts)
    parts: dict[str, Array] = {
        "output_layer": slope * shown_errors(trace, flow.entering, "y_j"),
        "net_j": slope * weigh_all_back(live, ahead(flow.nets)),
    }
    if keep:
        parts["carousel"] = keep * ahead(flow.state)
    return parts


def origin(flow: ErrorFlow) -> State:
    """dE/dy_j before the first step, (H[, N])."""
    echo = weigh_back(live_weights(flow.trace.params, flow.cuts), flow.nets[0])
    keep = 1 - flow.trace.params.spec.leak
    return State(echo + keep * flow.state[0] if keep else echo)


NETWORK = Network(
    slug=Spec.slug,
    family="rnn",
    spec=Spec,
    gates=Gates,
    units={"y_j": "unit"},
    carrier="y_j",
    entrance="net_j",
    squashes=squashes,
    start=start,
    step=step,
    readable=readable,
    carry=carry,
    back=back,
    split=split,
    origin=origin,
    sweep=sweep,
)
