"""The weights of a network as one immutable value, the same for every kind of network.

A gradient has the type of the weights it belongs to, so an optimiser, a checker and a figure walk
both alike; what a row or a column means is the business of the network's ``spec``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import DTypeLike

from lstm97.demands import floats, generator, is_one_of, number, numbers, of_kind, precision, whole
from lstm97.engine.activations import Array
from lstm97.engine.arrays.algebra import align, weigh
from lstm97.engine.spec import Spec, demand_spec, extent
from lstm97.records import brief, figures

if TYPE_CHECKING:
    from lstm97.engine.layer_stack import Stack

Weights = TypeVar("Weights", "Params", "Stack")  # of one network, or of all layers
BiasValues = float | Sequence[float] | Array


@brief
@dataclass(frozen=True, eq=False)
class Params:
    """Weights (or their gradient): ``hidden`` (U, Z[, N]) and ``output`` (K, Y[, N])."""

    spec: Any
    hidden: Array
    output: Array

    def __getitem__(self, names: tuple[str, str]) -> Array:
        """The weights of one kind of unit to one kind of source, (units, sources[, N]).

        ``params["net_in", "x"]`` is a window, so it can be written to; ``params["k", "y_c"]`` are
        weights of the outputs. Raises KeyError that says which names there are.
        """
        if not isinstance(names, tuple) or len(names) != 2:
            raise KeyError(f"weights of a network are named by (row, source), got {names!r}")
        row, source = names
        spec = self.spec
        if row == "k":
            weights: Array = self.output[:, spec.readable[checked_name(source, spec.readable)]]
            return weights
        rows = spec.rows[checked_name(row, (*spec.rows, "k"))]
        weights = self.hidden[rows, spec.sources[checked_name(source, spec.sources)]]
        return weights

    @property
    def trials(self) -> int | None:
        """Number of independent networks on the last axis; None for a single one."""
        return self.hidden.shape[2] if self.hidden.ndim == 3 else None

    @property
    def finite(self) -> bool:
        """Whether every weight is a number: False once a network has diverged."""
        return bool(np.isfinite(self.hidden).all() and np.isfinite(self.output).all())

    def map(self, f: Callable[..., Array], *others: Params) -> Params:
        """Apply ``f`` to ``hidden`` and ``output`` (and to those of ``others``)."""
        return replace(
            self,
            hidden=f(self.hidden, *(other.hidden for other in others)),
            output=f(self.output, *(other.output for other in others)),
        )

    def astype(self, dtype: DTypeLike) -> Params:
        """The same weights in another precision."""
        return self.map(lambda array: array.astype(dtype))

    def take(self, trials: Any) -> Params:
        """Some of the trials, by index, slice or boolean mask; an int gives a single network.

        Raises IndexError for trials that there are not, and ValueError for a single network.
        """
        if self.trials is None:
            raise ValueError("a single network has no trials to take from")
        try:
            return self.map(lambda array: array[..., trials])
        except (IndexError, TypeError, ValueError):
            raise IndexError(
                f"trials must choose from {self.trials} networks, got {figures(trials)}"
            ) from None


def checked_name(name: str, names: Iterable[str]) -> str:
    """The name itself; KeyError that says which there are for any other."""
    known = tuple(names)
    if not is_one_of(name, known):
        raise KeyError(f"no {name!r} in this network; there are {', '.join(known)}")
    return name


def stack(networks: Sequence[Params]) -> Params:
    """Single networks of one spec side by side on a new last axis of trials.

    Raises ValueError for none, for networks of different specs, and for batches of trials.
    """
    of_kind("networks", networks, (list, tuple), "a list of weights of single networks")
    for params in networks:
        of_kind("networks", params, Params, "weights of single networks each")
    if not networks:
        raise ValueError("there must be at least one network to stack")
    first, *rest = networks
    if any(params.spec != first.spec for params in rest):
        raise ValueError("networks must be of one architecture to stand side by side")
    if any(params.trials is not None for params in networks):
        raise ValueError("only single networks can be stacked, not batches of trials")
    return first.map(lambda *arrays: np.stack(arrays, axis=-1), *rest)


def sgd(params: Weights, grad: Weights, rate: float | Array) -> Weights:
    """One plain gradient step, equation (17); ``rate`` may be one for each trial (N,)."""
    if not (hasattr(grad, "map") and hasattr(params, "map")):
        _demand_weights(params=params, grad=grad)
    if not isinstance(rate, float):
        rate = demand_rate(rate, params.trials)
    return params.map(lambda weight, slope: weight - np.asarray(rate, weight.dtype) * slope, grad)


def demand_rate(rate: Any, trials: int | None) -> Array:
    """A learning rate, or one for each trial; ValueError for anything else."""
    array = numbers("rate", rate)
    if array.shape not in ((), (trials,)) or not np.isfinite(array).all():
        wanted = "a finite number" if trials is None else f"a finite number, or {trials}"
        raise ValueError(f"rate must be {wanted}, got {figures(rate)}")
    return array


def clip(grad: Weights, norm: float) -> Weights:
    """A gradient scaled down where its Euclidean norm over all weights exceeds ``norm``.

    Each trial has its own. Works for weights of one network and of a stack. Raises ValueError for
    a norm that is not above 0.
    """
    _demand_weights(grad=grad)
    if not isinstance(norm, float | int | np.number) or not norm > 0:
        raise ValueError(f"norm must be above 0, got {norm}")
    squares: list[Array] = []

    def collect(array: Array) -> Array:
        squares.append(np.square(array).sum(axis=(0, 1)))
        return array

    grad.map(collect)
    share = norm / np.maximum(np.sqrt(np.sum(squares, axis=0)), norm)
    return grad.map(lambda array: (array * share).astype(array.dtype))


def _demand_weights(**given: Any) -> None:
    for name, weights in given.items():
        if not hasattr(weights, "map"):
            raise TypeError(f"{name} must be weights of a network, got {figures(weights)}")


@lru_cache
def masks(spec: Spec) -> Params:
    """1 where a connection exists, 0 where the architecture has none (read-only)."""
    hidden = np.ones((extent(spec.rows), extent(spec.sources)))
    output = np.ones((spec.outputs, extent(spec.readable)))
    for array, row, column in spec.absent:
        if array == "hidden":
            hidden[spec.rows[row], spec.sources[column]] = 0
        else:
            output[:, spec.readable[column]] = 0
    hidden.flags.writeable = output.flags.writeable = False
    return Params(spec, hidden, output)


def count(spec: Spec) -> int:
    """Number of adjustable weights, as the paper's tables count them."""
    demand_spec(spec)
    mask = masks(spec)
    return int(mask.hidden.sum() + mask.output.sum())


