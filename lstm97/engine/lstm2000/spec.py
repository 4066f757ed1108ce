"""What cells with a forget gate consist of: units, who listens to whom, what a step leaves.

Kept apart from what is done with it, so that going forward and going back can share it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, NamedTuple

from lstm97.demands import at_least
from lstm97.engine.activations import Array
from lstm97.engine.spec import known_activations, known_biases, missing_biases, slices
from lstm97.records import brief


@dataclass(frozen=True)
class Spec:
    """The architecture: ``blocks`` of ``size`` cells, each with three gates.

    ``bias`` lists the kinds of unit that have one (in, forget, out, c, k). How much is kept at the
    start is a matter of the weights: ``init(spec, biases={"net_forget": 3.0}, ...)``.
    Without ``outputs`` there is no output layer. With g and h tanh it is the LSTM of PyTorch and
    Keras, whose gates stand in the order in, forget, cell, out. Raises ValueError for sizes or
    activations that make no network.
    """

    slug: ClassVar[str] = "lstm2000"

    inputs: int
    outputs: int
    blocks: int = 1
    size: int = 1
    g: str = "g"
    h: str = "h"
    output: str = "logistic"
    shortcut: bool = False
    bias: tuple[str, ...] = ("in", "forget", "out", "c", "k")

    def __post_init__(self) -> None:
        at_least(1, inputs=self.inputs, blocks=self.blocks, size=self.size)
        at_least(0, outputs=self.outputs)
        known_activations(self.g, self.h, self.output)
        known_biases(self, ("in", "forget", "out", "c", "k"))

    @property
    def cells(self) -> int:
        """Number of memory cells C."""
        return self.blocks * self.size

    @cached_property
    def rows(self) -> dict[str, slice]:
        """The hidden layer's net inputs: gates first, then cells."""
        gates = self.blocks
        return slices(net_in=gates, net_forget=gates, net_out=gates, net_c=self.cells)

    @cached_property
    def sources(self) -> dict[str, slice]:
        """What the hidden layer listens to: x(t), then y_c(t-1), then 1."""
        return slices(x=self.inputs, y_c=self.cells, bias=1)

    @cached_property
    def readable(self) -> dict[str, slice]:
        """What the outputs listen to at the same time step."""
        return slices(y_c=self.cells, x=self.inputs if self.shortcut else 0, bias=1)

    @cached_property
    def absent(self) -> tuple[tuple[str, str, str], ...]:
        """Connections that this architecture lacks."""
        return missing_biases(self.rows, self.bias)


@brief
class State(NamedTuple):
    """What a step hands to the next: cell outputs ``y`` and states ``s``, (C[, N]) each."""

    y: Array
    s: Array


@brief
class Gates(NamedTuple):
    """Every intermediate value of the hidden layer at a time step, (units[, N]) each."""

    net_in: Array
    net_forget: Array
    net_out: Array
    net_c: Array
    y_in: Array
    y_forget: Array
    y_out: Array
    g: Array
    s: Array
    h: Array
    y_c: Array
