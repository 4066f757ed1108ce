"""The architecture of a stack: the specs of its layers, and how layers fit on each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from lstm97.demands import is_one_of, of_kind
from lstm97.engine.params import count
from lstm97.engine.registry import NETWORKS
from lstm97.engine.spec import hidden_units
from lstm97.engine.weights.refusals import REFUSALS, refuse


@dataclass(frozen=True)
class Spec:
    """The architecture: the specs of all ``layers``, the one that hears the inputs first.

    Only the last may have outputs. Raises ValueError for layers that do not fit on each other.
    """

    slug: ClassVar[str] = "stacked"

    layers: tuple[Any, ...]

    def __post_init__(self) -> None:
        if not self.layers:
            raise ValueError("there must be at least one layer")
        for n, (below, above) in enumerate(zip(self.layers, self.layers[1:], strict=False), 1):
            if below.outputs:
                raise ValueError(f"layer {n} must have no outputs, got {below.outputs}")
            if above.inputs != hidden_units(below):
                raise ValueError(
                    f"layer {n + 1} must have {hidden_units(below)} inputs, what layer {n} shows, "
                    f"got {above.inputs}"
                )

    @property
    def inputs(self) -> int:
        """Number of inputs I of the first layer."""
        return int(self.layers[0].inputs)

    @property
    def outputs(self) -> int:
        """Number of outputs K of the last layer."""
        return int(self.layers[-1].outputs)

    @property
    def weights(self) -> int:
        """Number of adjustable weights of all layers."""
        return sum(count(layer) for layer in self.layers)


def spec(
    kind: str,
    *,
    inputs: int,
    units: Sequence[int],
    outputs: int = 0,
    output: str = "logistic",
    **options: Any,
) -> Spec:
    """Layers of one kind of network, ``units`` of them each: hidden units, or blocks of an LSTM.

    ``options`` are those of the network's own Spec, the same for all layers. Raises ValueError for
    an unknown kind and for what the engine does not do; see `weights.refusals.REFUSALS`.
    """
    refuse(options)
    of_kind("units", units, (list, tuple), "a number of units for each layer")
    if not is_one_of(kind, NETWORKS):
        raise ValueError(f"no network {kind!r}; there are {', '.join(NETWORKS)}")
    asked = {name: value for name, value in options.items() if name not in REFUSALS}
    name = "blocks" if NETWORKS[kind].family == "lstm" else "hidden"
    layers: list[Any] = []
    for n, size in enumerate(units, start=1):
        heard = hidden_units(layers[-1]) if layers else inputs
        top = {"outputs": outputs, "output": output} if n == len(units) else {"outputs": 0}
        layers.append(NETWORKS[kind].spec(inputs=heard, **{name: size}, **top, **asked))
    return Spec(tuple(layers))