def draw(
    spec: Spec,
    *,
    rng: np.random.Generator,
    scale: float = 0.1,
    biases: Mapping[str, BiasValues] | None = None,
    trials: int | None = None,
    dtype: DTypeLike = np.float64,
) -> Params:
    """Weights uniform in [-scale, scale], as in all of the paper's experiments.

    ``biases`` then sets the bias of named rows, e.g. ``{"net_in": (-2, -4)}``: one number for all
    units of that kind or one each. Raises ValueError for a row that the network does not have.
    """
    demand_spec(spec)
    generator(rng)
    dtype = precision(dtype)
    if number("scale", scale, "0 or more") < 0:
        raise ValueError(f"scale must be 0 or more, got {scale}")
    of_kind("biases", biases, (Mapping, type(None)), "biases by the names of rows, or None")
    tail = () if trials is None else (whole("trials", trials, 1),)
    mask = masks(spec)

    def uniform(present: Array) -> Array:
        weights = rng.uniform(-scale, scale, present.shape + tail)
        return (weights * align(present, weights)).astype(dtype)

    params = mask.map(uniform)
    for row, value in (biases or {}).items():
        _set_bias(params, row, value)
    return params


def net_inputs(
    params: Params,
    x: Array,
    y: Array,
    recorded: Array | None = None,
    cuts: Iterable[str] = (),
) -> Array:
    """net_l(t) = sum over u of w_lu y_u of all hidden units, (U[, N]).

    ``x`` (I[, N]) are the inputs, ``y`` (R[, N]) the fed-back activations; the rows named in
    ``cuts`` listen to ``recorded`` activations instead, where these are given.
    """
    net = _net(params.hidden, x, y)
    if recorded is not None:
        for edge in cuts:
            rows = params.spec.rows[edge]
            net[rows] = _net(params.hidden[rows], x, recorded)
    return net


def _net(weights: Array, x: Array, y: Array) -> Array:
    """Inputs, fed-back activations and a 1, weighed by the columns that listen to them."""
    inputs = len(x)
    net = weigh(weights[:, inputs:-1], y)
    net += align(weigh(weights[:, :inputs], x), net)
    net += align(weights[:, -1], net)
    return net


def _set_bias(params: Params, row: str, value: BiasValues) -> None:
    rows = params.spec.rows
    if row not in rows:
        raise ValueError(f"biases: no units {row!r} in this network; it has {', '.join(rows)}")
    column = params.hidden[rows[row], params.spec.sources["bias"]][:, 0]
    values = floats(f"bias of {row}", value, params.hidden.dtype)
    if not np.isfinite(values).all():
        raise ValueError(f"bias of {row} must be finite numbers, got {figures(value)}")
    if values.ndim == 1 and column.ndim == 2 and len(values) == column.shape[0]:
        values = values[:, None]
    try:
        column[...] = values
    except ValueError:
        raise ValueError(
            f"bias of {row} needs one number or {column.shape[0]}, got {values.shape}"
        ) from None
