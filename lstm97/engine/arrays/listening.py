"""How the net inputs of a whole sequence come about, with as few Python calls a step as can be.

Few inputs are weighed together with what is fed back, many for all time steps at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from lstm97.engine.activations import Array
from lstm97.engine.arrays.algebra import align, recurrence, weigh_all
from lstm97.engine.spec import Spec
from lstm97.engine.trace import NetworkInputs

FEW_INPUTS = 16  # measured: with more, one product for all time steps pays


class Listener(NamedTuple):
    """How net inputs come about: ``hear(sources[t], net[t])`` completes ``net`` (T, U[, N])."""

    net: Array
    sources: Array
    hear: Callable[[Array, Array], Array]


def listen(
    spec: Spec, weights: Array, inputs: NetworkInputs, room: Array, *, heard: bool = True
) -> Listener:
    """Net inputs from ``weights`` (U, Z[, N]) of what stands in ``room`` (T + 1, Z[, N]).

    Without ``heard`` no unit listens to another, and all net inputs are complete at once.
    """
    if heard and spec.inputs <= FEW_INPUTS:
        net = np.empty((len(room) - 1, len(weights), *room.shape[2:]), room.dtype)
        return Listener(net, room[:-1], recurrence(weights))
    net = weigh_all(weights[:, spec.sources["x"]], inputs.xs)
    net += align(weights[:, -1], net[0])
    recur, fed_back = recurrence(weights[:, spec.inputs : -1]), np.empty_like(net[0])
    return Listener(
        net,
        room[:-1, spec.inputs : -1],
        lambda before, out: np.add(out, recur(before, fed_back), out),
    )
