"""The shape of a network, the same questions for every kind: what it has, and who listens to whom.

Each network has a Spec of its own, made with the functions below; here is what all of them answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import accumulate
from typing import Any, Protocol

from lstm97.demands import is_one_of
from lstm97.engine.activations import ACTIVATIONS, Activation
from lstm97.records import figures


class Spec(Protocol):
    """The shape of a network: what its units are and who listens to whom.

    ``rows`` names the hidden layer's net inputs, ``sources`` what they listen to at a time step
    (inputs, fed-back activations, bias), ``readable`` what the outputs listen to.
    ``absent`` lists connections that do not exist: (array, row name, column name).
    """

    @property
    def inputs(self) -> int: ...
    @property
    def outputs(self) -> int: ...
    @property
    def output(self) -> str: ...
    @property
    def shortcut(self) -> bool: ...
    @property
    def rows(self) -> dict[str, slice]: ...
    @property
    def sources(self) -> dict[str, slice]: ...
    @property
    def readable(self) -> dict[str, slice]: ...
    @property
    def absent(self) -> tuple[tuple[str, str, str], ...]: ...
    def __hash__(self) -> int: ...


def slices(**sizes: int) -> dict[str, slice]:
    """Consecutive slices of the given sizes, by name."""
    ends = accumulate(sizes.values())
    return {
        name: slice(end - size, end) for (name, size), end in zip(sizes.items(), ends, strict=True)
    }


def hidden_units(spec: Spec) -> int:
    """Number of units S that the hidden layer shows to outputs, or to a layer above."""
    return int(spec.readable["x"].start)


def extent(parts: Mapping[str, slice]) -> int:
    """Length of an axis that is cut into ``parts``."""
    return max((part.stop for part in parts.values()), default=0)


def missing_biases(rows: Iterable[str], bias: Iterable[str]) -> tuple[tuple[str, str, str], ...]:
    """The bias connections that do not exist when only the kinds in ``bias`` have one."""
    hidden = [("hidden", row, "bias") for row in rows if row.removeprefix("net_") not in bias]
    return (*hidden, *([] if "k" in bias else [("output", "k", "bias")]))


def known_activations(*slugs: str) -> None:
    """Raise ValueError that names the first slug that is not an activation."""
    for slug in slugs:
        if not is_one_of(slug, ACTIVATIONS):
            raise ValueError(f"no activation {slug!r}; there are {', '.join(ACTIVATIONS)}")


def known_biases(spec: Any, kinds: Iterable[str]) -> None:
    """Raise ValueError unless ``bias`` of a spec is a collection of kinds of unit."""
    kinds = tuple(kinds)
    given = spec.bias
    named = isinstance(given, Collection) and not isinstance(given, str)
    if not named or not all(is_one_of(one, kinds) for one in given):
        raise ValueError(f"bias must name kinds of unit ({', '.join(kinds)}), got {given!r}")


def demand_spec(spec: Any) -> None:
    """Raise TypeError unless this is the architecture of a network."""
    if not hasattr(spec, "absent"):
        raise TypeError(f"spec must be the architecture of a network, got {figures(spec)}")


def output_activation(spec: Spec) -> Activation:
    """The squashing function of the output units."""
    return ACTIVATIONS[spec.output]
