"""What a network of gated units consists of: its units, who listens to whom, what a step leaves.

Kept apart from what is done with it, so that going forward and going back can share it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, NamedTuple

from lstm97.demands import at_least, is_one_of
from lstm97.engine.activations import Array
from lstm97.engine.spec import known_activations, known_biases, missing_biases, slices
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
        if not is_one_of(self.reset, RESETS):
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
        return (*missing_biases(self.rows, self.bias), *missing)

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
