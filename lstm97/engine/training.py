"""Learning on-line, one sequence after the other, by the paper's plain gradient step.

A run is a generator of snapshots: the caller decides when to draw, to save, or to stop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic

import numpy as np

from lstm97.demands import at_least, number
from lstm97.engine.activations import Array
from lstm97.engine.errorflow import TRUNCATED, Cuts
from lstm97.engine.params import Weights, clip, demand_rate, sgd
from lstm97.records import brief, figures

Draw = Callable[[np.random.Generator], tuple[Any, Any, Any]]


@brief
@dataclass(frozen=True, eq=False)
class Snapshot(Generic[Weights]):
    """The state of learning after ``sequences`` sequences (of each trial).

    ``loss`` ([N]) is the mean over the sequences since the snapshot before of the sum of E(t),
    nan in the first, which is the untrained network; ``diverged`` says that weights are no longer
    finite numbers, after which there is no further snapshot.
    """

    sequences: int
    params: Weights
    loss: Array
    diverged: bool = False


def train(
    network: Any,
    params: Weights,
    draw: Draw,
    *,
    rate: float | Array,
    rng: np.random.Generator,
    cuts: Cuts = TRUNCATED,
    every: int = 100,
    criterion: str = "squared",
    norm: float | None = None,
) -> Iterator[Snapshot[Weights]]:
    """Train for as long as the caller iterates; a snapshot each ``every`` sequences.

    ``draw(rng)`` gives (xs, targets, teach) of the next sequence, or of the next of each trial.
    Two networks trained with equal ``draw`` and equally seeded ``rng`` see the same sequences.
    ``network`` and ``params`` may be a stack's. ``criterion`` is one of `losses.LOSSES`; gradients
    longer than ``norm`` are clipped. Raises ValueError for an ``every`` below 1.
    """
    _demand(network, params, draw, rate, norm)
    at_least(1, every=every)
    seen, tail = 0, () if params.trials is None else (params.trials,)
    yield Snapshot(seen, params, np.full(tail, np.nan))
    while True:
        total = np.zeros(tail)
        for _ in range(every):
            trace = network.forward(params, *_example(draw(rng)), criterion=criterion)
            grad = network.backward(trace, cuts=cuts, exact=False).grad
            with np.errstate(over="ignore", invalid="ignore"):
                params = sgd(params, grad if norm is None else clip(grad, norm), rate)
            total = total + trace.loss.sum(axis=0)
            seen += 1
            if not params.finite:
                yield Snapshot(seen, params, total / (seen % every or every), diverged=True)
                return
        yield Snapshot(seen, params, total / every)


def _demand(network: Any, params: Any, draw: Any, rate: Any, norm: Any) -> None:
    """Raise TypeError or ValueError for what cannot be trained, before anything is."""
    for name, value, part in (("network", network, "backward"), ("params", params, "finite")):
        if not hasattr(value, part):
            what = "one of NETWORKS or STACK" if name == "network" else "weights of a network"
            raise TypeError(f"{name} must be {what}, got {figures(value)}")
    if not callable(draw):
        raise TypeError(f"draw must be a function of rng, got {figures(draw)}")
    demand_rate(rate, params.trials)
    if norm is not None:
        number("norm", norm, "a number above 0, or None")


def _example(given: Any) -> tuple[Any, Any, Any]:
    """What the caller drew: inputs, targets, and where they are taught."""
    if not isinstance(given, tuple | list) or len(given) != 3:
        raise TypeError(f"draw must give (xs, targets, teach), got {figures(given)}")
    xs, targets, teach = given
    return xs, targets, teach
