"""What a forward pass leaves behind: every intermediate value by name, time first.

Figures read a trace and never run the network again; the backward pass needs nothing else either.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from lstm97.demands import numbers, of_kind
from lstm97.engine.activations import Array
from lstm97.engine.arrays.algebra import align, busy, span, weigh_all
from lstm97.engine.losses import LOSSES
from lstm97.engine.params import Params
from lstm97.engine.spec import Spec, extent, output_activation
from lstm97.records import brief, figures

Mask = NDArray[np.bool_]


@brief
class NetworkInputs(NamedTuple):
    """What a network is shown: checked, and in the precision of its weights."""

    xs: Array  # (T, I[, N])
    targets: Array  # (T, K[, N])
    teach: Mask  # (T[, N]): where there is a teacher signal

    def at(self, t: int) -> NetworkInputs:
        """One time step of them, with time still first."""
        return NetworkInputs(self.xs[t : t + 1], self.targets[t : t + 1], self.teach[t : t + 1])


@brief
class Moment(NamedTuple):
    """One time step of a forward pass; ``gates`` is the network's own record of that step."""

    t: int
    gates: Any
    net_k: Array  # (K[, N])
    y_k: Array  # (K[, N])
    loss: Array  # ([N]): E(t), 0 where there is no teacher signal


@brief
@dataclass(frozen=True, eq=False)
class Trace:
    """A whole forward pass; every array is time first.

    ``gates`` is the network's NamedTuple with arrays (T, units[, N]), ``sources`` (T, Z[, N]) what
    the hidden layer listened to, ``readable`` (T, Y[, N]) what the outputs listened to, ``net_k``
    and ``y_k`` (T, K[, N]) the outputs and ``loss`` (T[, N]) the error E(t) by ``criterion``, see
    `losses.LOSSES`. ``start`` is the state before the first step, None if all of it was 0.
    """

    params: Params
    inputs: NetworkInputs
    gates: Any
    sources: Array
    readable: Array
    net_k: Array
    y_k: Array
    loss: Array
    start: Any = None
    criterion: str = "squared"

    @property
    def steps(self) -> int:
        """Number of time steps T."""
        return len(self.loss)


def readable_of(spec: Spec, inputs: NetworkInputs, shown: list[Array]) -> Array:
    """What the outputs listen to, (T, Y[, N]): hidden activations ``shown``, inputs, a 1."""
    return join([*shown, *([inputs.xs] if spec.shortcut else [])])


def finish(
    params: Params,
    inputs: NetworkInputs,
    gates: Any,
    sources: Array,
    readable: Array,
    start: Any = None,
    criterion: str = "squared",
) -> Trace:
    """Add the output layer, which feeds nothing back, to what the hidden layer did."""
    with np.errstate(over="ignore", invalid="ignore"):
        net_k = weigh_all(params.output, readable)  # (T, K[, N])
        y_k = output_activation(params.spec).f(net_k)
        loss = _losses(params.spec, inputs, net_k, y_k, criterion)
    return Trace(params, inputs, gates, sources, readable, net_k, y_k, loss, start, criterion)


def _losses(spec: Spec, inputs: NetworkInputs, net_k: Array, y_k: Array, criterion: str) -> Array:
    """E(t) where there is a teacher signal and 0 elsewhere, (T[, N])."""
    taught = span(busy(inputs.teach))
    targets = align(inputs.targets[taught], y_k)
    losses = np.zeros((len(y_k), *y_k.shape[2:]), y_k.dtype)
    value = LOSSES[criterion].value
    losses[taught] = value(output_activation(spec), net_k[taught], y_k[taught], targets)
    losses[taught] *= align(inputs.teach[taught], losses)
    return losses


def join(parts: list[Array]) -> Array:
    """Arrays (T, units[, N]) side by side along the unit axis, then a 1 for the bias.

    What trials share is repeated for each of them.
    """
    widest = max(parts, key=lambda part: part.ndim)
    ones = np.ones((len(widest), 1, *widest.shape[2:]), widest.dtype)
    whole = [
        np.broadcast_to(align(part, ones), (*part.shape[:2], *ones.shape[2:])) for part in parts
    ]
    return np.concatenate([*whole, ones], axis=1)


