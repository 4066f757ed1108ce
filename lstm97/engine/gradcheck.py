"""Proof that a gradient is right: every weight moved a little, and the loss measured.

The package carries its own check because every number on screen rests on it; a truncated gradient
is checked too, against the network in which the cut edges listen to a recording.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from lstm97.demands import number, numbers, of_kind, whole
from lstm97.engine.activations import Array
from lstm97.engine.arrays.algebra import align
from lstm97.engine.errorflow import FULL, At, Cuts, check_cuts, injections
from lstm97.engine.layer_stack import Stack, cuts_of, starts_of
from lstm97.engine.params import Params, masks
from lstm97.engine.registry import network_of
from lstm97.engine.trace import NetworkInputs, finish, readable_of
from lstm97.records import brief

STENCIL = {-2: 1 / 12, -1: -8 / 12, 1: 8 / 12, 2: -1 / 12}  # central, fourth order
BAR = 1e-7  # the largest relative error that passes
WIDTH, SHORT = 3e-4, 83  # how far a weight is moved, for sequences up to so many time steps
ROOM = 4 << 20  # weights of moved copies at once: 32 MB, and as much again while they run
WORK = 2e8  # multiplications of all copies and steps: about a second; more weights are sampled
FEWEST = 24  # weights that are checked, however long the sequence
NEARER = (1.0, 1 / 4, 1 / 16)  # of that: where the loss bends too much for a slope so wide
ULPS = 32  # by how many units in its last place a loss is taken to be rounded

Place = NDArray[np.intp]


class CheckStoppedError(RuntimeError):
    """The check was told to stop before it had an outcome."""


@brief
@dataclass(frozen=True)
class Check:
    """Outcome of a check: how many weights, and the worst relative error among them.

    ``analytic`` and ``numeric`` are the two gradients of the ``parameters`` weights that were
    moved, (P,); ``total`` is how many weights there are. Of more weights than can be moved within
    a few seconds a sample is checked, drawn at random, the same at every call.
    """

    network: str
    cuts: Cuts
    parameters: int
    error: float
    analytic: Array
    numeric: Array
    total: int
    rounding: float = 0.0

    @property
    def passed(self) -> bool:
        """Whether the worst relative error is within the bar (a nan is not)."""
        return self.error <= BAR

    @property
    def faint(self) -> bool:
        """Whether it failed for want of digits alone: the losses' rounding explains what is off."""
        off = float(np.abs(self.analytic - self.numeric).max(initial=0))
        return not self.passed and off <= self.rounding < np.inf

    @property
    def sampled(self) -> bool:
        """Whether only some of the weights were moved."""
        return self.total > self.parameters


class _Case(NamedTuple):
    """What is checked: the layers, what they are shown, and what the loss is made of."""

    layers: tuple[Params, ...]
    cuts: tuple[Cuts, ...]
    starts: Sequence[Any]
    inputs: NetworkInputs
    criterion: str
    weights: Array  # (T,): 1 where the loss counts
    hidden: Array | None  # (T, S): errors from outside, the slope of a loss that is linear in them
    stop: Callable[[], bool]


def gradcheck(
    network: Any,
    params: Params | Stack,
    xs: Any,
    targets: Any = None,
    teach: Any = None,
    *,
    cuts: Cuts = FULL,
    at: At = None,
    start: Any = None,
    criterion: str = "squared",
    hidden: Any = None,
    work: float = WORK,
    fewest: int = FEWEST,
    stop: Callable[[], bool] = lambda: False,
) -> Check:
    """Compare the gradients of weights with central differences, in float64.

    ``network`` is a `Network` or `STACK`, ``params``, ``xs`` (T, I), ``targets`` (T, K)
    and ``teach`` (T,) are a single one's; ``start``, ``criterion`` and ``hidden`` (T, S) are as in
    forward and backward. Moved copies run as trials of a batch. A carousel adds up what a moved
    weight changes at each step, so on long sequences weights are moved less; on short ones no
    farther than the sharp gates of a taught network allow, and less again where that fails. The
    error of a weight is relative to the larger of its two gradients, or to a thousandth of the
    largest gradient where both are smaller and rounding would decide. No more weights are moved
    than ``work`` multiplications allow, but ``fewest``, see `Check.sampled`; ``stop`` is asked as
    time goes on. Raises ValueError for a batch, and `CheckStoppedError`.
    """
    _single(params, xs)
    number("work", work)
    whole("fewest", fewest, 0)
    params = params.astype(np.float64)
    trace = network.forward(params, xs, targets, teach, start=start, criterion=criterion)
    flow = network.backward(trace, cuts=cuts, at=at, hidden=hidden)
    case = _case(trace, cuts, at, start, criterion, hidden, stop)
    places = _places(case.layers)
    chosen = _sample(len(places), trace.steps, work, fewest)
    return _closest(network.slug, case, flow.grad, places, chosen)


