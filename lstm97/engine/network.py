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

from lstm97.engine.activations import Activation, Array
from lstm97.engine.errorflow import (
    FULL,
    At,
    Backstep,
    Cuts,
    ErrorFlow,
    check_cuts,
    gather,
    gradient,
    output_errors,
)
from lstm97.engine.params import BiasValues, Params, draw
from lstm97.engine.trace import (
    Inputs,
    Moment,
    Trace,
    check_inputs,
    collect,
    finish,
    join,
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
Squashes = dict[str, tuple[str, Activation]]


@dataclass(frozen=True)
class Network:
    """One kind of network; the registry of all of them is ``lstm97.engine.NETWORKS``.

    ``start(params, tail)`` is the state before the first step, ``step(params, state, x)`` gives
    the next state and every intermediate value; of these, time first, ``heard`` makes what the
    hidden layer listened to and ``shown`` what the outputs can read. ``back(trace, output, cuts)``
    yields backward steps, last first; ``split(flow)`` is the path decomposition. ``carry``,
    ``sweep`` and ``truncated``, where there is one, do faster what ``step``, ``back`` and
    ``back`` with every edge cut would do.

    What a reader of traces has to know stands here, too. ``gates`` is the record of a step, and
    ``units`` says which of its fields are worth a picture, from the first to act to the last, and
    what each is for. ``carrier`` is the field whose units carry the error (`ErrorFlow.state`).
    ``squashes(spec)`` gives, for each field that is squashed, the field it becomes and by which
    function; ``entrance`` is the one of them that every error has to pass.
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
    heard: Callable[[Any, Any], list[Array]]
    shown: Callable[[Any, Any], list[Array]]
    back: Callable[[Trace, Array, Cuts], Iterator[Backstep]]
    split: Callable[[ErrorFlow], dict[str, Array]]
    carry: Callable[[Params, Inputs], tuple[Any, Array, Array]] | None = None
    sweep: Callable[[Trace, Array, Cuts], tuple[Array, Array]] | None = None
    truncated: Callable[[Trace, Array], tuple[Array, Array]] | None = None

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

    def stream(
        self, params: Params, xs: Any, targets: Any = None, teach: Any = None
    ) -> Iterator[Moment]:
        """The forward pass as it happens, one time step at a time, by the equations of `step`."""
        inputs = check_inputs(params, xs, targets, teach)
        state = self.start(params, tail_of(params, inputs))
        for t, x in enumerate(inputs.xs):
            with np.errstate(over="ignore", invalid="ignore"):
                state, gates = self.step(params, state, x)
            record = type(gates)(*(values[None] for values in gates))
            here = inputs.at(t)
            readable = readable_of(params.spec, here, self.shown(params.spec, record))
            trace = finish(params, here, record, x[None], readable)
            yield Moment(t, gates, trace.net_k[0], trace.y_k[0], trace.loss[0])

    def forward(self, params: Params, xs: Any, targets: Any = None, teach: Any = None) -> Trace:
        """Run on ``xs`` (T, I[, N]) with ``targets`` (T, K[, N]) where ``teach`` (T[, N]) says so.

        The values of `stream`, collected. Raises ValueError for wrong shapes, nan or inf.
        """
        inputs = check_inputs(params, xs, targets, teach)
        with np.errstate(over="ignore", invalid="ignore"):
            gates, sources, readable = (self.carry or self._carry)(params, inputs)
            return finish(params, inputs, gates, sources, readable)

    def _carry(self, params: Params, inputs: Inputs) -> tuple[Any, Array, Array]:
        state = self.start(params, tail_of(params, inputs))
        steps = []
        for x in inputs.xs:
            state, gates = self.step(params, state, x)
            steps.append(gates)
        record, spec = collect(steps), params.spec
        sources = join([inputs.xs, *self.heard(spec, record)])
        return record, sources, readable_of(spec, inputs, self.shown(spec, record))

    def retreat(self, trace: Trace, *, cuts: Cuts = FULL, at: At = None) -> Iterator[Backstep]:
        """The backward pass as it happens, last time step first; see `backward`."""
        with np.errstate(over="ignore", invalid="ignore"):
            output = output_errors(trace, at)
        steps = self.back(trace, output, check_cuts(trace.params.spec, cuts))
        while True:
            with np.errstate(over="ignore", invalid="ignore"):  # a step's, not its reader's
                step = next(steps, None)
            if step is None:
                return
            yield step

    def backward(self, trace: Trace, *, cuts: Cuts = FULL, at: At = None) -> ErrorFlow:
        """The error of every unit at every time step, and the gradient of every weight.

        ``cuts`` names the net inputs at which an error is cut: `FULL` none, `TRUNCATED` all (the
        paper's algorithm). ``at`` says where errors enter; see `errorflow.injected`.
        """
        cuts = check_cuts(trace.params.spec, cuts)
        with np.errstate(over="ignore", invalid="ignore"):
            output = output_errors(trace, at)
            nets, state = self._return(trace, output, cuts)
            grad = gradient(trace, nets, output)
        return ErrorFlow(trace, cuts, nets, state, output, grad, self.split)

    def _return(self, trace: Trace, output: Array, cuts: Cuts) -> tuple[Array, Array]:
        """dE/dnet (T, U[, N]) and dE/ds (T, C[, N]), by the quickest way there is."""
        if self.truncated and cuts == set(trace.params.spec.rows):
            return self.truncated(trace, output)
        if self.sweep:
            return self.sweep(trace, output, cuts)
        return gather(self.back(trace, output, cuts))
