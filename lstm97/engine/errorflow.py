"""What a backward pass leaves behind: the error of every unit at every time step.

An error signal is dE/dnet(t), the paper's theta; what a memory carries is dE/ds(t). Errors are cut
("the scissors") where they would leave a hidden unit's net input for the step before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np

from lstm97.demands import floats, is_one_of
from lstm97.engine.activations import BY_OUTPUT, EXACT, Array, Precision
from lstm97.engine.arrays.algebra import Steps, align, busy, outer_sum, span, weigh_all_back
from lstm97.engine.losses import LOSSES
from lstm97.engine.notebook import bundle
from lstm97.engine.params import Params, checked_name
from lstm97.engine.spec import hidden_units, output_activation
from lstm97.engine.trace import Mask, Trace
from lstm97.records import brief

Cuts = frozenset[str]
At = Literal["last", "every"] | int | None
FULL: Cuts = frozenset()  # no edge is cut: backpropagation through time
TRUNCATED: Cuts = frozenset({"all"})  # every edge is cut: the paper's algorithm


@brief
class Entering(NamedTuple):
    """Where errors enter a network, and how exactly they are followed."""

    output: Array  # (T, K[, N]): dE/dnet_k(t)
    outside: Array | None  # (T, S[, N]): dE/d what the hidden layer shows, from outside
    precision: Precision = EXACT

    @property
    def steps(self) -> Steps:
        """The time steps at which anything enters."""
        if self.outside is None:
            return busy(self.output)
        return np.union1d(busy(self.output), busy(self.outside))

    def during(self, steps: slice | Steps) -> Entering:
        """What enters at some of the time steps."""
        shown = None if self.outside is None else self.outside[steps]
        return Entering(self.output[steps], shown, self.precision)


@brief
class Backstep(NamedTuple):
    """One time step of a backward pass, last step first."""

    t: int
    nets: Array  # (U[, N]): dE/dnet(t) of the hidden layer, rows as in the spec
    state: Array  # (C[, N]): dE/ds(t); for a recurrent network dE/dnet(t), or dE/dy(t) if leaky
    output: Array  # (K[, N]): dE/dnet_k(t)


@brief
@dataclass(frozen=True, eq=False)
class ErrorFlow:
    """A whole backward pass; every array is time first.

    ``nets`` (T, U[, N]) is dE/dnet of the hidden layer, ``state`` (T, C[, N]) is dE/ds of what the
    network carries, ``output`` (T, K[, N]) is dE/dnet_k, ``grad`` the gradient of the weights.
    ``outside`` (T, S[, N]) are the errors that came from outside to what the hidden layer shows.
    """

    trace: Trace
    cuts: Cuts
    nets: Array
    state: Array
    output: Array
    grad: Params
    split: Callable[[ErrorFlow], dict[str, Array]]
    origin: Callable[[ErrorFlow], Any]
    outside: Array | None = None

    @property
    def entering(self) -> Entering:
        """What came in, and where."""
        return Entering(self.output, self.outside)

    def net(self, row: str) -> Array:
        """dE/dnet(t) of one kind of unit, e.g. ``"net_in"``: (T, units[, N])."""
        rows = self.trace.params.spec.rows
        return self.nets[:, rows[checked_name(row, rows)]]

    def paths(self) -> dict[str, Array]:
        """``state`` split by the path on which it arrived, (T, C[, N]) each; they sum to it.

        "output_layer" came straight from the outputs of the same time step, "carousel" over the
        memory's own loop, and each edge ("net_in", ...) through those net inputs a step later.
        """
        with np.errstate(over="ignore", invalid="ignore"):
            return self.split(self)

    def to_inputs(self) -> Array:
        """dE/dx(t), (T, I[, N]): what a layer below would have to answer for."""
        params = self.trace.params
        spec = params.spec
        with np.errstate(over="ignore", invalid="ignore"):
            errors = weigh_all_back(params.hidden[:, spec.sources["x"]], self.nets)
            if spec.shortcut:
                errors += weigh_all_back(params.output[:, spec.readable["x"]], self.output)
        return errors

    def to_start(self) -> Any:
        """dE/d of the state before the first step: the network's State, (units[, N]) each."""
        with np.errstate(over="ignore", invalid="ignore"):
            return self.origin(self)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return bundle(self)


def check_cuts(spec: Any, cuts: Iterable[str]) -> Cuts:
    """The named edges that are cut, `TRUNCATED` for every edge. Raises ValueError for others."""
    if cuts is FULL or cuts is TRUNCATED:
        return frozenset(spec.rows) if cuts else cuts
    listed = isinstance(cuts, Iterable) and not isinstance(cuts, str)
    if not listed or not all(isinstance(edge, str) for edge in cuts):
        what = "the text " if isinstance(cuts, str) else ""
        raise ValueError(
            f"cuts must be a set of edges: FULL, TRUNCATED or some of {', '.join(spec.rows)}, "
            f"got {what}{cuts!r}"
        )
    cuts = frozenset(cuts)
    if cuts == TRUNCATED:
        return frozenset(spec.rows)
    unknown = cuts - set(spec.rows)
    if unknown:
        raise ValueError(
            f"cuts: no edge {sorted(unknown)} to cut; there are {', '.join(spec.rows)}"
        )
    return cuts


