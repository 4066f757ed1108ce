"""Recurrent layers as they were found in a file, before any of their numbers is read.

What a layer is follows from the names and shapes of its arrays; what does not follow from them is
told by a config or asked for, and what had to be assumed is listed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, Literal

from lstm97.formats.refusal import FileRefusal
from lstm97.records import brief

Framework = Literal["torch", "keras"]
Kind = Literal["lstm", "gru", "rnn"]
KINDS: dict[int, Kind] = {4: "lstm", 3: "gru", 1: "rnn"}  # by blocks of rows: gates, and the cell
ROLES: dict[str, tuple[str, ...]] = {
    "torch": ("weight_ih", "weight_hh", "bias_ih", "bias_hh"),
    "keras": ("kernel", "recurrent_kernel", "bias"),
}


@dataclass(frozen=True)
class Part:
    """One recurrent layer, or one direction of it.

    ``arrays`` has the name in the file for each role (`ROLES`), ``activation`` the function that is
    no gate's ("tanh", ...), ``reset`` where the reset gate of a GRU stands ("after", "before", ""
    if it can't be told). ``backwards`` layers hear the last time step first. ``assumptions`` name
    what the file does not tell. ``trouble`` is why the layer can't be run, or None.
    """

    name: str
    framework: Framework
    kind: Kind
    inputs: int
    hidden: int
    arrays: Mapping[str, str]
    activation: str = "tanh"
    reset: str = ""
    backwards: bool = False
    assumptions: tuple[str, ...] = ()
    trouble: FileRefusal | None = None

    @property
    def biased(self) -> bool:
        """Whether it has biases."""
        return any(role.startswith("bias") for role in self.arrays)


@brief
@dataclass(frozen=True)
class Candidate:
    """A network that a file holds: layers from the bottom up, and the name to ask for it by.

    ``assumptions`` are what the file does not tell: "activation" (tanh was taken), "stacked"
    (layers follow each other, as far as names and sizes say).
    """

    name: str
    layers: tuple[Part, ...]
    assumptions: tuple[str, ...] = field(default=())

    @property
    def framework(self) -> Framework:
        """Whose names and whose order of gates."""
        return self.layers[0].framework

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kind of each layer."""
        return tuple(layer.kind for layer in self.layers)

    @property
    def inputs(self) -> int:
        """Number of inputs of the first layer."""
        return self.layers[0].inputs

    @property
    def hidden(self) -> tuple[int, ...]:
        """Number of units of each layer."""
        return tuple(layer.hidden for layer in self.layers)

    @property
    def trouble(self) -> FileRefusal | None:
        """Why it can't be run, or None."""
        return next((layer.trouble for layer in self.layers if layer.trouble), None)


def candidate(name: str, layers: tuple[Part, ...], *assumed: str) -> Candidate:
    """Layers that stand on each other, with what was assumed of any of them."""
    of_layers = dict.fromkeys(one for layer in layers for one in layer.assumptions)
    return Candidate(name, layers, tuple(dict.fromkeys((*assumed, *of_layers))))


def fitting(layers: tuple[Part, ...]) -> FileRefusal | None:
    """None if every layer hears as many numbers as the one below shows, else what is said."""
    for below, above in pairwise(layers):
        if below.hidden != above.inputs:
            values = {"hidden": below.hidden, "next": above.name, "inputs": above.inputs}
            return FileRefusal("no-chain", name=below.name, **values)
    return None


def with_options(part: Part, options: Mapping[str, Any]) -> Part:
    """The layer with what was told about it; see `read` for the names of options."""
    told = {name: value for name, value in options.items() if value is not None}
    kept = tuple(one for one in part.assumptions if one not in told)
    return replace(part, assumptions=kept, **told)
