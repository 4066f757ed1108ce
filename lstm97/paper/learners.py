"""Which code trains which row, and on which kind of sequences.

All learners have ``params``, the weights as they are, and ``learn_block``, which takes a block
and returns for each of its sequences the mean absolute error and whether it was correct.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np

from lstm97.engine import FULL, TRUNCATED, Params, backward, forward, sgd
from lstm97.engine.activations import Array
from lstm97.engine.errorflow import Cuts
from lstm97.paper import online
from lstm97.paper.feed import Block, draw_block, widened
from lstm97.paper.row import Row
from lstm97.tasks.criteria import last
from lstm97.tasks.sequences import Bools, Ints


class Learner(Protocol):
    """The weights of several trials while they learn."""

    @property
    def params(self) -> Params: ...

    def learn_block(self, block: Any) -> tuple[Array, Bools]:
        """Learn; mean absolute errors and correctness, (count, N) each."""


class AtEnd:
    """Learners whose error enters at sequence end: grades what ``step`` answered."""

    def __init__(self, step: Any, rows: Sequence[Row]) -> None:
        self._step = step
        self._tolerance = np.array([row.make.tolerance or 0.0 for row in rows])

    @property
    def params(self) -> Params:
        """The weights as they are now."""
        params: Params = self._step.params
        return params

    def learn_block(self, block: Block) -> tuple[Array, Bools]:
        """Learn every sequence of a block in turn."""
        outputs = self._step.learn_block(block)
        error = np.abs(block.goal - outputs).mean(axis=1)
        near = np.abs(block.clean - outputs) < self._tolerance
        return error, np.asarray(near.all(axis=1))


class Whole:
    """Any network of the engine, by the truncated or the full gradient at sequence end."""

    def __init__(self, params: Params, rates: Array, cuts: Cuts) -> None:
        self.params, self._rates, self._cuts = params, rates, cuts

    def learn_block(self, block: Block) -> Array:
        """Learn every sequence of a block in turn; the outputs (count, K, N)."""
        return np.stack([self._learn(block, k) for k in range(len(block.goal))])

    def _learn(self, block: Block, k: int) -> Array:
        lengths: Ints = block.lengths[k]
        xs = block.xs[k, : lengths.max()]
        teach = np.arange(len(xs))[:, None] == lengths - 1
        targets = np.broadcast_to(block.goal[k], (len(xs), *block.goal[k].shape))
        trace = forward(self.params, xs, targets, teach)
        self.params = sgd(self.params, backward(trace, cuts=self._cuts).grad, self._rates)
        return last(trace.y_k, lengths)


def learner(params: Params, rows: Sequence[Row]) -> Learner:
    """The learner for trials of these rows, which must share architecture and rule."""
    rates = np.array([row.rate for row in rows])
    if rows[0].rule == "sequence" and online.fits(params.spec):
        return AtEnd(online.Online(params, rates), rows)
    return AtEnd(Whole(params, rates, FULL if rows[0].rule == "full" else TRUNCATED), rows)


def feed(rows: Sequence[Row], rngs: Sequence[np.random.Generator]) -> Callable[[], Any]:
    """What hands the learner its next block; fewer rngs than rows repeat every trial."""
    tasks = [row.make for row in rows[: len(rngs)]]
    if len(rngs) < len(rows):
        return lambda: widened(draw_block(tasks, rngs))
    return lambda: draw_block(tasks, rngs)


def proof(trial: Any, params: Params, correct: Bools) -> bool:
    """The test with weights held still; see `stops.proven`."""
    raise NotImplementedError