def live_weights(params: Params, cuts: Cuts) -> Array:
    """Recurrent weights (U, R[, N]) over which errors may still travel back."""
    spec = params.spec
    live: Array = params.hidden[:, spec.inputs : -1].copy()
    for edge in cuts:
        live[spec.rows[edge]] = 0
    return live


def injections(trace: Trace, at: At) -> Array:
    """1 where an error enters and 0 elsewhere, (T[, N]).

    ``at=None`` follows the teacher signal; "last" is the last taught step of each trial, "every"
    all steps up to it, an int one chosen step. Raises ValueError for a step outside the sequence.
    """
    teach = align(trace.inputs.teach, trace.loss)
    if teach.shape != trace.loss.shape:
        teach = np.broadcast_to(teach, trace.loss.shape)
    enters: Array = np.zeros_like(trace.loss)
    if at is None:
        enters[teach] = 1
    elif is_one_of(at, ("every",)):
        enters[_still_ahead(teach)] = 1
    elif is_one_of(at, ("last",)):
        after = np.concatenate([_still_ahead(teach)[1:], np.zeros_like(teach[:1])])
        enters[_still_ahead(teach) & ~after] = 1
    elif isinstance(at, int | np.integer) and 0 <= at < trace.steps:
        enters[at] = 1
    else:
        raise ValueError(
            f"at must be None, 'last', 'every' or a time step from 0 to {trace.steps - 1}, "
            f"got {at!r}"
        )
    return enters


def _still_ahead(teach: Mask) -> Mask:
    """Where a teacher signal is still to come, or is there."""
    return np.flip(np.logical_or.accumulate(np.flip(teach, 0)), 0)


def output_errors(trace: Trace, at: At, precision: Precision) -> Array:
    """dE/dnet_k(t), (T, K[, N]): equation (19) with the opposite sign."""
    enters = injections(trace, at)
    taught = span(busy(enters))
    net_k, y_k = trace.net_k[taught], trace.y_k[taught]
    targets = align(trace.inputs.targets[taught], y_k)
    activation = output_activation(trace.params.spec)
    errors = np.zeros_like(trace.y_k)
    errors[taught] = LOSSES[trace.criterion].errors(activation, net_k, y_k, targets, precision)
    errors[taught] *= enters[taught][:, None]
    return errors


def entrances(trace: Trace, at: At, *, outputs: Any, hidden: Any, exact: bool) -> Entering:
    """What enters: errors of the loss ``at`` some steps, or those that are given from outside.

    ``outputs`` (T, K[, N]) is dE/dy_k of a loss of the caller's, ``hidden`` (T, S[, N]) dE/d of
    what the hidden layer shows. Raises ValueError for other shapes.
    """
    precision = EXACT if exact else BY_OUTPUT
    if hidden is not None:
        shape = (trace.steps, hidden_units(trace.params.spec), *trace.loss.shape[1:])
        hidden = _errors_from_outside("hidden", hidden, shape, trace)
    if outputs is None:
        return Entering(output_errors(trace, at, precision), hidden, precision)
    given = _errors_from_outside("outputs", outputs, trace.y_k.shape, trace)
    slope = precision.slope(output_activation(trace.params.spec), trace.net_k, trace.y_k)
    return Entering(slope * given, hidden, precision)


def _errors_from_outside(name: str, given: Any, shape: tuple[int, ...], trace: Trace) -> Array:
    errors = floats(name, given, trace.y_k.dtype)
    if errors.shape not in (shape, shape[:2]):
        raise ValueError(f"{name} must be errors of shape {shape}, got {errors.shape}")
    return np.broadcast_to(align(errors, trace.y_k), shape)


def shown_errors(trace: Trace, enters: Entering, part: str) -> Array:
    """Errors that reach one part of what the hidden layer shows, (T, units[, N]).

    They come from the output layer, and from outside.
    """
    params = trace.params
    columns = params.spec.readable[part]
    if columns.start == columns.stop:
        return enters.output[:, :0]
    errors = weigh_all_back(params.output[:, columns], enters.output)
    return errors if enters.outside is None else errors + enters.outside[:, columns]


def ahead(values: Array) -> Array:
    """Values (T, units[, N]) one time step earlier, 0 at the last: what was at t+1 stands at t."""
    return np.concatenate([values[1:], np.zeros_like(values[:1])])


def gradient(trace: Trace, nets: Array, enters: Entering) -> Params:
    """The gradient of all weights: error times what the weight listened to, summed over time.

    It is 0 for connections that do not exist.
    """
    params, output = trace.params, enters.output
    taught = span(busy(output))
    grad = Params(
        params.spec,
        outer_sum(nets, trace.sources, params.hidden),
        outer_sum(output[taught], trace.readable[taught], params.output),
    )
    for array, row, column in params.spec.absent:
        if array == "hidden":
            grad.hidden[params.spec.rows[row], params.spec.sources[column]] = 0
        else:
            grad.output[:, params.spec.readable[column]] = 0
    return grad


def gather(steps: Iterable[Backstep]) -> tuple[Array, Array]:
    """Backward steps, last first, as dE/dnet (T, U[, N]) and dE/ds (T, C[, N])."""
    _, nets, state, _ = zip(*steps, strict=True)
    return np.stack(nets[::-1]), np.stack(state[::-1])
