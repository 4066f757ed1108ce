"""Learning on-line, one sequence after the other, by the paper's plain gradient step.

A run is a generator of snapshots: whoever iterates decides when to draw, to save, or to stop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from lstm97.engine.activations import Array
from lstm97.engine.errorflow import TRUNCATED, Cuts
from lstm97.engine.network import Network
from lstm97.engine.params import Params, sgd

Draw = Callable[[np.random.Generator], tuple[Any, Any, Any]]


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The state of learning after ``sequences`` sequences (of each trial).

    ``loss`` ([N]) is the mean over the sequences since the snapshot before of the sum of E(t),
    nan in the first, which is the untrained network; ``diverged`` says that weights are no longer
    finite numbers, after which there is no further snapshot.
    """

    sequences: int
    params: Params
    loss: Array
    diverged: bool = False


def train(
    network: Network,
    params: Params,
    draw: Draw,
    *,
    rate: float | Array,
    rng: np.random.Generator,
    cuts: Cuts = TRUNCATED,
    every: int = 100,
) -> Iterator[Snapshot]:
    """Train for as long as the caller iterates; a snapshot each ``every`` sequences.

    ``draw(rng)`` gives (xs, targets, teach) of the next sequence, or of the next of each trial.
    Two networks trained with equal ``draw`` and equally seeded ``rng`` see the same sequences.
    Raises ValueError for an ``every`` below 1.
    """
    if every < 1:
        raise ValueError(f"every must be 1 or more, got {every}")
    seen = 0
    yield Snapshot(seen, params, np.full(params.hidden.shape[2:], np.nan))
    while True:
        total = np.zeros(params.hidden.shape[2:])
        for _ in range(every):
            trace = network.forward(params, *draw(rng))
            grad = network.backward(trace, cuts=cuts, exact=False).grad
            with np.errstate(over="ignore", invalid="ignore"):
                params = sgd(params, grad, rate)
            total = total + trace.loss.sum(axis=0)
            seen += 1
            if not params.finite:
                yield Snapshot(seen, params, total / (seen % every or every), diverged=True)
                return
        yield Snapshot(seen, params, total / every)
