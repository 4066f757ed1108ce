"""What a network of memory cells consists of: its units, who listens to whom, what a step leaves.

Kept apart from what is done with it, so that going forward and going back can share it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, NamedTuple

from lstm97.demands import at_least
from lstm97.engine.activations import ACTIVATIONS, Array
from lstm97.engine.spec import known_activations, known_biases, missing_biases, slices
from lstm97.records import brief


@dataclass(frozen=True)
class Spec:
    """The architecture; the defaults are the paper's cell fed by inputs and cell outputs.

    ``bias`` lists the kinds of unit that have one (in, out, c, i, k). ``gates_fed_back`` adds the
    gates to what the hidden layer listens to, ``shortcut`` the inputs to what the outputs listen
    to; ``recurrent=False`` leaves the carousel as the only loop (experiments 2a and 2b). Without
    ``outputs`` there is no output layer.
    Raises ValueError for sizes or activations that make no network.
    """

    slug: ClassVar[str] = "lstm97"

    inputs: int
    outputs: int
    blocks: int = 1
    size: int = 1
    hidden: int = 0
    g: str = "g"
    h: str = "h"
    output: str = "logistic"
    output_gate: bool = True
    gates_fed_back: bool = False
    recurrent: bool = True
    shortcut: bool = False
    bias: tuple[str, ...] = ("in", "out", "c", "i", "k")

    def __post_init__(self) -> None:
        at_least(1, inputs=self.inputs, blocks=self.blocks, size=self.size)
        at_least(0, outputs=self.outputs, hidden=self.hidden)
        known_activations(self.g, self.h, self.output)
        known_biases(self, ("in", "out", "c", "i", "k"))
        if ACTIVATIONS[self.g].curve is None:
            raise ValueError(f"g must be a sigmoid, got {self.g!r}")
        if self.h != "identity" and ACTIVATIONS[self.h].curve is None:
            raise ValueError(f"h must be a sigmoid or the identity, got {self.h!r}")

    @property
    def cells(self) -> int:
        """Number of memory cells C."""
        return self.blocks * self.size

    @cached_property
    def rows(self) -> dict[str, slice]:
        """The hidden layer's net inputs: gates first, then cells, then conventional units."""
        outs = self.blocks if self.output_gate else 0
        return slices(net_in=self.blocks, net_out=outs, net_c=self.cells, net_i=self.hidden)

    @cached_property
    def sources(self) -> dict[str, slice]:
        """What the hidden layer listens to: x(t), then y(t-1) of its own units, then 1."""
        ins = self.blocks if self.gates_fed_back else 0
        outs = ins if self.output_gate else 0
        return slices(x=self.inputs, y_c=self.cells, y_in=ins, y_out=outs, y_i=self.hidden, bias=1)

    @cached_property
    def readable(self) -> dict[str, slice]:
        """What the outputs listen to at the same time step."""
        shortcut = self.inputs if self.shortcut else 0
        return slices(y_c=self.cells, y_i=self.hidden, x=shortcut, bias=1)

    @cached_property
    def absent(self) -> tuple[tuple[str, str, str], ...]:
        """Connections that this architecture lacks."""
        deaf = () if self.recurrent else ("y_c", "y_in", "y_out", "y_i")
        return missing_biases(self.rows, self.bias) + tuple(
            ("hidden", row, source) for row in self.rows for source in deaf
        )


@brief
class State(NamedTuple):
    """What a step hands to the next: fed-back activations ``y`` (R[, N]) and ``s`` (C[, N])."""

    y: Array
    s: Array


@brief
class Gates(NamedTuple):
    """Every intermediate value of the hidden layer at a time step, (units[, N]) each."""

    net_in: Array
    net_out: Array
    net_c: Array
    net_i: Array
    y_in: Array
    y_out: Array
    g: Array
    s: Array
    h: Array
    y_c: Array
    y_i: Array