def _closest(slug: str, case: _Case, grad: Params | Stack, places: Place, chosen: Place) -> Check:
    """The outcome with weights moved less and less far, until it passes or has no digits left."""
    analytic, named = _values(_layers(grad), places[chosen]), frozenset().union(*case.cuts)
    made: list[Check] = []
    for nearer in NEARER:
        with np.errstate(over="ignore", invalid="ignore"):
            numeric, rounding = _numeric(case, places[chosen], nearer)
            error = _worst(analytic, numeric, _largest(grad))
        sizes = len(analytic), error, analytic, numeric, len(places), rounding
        made.append(Check(slug, named, *sizes))
        if made[-1].passed or made[-1].faint or not np.isfinite(error):
            break
    return min(made, key=lambda check: check.error)


def _largest(grad: Params | Stack) -> float:
    """The largest gradient of all weights, checked or not."""
    arrays = [array for layer in _layers(grad) for array in (layer.hidden, layer.output)]
    return max(float(np.abs(array).max(initial=0)) for array in arrays)


def _worst(analytic: Array, numeric: Array, largest: float) -> float:
    """The largest relative error, each relative to the larger of two gradients (or to a floor)."""
    scale = np.maximum(np.abs(analytic), np.abs(numeric))
    floor = max(1e-3 * max(largest, float(scale.max(initial=0))), np.finfo(float).tiny)
    return float((np.abs(analytic - numeric) / np.maximum(scale, floor)).max(initial=0))


def _single(params: Params | Stack, xs: Any) -> None:
    """Raise ValueError for batches, which have no one loss to differentiate."""
    of_kind("params", params, (Params, Stack), "weights of a network")
    if params.trials is not None:
        raise ValueError(
            f"gradcheck needs a single network, got {params.trials} trials; pick one with take(n)"
        )
    if numbers("xs", xs).ndim == 3:
        raise ValueError(
            f"gradcheck needs a single sequence (time steps, inputs), got {np.shape(xs)}; "
            "pick one with xs[..., n]"
        )


def _layers(params: Params | Stack) -> tuple[Params, ...]:
    return params.layers if isinstance(params, Stack) else (params,)


def _case(
    trace: Any,
    cuts: Cuts,
    at: At,
    start: Any,
    criterion: str,
    hidden: Any,
    stop: Callable[[], bool],
) -> _Case:
    params, layers = trace.params, _layers(trace.params)
    top = trace.layers[-1] if isinstance(params, Stack) else trace
    if isinstance(params, Stack):
        each = [cuts_of(layer, params, cuts) for layer in layers]
        starts = starts_of(params, start)
    else:
        each, starts = [cuts], [start]
    named = tuple(check_cuts(s.spec, one) for s, one in zip(layers, each, strict=True))
    given = None if hidden is None else np.asarray(hidden, float)
    return _Case(layers, named, starts, trace.inputs, criterion, injections(top, at), given, stop)


def _places(layers: tuple[Params, ...]) -> Place:
    """Every weight that exists, as (layer, array, row, column), (P, 4)."""
    found = [
        np.column_stack([np.full((len(where), 2), (n, k)), where])
        for n, layer in enumerate(layers)
        for k, mask in enumerate((masks(layer.spec).hidden, masks(layer.spec).output))
        for where in [np.argwhere(mask)]
    ]
    return np.concatenate(found)


