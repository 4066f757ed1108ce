"""Which code trains which row, and on which kind of sequences.

All learners have ``params``, the weights as they are, and ``learn_block``, which takes a block
and returns for each of its sequences the mean absolute error and whether it was correct.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from lstm97.engine import FULL, TRUNCATED, Params, backward, forward, sgd
from lstm97.engine.activations import Array
from lstm97.engine.errorflow import Cuts
from lstm97.paper.data.row import Row
from lstm97.paper.learn import online, unfed
from lstm97.paper.learn.feed import Block, draw_block
from lstm97.paper.learn.growing import Growing
from lstm97.paper.learn.proofs import PAIRS
from lstm97.paper.learn.stepwise import Stepwise
from lstm97.paper.learn.strings import draw_long_lag, draw_noise_free, draw_reber
from lstm97.paper.learn.unfed import Unfed
from lstm97.paper.learn.wide import Wide
from lstm97.tasks.criteria import last
from lstm97.tasks.sequences import Bools, Ints

if TYPE_CHECKING:
    from lstm97.paper.learn.trial import Trial


class Learner(Protocol):
    """The weights of several trials while they learn."""

    @property
    def params(self) -> Params: ...

    def learn_block(self, block: Any) -> tuple[Array, Bools]:
        """Learn; mean absolute errors and correctness, (count, N) each."""


class Answering(Protocol):
    """What learns at sequence end and tells what it said, not whether that was right."""

    @property
    def params(self) -> Params: ...

    def answer_block(self, block: Block) -> Array:
        """Learn every sequence of a block in turn; the outputs (count, K, N) before each step."""


class AtEnd:
    """Learners whose error enters at sequence end: grades what ``learner`` answered."""

    def __init__(self, learner: Answering, rows: Sequence[Row]) -> None:
        self._learner = learner
        self._tolerance = np.array([row.make.tolerance or 0.0 for row in rows])

    @property
    def params(self) -> Params:
        """The weights as they are now."""
        return self._learner.params

    def learn_block(self, block: Block) -> tuple[Array, Bools]:
        """Learn every sequence of a block in turn."""
        outputs = self._learner.answer_block(block)
        error = np.abs(block.goal - outputs).mean(axis=1)
        near = np.abs(block.clean - outputs) < self._tolerance
        return error, np.asarray(near.all(axis=1))


class Whole:
    """Any network of the engine, by the truncated or the full gradient at sequence end."""

    def __init__(self, params: Params, rates: Array, cuts: Cuts) -> None:
        self.params, self._rates, self._cuts = params, rates, cuts

    def answer_block(self, block: Block) -> Array:
        """Learn every sequence of a block in turn; the outputs (count, K, N) before each step."""
        return np.stack([self._learn(block, k) for k in range(len(block.goal))])

    def _learn(self, block: Block, k: int) -> Array:
        lengths: Ints = block.lengths[k]
        xs = block.xs[k, : lengths.max()]
        teach = np.arange(len(xs))[:, None] == lengths - 1
        targets = np.broadcast_to(block.goal[k], (len(xs), *block.goal[k].shape))
        trace = forward(self.params, xs, targets, teach)
        self.params = sgd(self.params, backward(trace, cuts=self._cuts).grad, self._rates)
        return last(trace.y_k, lengths)


def learner(params: Params, trials: Sequence[Trial]) -> Learner:
    """The learner for these trials, one column of ``params`` each, of one architecture and rule."""
    rows = [trial.row for trial in trials]
    rates = np.array([row.rate for row in rows])
    tolerance = np.array([row.notes.get("tolerance", 0.0) for row in rows])
    row = rows[0]
    if row.task == "long-lag" and unfed.fits(params.spec):
        return Unfed(params, rates)
    if row.task == "long-lag" and online.fits(params.spec):
        return Wide(params, rates)
    if row.task == "embedded-reber":
        return Stepwise(params, rates, at_end=row.rule == "sequence", tolerance=tolerance)
    if row.grow is not None:
        return Growing(
            params,
            rates,
            grow=row.grow,
            seen=trials[0].seen,
            at_end=row.rule == "sequence",
            only_last=bool(row.notes.get("only_last")),
            regular=row.task == "noise-free",
            tolerance=tolerance,
        )
    if row.rule == "sequence" and online.fits(params.spec):
        return AtEnd(online.Online(params, rates), rows)
    return AtEnd(Whole(params, rates, FULL if row.rule == "full" else TRUNCATED), rows)


def feed(trials: Sequence[Trial]) -> Callable[[], Any]:
    """What hands these trials their next block."""
    row, rngs = trials[0].row, [trial.sequences for trial in trials]
    if row.task == "long-lag":
        return partial(draw_long_lag, row.parameters["p"], row.parameters["q"], rngs)
    if row.task == "embedded-reber":
        sets = [
            (trial.seed, trial.index % PAIRS, bool(trial.row.notes.get("distinct")))
            for trial in trials
        ]
        return partial(draw_reber, sets, rngs)
    if row.grow is not None:
        return partial(draw_noise_free, row.parameters["p"], row.task == "noise-free", rngs)
    return partial(draw_block, [trial.row.make for trial in trials], rngs)
