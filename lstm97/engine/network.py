"""A network as data: the few functions in which one kind differs from another.

Everything that is the same for all of them (running to the end, streaming, going back through
time, collecting gradients) is written once, here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import DTypeLike

from lstm97.demands import floats, of_kind
from lstm97.engine.activations import Activation, Array
from lstm97.engine.arrays.algebra import align
from lstm97.engine.errorflow import (
    FULL,
    TRUNCATED,
    At,
    Backstep,
    Cuts,
    Entering,
    ErrorFlow,
    check_cuts,
    entrances,
    gather,
    gradient,
)
from lstm97.engine.losses import check_loss
from lstm97.engine.params import BiasValues, Params, draw
from lstm97.engine.trace import (
    Moment,
    NetworkInputs,
    Trace,
    check_inputs,
    finish,
    readable_of,
    tail_of,
)

Family = Literal["rnn", "lstm", "gru"]
Kind = Literal[  # what a unit is for
    "input_gate",
    "forget_gate",
    "output_gate",
    "reset_gate",
    "update_gate",
    "state",
    "output",
    "unit",
]
Squashes = dict[str, tuple[str | None, Activation]]


@dataclass(frozen=True)
class Network:
    """One kind of network; the registry of all of them is ``lstm97.engine.NETWORKS``.

    ``start(params, tail)`` is the state before the first step, ``step(params, state, x)`` gives
    the next state and every intermediate value; of these, time first, ``readable`` makes what the
    outputs can read. ``carry(params, inputs, state)`` is all steps at once: every intermediate
    value, what the hidden layer listened to, and what the outputs do. ``back(trace, entering,
    cuts)`` yields backward steps, last first, and ``sweep``, where there is one, does them at once;
    ``split(flow)`` is the path decomposition and ``origin(flow)`` what arrives before the first
    step.

    What a reader of traces has to know stands here, too. ``gates`` is the record of a step, and
    ``units`` says which of its fields are worth a picture, from the first to act to the last, and
    what each is for. ``carrier`` is the field whose units carry the error (`ErrorFlow.state`), and
    ``keeper`` the row of the gate that decides how much of it is kept, if there is one.
    ``truncates`` is True for the LSTM of 1997, which learns by its paper's truncated gradient here;
    the others learn by the whole one (`own_cuts`).
    ``squashes(spec)`` gives, for each field that is squashed, the field it becomes (None if that is
    not recorded) and by which function; ``entrance`` is the one that every error has to pass.
    """

    slug: str
    family: Family
    spec: Callable[..., Any]
    gates: Callable[..., Any]
    units: Mapping[str, Kind]
    carrier: str
    entrance: str
    squashes: Callable[[Any], Squashes]
    start: Callable[..., Any]
    step: Callable[..., tuple[Any, Any]]
    readable: Callable[[Any, Any], list[Array]]
    carry: Callable[[Params, NetworkInputs, Any], tuple[Any, Array, Array]]
    back: Callable[[Trace, Entering, Cuts], Iterator[Backstep]]
    split: Callable[[ErrorFlow], dict[str, Array]]
    origin: Callable[[ErrorFlow], Any]
    sweep: Callable[[Trace, Entering, Cuts], tuple[Array, Array]] | None = None
    keeper: str | None = None
    truncates: bool = False

    def init(
        self,
        spec: Any,
        *,
        rng: np.random.Generator,
        scale: float = 0.1,
        biases: Mapping[str, BiasValues] | None = None,
        trials: int | None = None,
        dtype: DTypeLike = np.float64,
    ) -> Params:
        """Weights uniform in [-scale, scale], biases of named rows set; see `params.draw`."""
        return draw(spec, rng=rng, scale=scale, biases=biases, trials=trials, dtype=dtype)

    def own_cuts(self, cuts: Cuts = TRUNCATED) -> Cuts:
        """``cuts`` for a network that `truncates`, `FULL` for every other."""
        return cuts if self.truncates else FULL

    def first(self, params: Params, tail: tuple[int, ...], start: Any = None) -> Any:
        """The state before the first step: ``start`` (units[, N] each), or 0 if it is None.

        Raises ValueError that says what was expected.
        """
        zeros = self.start(params, tail)
        if start is None:
            return zeros
        if not isinstance(start, tuple) or len(start) != len(zeros):
            raise ValueError(
                f"start must be a {type(zeros).__name__}{zeros._fields}, got {type(start).__name__}"
            )
        given = zip(zeros._fields, zeros, start, strict=True)
        return type(zeros)(*(_broadcast(name, zero, value) for name, zero, value in given))

    def stream(
        self,
        params: Params,
        xs: Any,
        targets: Any = None,
        teach: Any = None,
        *,
        start: Any = None,
        criterion: str = "squared",
    ) -> Iterator[Moment]:
        """The forward pass as it happens, one time step at a time, by the equations of `step`."""
        inputs = check_inputs(params, xs, targets, teach)
        check_loss(criterion, params.spec.output)
        state = self.first(params, tail_of(params, inputs), start)
        for t, x in enumerate(inputs.xs):
            with np.errstate(over="ignore", invalid="ignore"):
                state, gates = self.step(params, state, x)
            yield self.moment(params, inputs.at(t), gates, t, criterion)

    def moment(
        self, params: Params, here: NetworkInputs, gates: Any, t: int, criterion: str
    ) -> Moment:
        """A time step's record with its outputs; ``here`` is that step of the inputs."""
        record = type(gates)(*(values[None] for values in gates))
        readable = readable_of(params.spec, here, self.readable(params.spec, record))
        trace = finish(params, here, record, here.xs, readable, criterion=criterion)
        return Moment(t, gates, trace.net_k[0], trace.y_k[0], trace.loss[0])

    def forward(
        self,
        params: Params,
        xs: Any,
        targets: Any = None,
        teach: Any = None,
        *,
        start: Any = None,
        criterion: str = "squared",
    ) -> Trace:
        """Run on ``xs`` (T, I[, N]) with ``targets`` (T, K[, N]) where ``teach`` (T[, N]) says so.

        The values of `stream`, collected. ``start`` is the state before the first step, as the
        network's State with (units[, N]) each; ``criterion`` is one of `losses.LOSSES`. Raises
        ValueError for wrong shapes, nan or inf.
        """
        inputs = check_inputs(params, xs, targets, teach)
        check_loss(criterion, params.spec.output)
        first = self.first(params, tail_of(params, inputs), start)
        with np.errstate(over="ignore", invalid="ignore"):
            passed = self.carry(params, inputs, first)
            return finish(params, inputs, *passed, None if start is None else first, criterion)

    def retreat(
        self,
        trace: Trace,
        *,
        cuts: Cuts = FULL,
        at: At = None,
        outputs: Any = None,
        hidden: Any = None,
        exact: bool = True,
    ) -> Iterator[Backstep]:
        """The backward pass as it happens, last time step first; see `backward`."""
        of_kind("trace", trace, Trace, "what forward gives")
        with np.errstate(over="ignore", invalid="ignore"):
            enters = entrances(trace, at, outputs=outputs, hidden=hidden, exact=exact)
        steps = self.back(trace, enters, check_cuts(trace.params.spec, cuts))
        while True:
            with np.errstate(over="ignore", invalid="ignore"):  # a step's, not its reader's
                step = next(steps, None)
            if step is None:
                return
            yield step

    def backward(
        self,
        trace: Trace,
        *,
        cuts: Cuts = FULL,
        at: At = None,
        outputs: Any = None,
        hidden: Any = None,
        exact: bool = True,
    ) -> ErrorFlow:
        """The error of every unit at every time step, and the gradient of every weight.

        ``cuts`` names the net inputs at which an error is cut: `FULL` none, `TRUNCATED` all (the
        paper's algorithm). ``at`` says where errors enter; see `errorflow.injections`. Errors from
        outside come as ``outputs`` (T, K[, N]), dE/dy_k instead of that of the trace's loss, and as
        ``hidden`` (T, S[, N]), dE/d of what the hidden layer shows, in addition. With ``exact``
        slopes of saturated units come from their net inputs, else from their outputs, as in the
        training of the paper's rows, where rounding leaves nothing of what is below 1e-16.
        """
        of_kind("trace", trace, Trace, "what forward gives")
        cuts = check_cuts(trace.params.spec, cuts)
        with np.errstate(over="ignore", invalid="ignore"):
            enters = entrances(trace, at, outputs=outputs, hidden=hidden, exact=exact)
            nets, state = (self.sweep or self._gather)(trace, enters, cuts)
            grad = gradient(trace, nets, enters)
        return ErrorFlow(
            trace, cuts, nets, state, enters.output, grad, self.split, self.origin, enters.outside
        )

    def _gather(self, trace: Trace, enters: Entering, cuts: Cuts) -> tuple[Array, Array]:
        return gather(self.back(trace, enters, cuts))


def _broadcast(name: str, zero: Array, value: Any) -> Array:
    """A part of a given state in the shape of its zeros."""
    values = floats(f"{name} of start", value, zero.dtype)
    if values.shape not in (zero.shape, zero.shape[:1]):
        raise ValueError(f"{name} of start must be {zero.shape}, got {values.shape}")
    return np.array(np.broadcast_to(align(values, zero), zero.shape))
