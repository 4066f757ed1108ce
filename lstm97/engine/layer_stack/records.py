"""What a stack of layers has: its weights, a time step of it, and whole passes both ways.

Each is a tuple of what a single network has, the first layer first, with the names of a single
network for what comes in at the bottom and goes out at the top.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from numpy.typing import DTypeLike

from lstm97.engine.activations import Array
from lstm97.engine.errorflow import ErrorFlow
from lstm97.engine.layer_stack.architecture import Spec
from lstm97.engine.notebook import bundle
from lstm97.engine.params import Params
from lstm97.engine.trace import Moment, NetworkInputs, Trace
from lstm97.records import brief


@brief
@dataclass(frozen=True, eq=False)
class Stack:
    """The weights of all layers (or their gradient), the first layer first."""

    layers: tuple[Params, ...]

    def __post_init__(self) -> None:
        if len({layer.trials for layer in self.layers}) > 1:
            raise ValueError("all layers must have equally many trials")
        Spec(tuple(layer.spec for layer in self.layers))

    @property
    def spec(self) -> Spec:
        """The architecture."""
        return Spec(tuple(layer.spec for layer in self.layers))

    @property
    def trials(self) -> int | None:
        """Number of independent networks on the last axis; None for a single one."""
        return self.layers[0].trials

    @property
    def finite(self) -> bool:
        """Whether every weight is a number."""
        return all(layer.finite for layer in self.layers)

    def map(self, f: Callable[..., Array], *others: Stack) -> Stack:
        """Apply ``f`` to every array of weights (and to those of ``others``)."""
        each = zip(self.layers, *(other.layers for other in others), strict=True)
        return Stack(tuple(layer.map(f, *rest) for layer, *rest in each))

    def astype(self, dtype: DTypeLike) -> Stack:
        """The same weights in another precision."""
        return self.map(lambda array: array.astype(dtype))

    def take(self, trials: Any) -> Stack:
        """Some of the trials, by index, slice or boolean mask; an int gives a single network."""
        return self.map(lambda array: array[..., trials])


@brief
class StackMoment(NamedTuple):
    """One time step of a forward pass, each layer's own record of it, and the outputs."""

    t: int
    layers: tuple[Moment, ...]
    net_k: Array  # (K[, N])
    y_k: Array  # (K[, N])
    loss: Array  # ([N])


@brief
@dataclass(frozen=True, eq=False)
class StackTrace:
    """A whole forward pass: the trace of each layer, whose inputs are what the one below showed."""

    layers: tuple[Trace, ...]

    @property
    def params(self) -> Stack:
        """The weights."""
        return Stack(tuple(layer.params for layer in self.layers))

    @property
    def inputs(self) -> NetworkInputs:
        """What the first layer was shown and the last one was taught."""
        return self.layers[-1].inputs._replace(xs=self.layers[0].inputs.xs)

    @property
    def steps(self) -> int:
        """Number of time steps T."""
        return self.layers[-1].steps

    @property
    def y_k(self) -> Array:
        """Outputs of the last layer, (T, K[, N])."""
        return self.layers[-1].y_k

    @property
    def loss(self) -> Array:
        """E(t), (T[, N])."""
        return self.layers[-1].loss


@brief
@dataclass(frozen=True, eq=False)
class StackFlow:
    """A whole backward pass: the error flow of each layer, and the gradient of all weights."""

    trace: StackTrace
    layers: tuple[ErrorFlow, ...]

    @property
    def grad(self) -> Stack:
        """The gradient, of the same type as the weights."""
        return Stack(tuple(layer.grad for layer in self.layers))

    def to_inputs(self) -> Array:
        """dE/dx(t) of the first layer, (T, I[, N])."""
        return self.layers[0].to_inputs()

    def to_start(self) -> tuple[Any, ...]:
        """dE/d of every layer's state before the first step."""
        return tuple(layer.to_start() for layer in self.layers)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return bundle(self)