def _sample(total: int, steps: int, work: float, fewest: int) -> Place:
    """Which weights are moved, by their number: all, or as many as there is time for."""
    most = max(fewest, int(work / (len(STENCIL) * steps * max(1, total))))
    if total <= most:
        return np.arange(total)
    return np.sort(np.random.default_rng(0).choice(total, most, replace=False))


def _values(layers: Sequence[Params], places: Place) -> Array:
    """The values of some weights, (P,)."""
    return np.array(
        [(layers[n].output if k else layers[n].hidden)[row, column] for n, k, row, column in places]
    )


def _numeric(case: _Case, places: Place, nearer: float) -> tuple[Array, float]:
    """Central differences of the loss by some weights, (P,), and what rounding may do to them.

    In batches that fit into memory.
    """
    width = nearer * WIDTH * min(1.0, SHORT / max(1, len(case.weights)))
    size = sum(layer.hidden.size + layer.output.size for layer in case.layers)
    together = max(1, ROOM // (size * len(STENCIL)))
    factors = np.array([*STENCIL.values()]) / width
    distances = np.array([*STENCIL]) * width
    parts, largest = [np.zeros(0)], 0.0
    for first in range(0, len(places), together):
        batch = places[first : first + together]
        losses = _losses(_perturb(case.layers, batch, distances), case)
        parts.append(factors @ losses.reshape(len(factors), len(batch)))
        largest = max(largest, float(np.abs(losses).max()))
    rounding = ULPS * np.finfo(float).eps * largest * float(np.abs(factors).sum())
    return np.concatenate(parts), rounding


def _perturb(layers: tuple[Params, ...], places: Place, distances: Array) -> list[Params]:
    """One trial for each distance and weight, in which that weight alone is moved so far."""
    trials = len(distances) * len(places)
    copies = [
        layer.map(lambda array: np.repeat(array[..., None], trials, axis=-1)) for layer in layers
    ]
    for trial, (distance, place) in enumerate(product(distances, places)):
        n, k, row, column = place
        (copies[n].output if k else copies[n].hidden)[row, column, trial] += distance
    return copies


def _losses(moved: list[Params], case: _Case) -> Array:
    """The loss of each moved copy; cut edges listen to the states of the network as it is."""
    top, trials = moved[-1], moved[-1].trials or 1
    total = np.zeros(trials)
    for t, x, gates in _steps(moved, case):
        network, record = network_of(top), type(gates)(*(values[None] for values in gates))
        shown = network.readable(top.spec, record)
        taught = case.inputs.targets[t : t + 1]
        here = NetworkInputs(x[None], taught, np.ones(1, bool))
        readable = readable_of(top.spec, here, shown)
        done = finish(top, here, record, x[None], readable, criterion=case.criterion)
        total += case.weights[t] * done.loss[0]
        if case.hidden is not None:
            total += case.hidden[t] @ np.concatenate(shown, axis=1)[0]
    return total


def _steps(moved: list[Params], case: _Case) -> Iterator[tuple[int, Array, Any]]:
    """Each time step of the last layer: what it hears of the layer below, and what it does."""
    states = _first(moved, case.starts, (moved[-1].trials or 1,))
    recordings = _first(case.layers, case.starts, ())
    for t, x in enumerate(case.inputs.xs):
        if case.stop():
            raise CheckStoppedError("the gradient check was stopped")
        real = x
        for n, (copy, layer) in enumerate(zip(moved, case.layers, strict=True)):
            network, heard = network_of(layer), x
            like = copy.hidden[0]
            recorded = type(states[n])(*(align(values, like) for values in recordings[n]))
            states[n], gates = network.step(
                copy, states[n], x, recorded=recorded, cuts=case.cuts[n]
            )
            recordings[n], plain = network.step(layer, recordings[n], real)
            x = np.concatenate(network.readable(copy.spec, gates))
            real = np.concatenate(network.readable(layer.spec, plain))
        yield t, heard, gates


def _first(layers: Sequence[Params], starts: Sequence[Any], tail: tuple[int, ...]) -> list[Any]:
    return [
        network_of(layer).first(layer, tail, start)
        for layer, start in zip(layers, starts, strict=True)
    ]