def room_for(params: Params, inputs: NetworkInputs, y: Array) -> Array:
    """What the hidden layer will listen to at T + 1 time steps, (T + 1, Z[, N]).

    Inputs, the 1 of the bias, and the activations ``y`` (R[, N]) before the first step are filled
    in; those of step t belong in row t + 1, where they are heard.
    """
    spec: Spec = params.spec
    shape = len(inputs.xs) + 1, extent(spec.sources), *tail_of(params, inputs)
    room = np.zeros(shape, params.hidden.dtype)
    room[:-1, spec.sources["x"]] = align(inputs.xs, room)
    room[0, spec.inputs : spec.inputs + len(y)] = y
    room[:, -1] = 1
    return room


def delayed(values: Array, first: Array | None) -> Array:
    """Values one time step later, ``first`` or 0 at the first: (T, units[, N]) keeps its shape."""
    start = np.zeros_like(values[:1]) if first is None else first[None]
    return np.concatenate([start, values[:-1]])


def tail_of(params: Params, inputs: NetworkInputs) -> tuple[int, ...]:
    """() for a single network on a single sequence, (trials,) otherwise."""
    return params.hidden.shape[2:] or inputs.xs.shape[2:]


def check_inputs(params: Params, xs: Any, targets: Any = None, teach: Any = None) -> NetworkInputs:
    """Inputs in the network's precision; raises ValueError that says what was expected.

    Without ``targets`` they are 0 and nothing is taught; without ``teach`` only the last step is.
    """
    check_weights(params)
    spec: Spec = params.spec
    xs = _numbers("xs", xs, spec.inputs, params)
    _same_trials("xs", xs, params.hidden.shape[2:], "the weights")
    tail = params.hidden.shape[2:] or xs.shape[2:]
    if teach is None:
        teach = np.zeros((len(xs), *tail), bool)
        teach[-1] = targets is not None
    if targets is None:
        targets = np.zeros((len(xs), spec.outputs, *tail))
    targets = _numbers("targets", targets, spec.outputs, params)
    _same_trials("targets", targets, tail, "the weights" if params.trials else "xs")
    teach = _yes_or_no(teach)
    for name, array in (("targets", targets), ("teach", teach)):
        if array.shape[:1] != xs.shape[:1]:
            raise ValueError(f"{name} must have {len(xs)} time steps like xs, got {array.shape}")
    if teach.shape[1:] not in ((), tail):
        raise ValueError(f"teach must be {(len(xs),)} or {(len(xs), *tail)}, got {teach.shape}")
    return NetworkInputs(xs, targets, teach)


def _numbers(name: str, values: Any, units: int, params: Params) -> Array:
    try:
        array: Array = np.asarray(values, params.hidden.dtype)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be an array of numbers, got {values!r:.40}") from None
    if array.ndim not in (2, 3) or array.shape[1] != units or len(array) == 0:
        raise ValueError(
            f"{name} must be (time steps, {units}[, trials]) with at least one step, "
            f"got {array.shape}"
        )
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite numbers, found nan or inf")
    return array


def _yes_or_no(teach: Any) -> Mask:
    if isinstance(teach, np.ndarray) and teach.dtype == bool:  # as in training
        return teach
    values = numbers("teach", teach, "True or False (1 or 0) at each step")
    if not ((values == 0) | (values == 1)).all():
        raise ValueError(f"teach must be True or False (1 or 0) at each step, got {teach!r:.60}")
    return values.astype(bool)


def _same_trials(name: str, array: Array, tail: tuple[int, ...], like: str) -> None:
    """``tail`` is () or (trials,); a single network may be shown any number of sequences."""
    if name == "xs" and not tail:
        return
    if array.shape[2:] not in ((), tail):
        wanted = f"{tail[0]} trials" if tail else "no axis of trials"
        raise ValueError(f"{name} must have {wanted} like {like}, got {array.shape[2]}")


def check_weights(params: Params) -> None:
    """Raise ValueError unless weights are finite numbers of the shapes their spec says.

    And TypeError for what are no weights of a network.
    """
    of_kind("params", params, Params, "weights of a network")
    spec: Spec = params.spec
    for name, weights, shape in (
        ("hidden", params.hidden, (extent(spec.rows), extent(spec.sources))),
        ("output", params.output, (spec.outputs, extent(spec.readable))),
    ):
        if not isinstance(weights, np.ndarray) or weights.dtype.kind != "f":
            raise ValueError(f"{name} weights must be floating-point, got {figures(weights)}")
        if weights.shape != (*shape, *params.hidden.shape[2:]):
            raise ValueError(f"{name} weights must be {shape}, got {weights.shape}")
        if not np.isfinite(weights).all():
            raise ValueError(f"{name} weights must be finite numbers, found nan or inf")
