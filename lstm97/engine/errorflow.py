"""What a backward pass leaves behind: the error of every unit at every time step.

An error signal is dE/dnet(t), the paper's theta; what a memory carries is dE/ds(t). Errors are cut
("the scissors") where they would leave a hidden unit's net input for the step before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np

from lstm97.engine.activations import Array
from lstm97.engine.algebra import align, busy, outer_sum, span, weigh_all_back
from lstm97.engine.params import Params, output_activation
from lstm97.engine.trace import Mask, Trace

Cuts = frozenset[str]
At = Literal["last", "every"] | int | None
FULL: Cuts = frozenset()  # no edge is cut: backpropagation through time
TRUNCATED: Cuts = frozenset({"all"})  # every edge is cut: the paper's algorithm


class Backstep(NamedTuple):
    """One time step of a backward pass, last step first."""

    t: int
    nets: Array  # (U[, N]): dE/dnet(t) of the hidden layer, rows as in the spec
    state: Array  # (C[, N]): dE/ds(t); for a plain recurrent network dE/dnet(t)
    output: Array  # (K[, N]): dE/dnet_k(t)


@dataclass(frozen=True, eq=False)
class ErrorFlow:
    """A whole backward pass; every array is time first.

    ``nets`` (T, U[, N]) is dE/dnet of the hidden layer, ``state`` (T, C[, N]) is dE/ds of what the
    network carries, ``output`` (T, K[, N]) is dE/dnet_k, ``grad`` the gradient of the weights.
    """

    trace: Trace
    cuts: Cuts
    nets: Array
    state: Array
    output: Array
    grad: Params
    split: Callable[[ErrorFlow], dict[str, Array]]

    def net(self, row: str) -> Array:
        """dE/dnet(t) of one kind of unit, e.g. ``"net_in"``: (T, units[, N])."""
        return self.nets[:, self.trace.params.spec.rows[row]]

    def paths(self) -> dict[str, Array]:
        """``state`` split by the path on which it arrived, (T, C[, N]) each; they sum to it.

        "output_layer" came straight from the outputs of the same time step, "carousel" over the
        memory's own loop, and each edge ("net_in", ...) through those net inputs a step later.
        """
        with np.errstate(over="ignore", invalid="ignore"):
            return self.split(self)


def check_cuts(spec: Any, cuts: Iterable[str]) -> Cuts:
    """The named edges that are cut; ``"all"`` is every edge. Raises ValueError for others."""
    cuts = frozenset(cuts)
    if cuts == TRUNCATED:
        return frozenset(spec.rows)
    unknown = cuts - set(spec.rows)
    if unknown:
        raise ValueError(f"no edge {sorted(unknown)} to cut; there are {', '.join(spec.rows)}")
    return cuts


def live_weights(params: Params, cuts: Cuts) -> Array:
    """Recurrent weights (U, R[, N]) over which errors may still travel back."""
    spec = params.spec
    live: Array = params.hidden[:, spec.inputs : -1].copy()
    for edge in cuts:
        live[spec.rows[edge]] = 0
    return live


def injected(trace: Trace, at: At) -> Array:
    """1 where an error enters and 0 elsewhere, (T[, N]).

    ``at=None`` follows the teacher signal; "last" is the last taught step of each trial, "every"
    all steps up to it, an int one chosen step. Raises ValueError for a step outside the sequence.
    """
    teach = np.broadcast_to(align(trace.inputs.teach, trace.loss), trace.loss.shape)
    enters: Array = np.zeros_like(trace.loss)
    if at is None:
        enters[teach] = 1
    elif at == "every":
        enters[_still_ahead(teach)] = 1
    elif at == "last":
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


def output_errors(trace: Trace, at: At) -> Array:
    """dE/dnet_k(t), (T, K[, N]): equation (19) with the opposite sign."""
    enters = injected(trace, at)
    taught = span(busy(enters))
    y_k = trace.y_k[taught]
    misses = y_k - align(trace.inputs.targets[taught], y_k)
    errors = np.zeros_like(trace.y_k)
    slope = output_activation(trace.params.spec).slope(y_k)
    errors[taught] = slope * misses * enters[taught][:, None]
    return errors


def shown_errors(trace: Trace, output: Array, part: str) -> Array:
    """Errors that the output layer sends to one part of what it reads, (T, units[, N])."""
    params = trace.params
    columns = params.spec.readable[part]
    if columns.start == columns.stop:
        return output[:, :0]
    return weigh_all_back(params.output[:, columns], output)


def ahead(values: Array) -> Array:
    """Values one time step earlier, 0 at the last: what was at t+1 stands at t."""
    return np.concatenate([values[1:], np.zeros_like(values[:1])])


def gradient(trace: Trace, nets: Array, output: Array) -> Params:
    """The gradient of all weights: error times what the weight listened to, summed over time.

    It is 0 for connections that do not exist.
    """
    params, taught = trace.params, span(busy(output))
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
    """Backward steps, last first, as dE/dnet and dE/ds with time first."""
    _, nets, state, _ = zip(*steps, strict=True)
    return np.stack(nets[::-1]), np.stack(state[::-1])
