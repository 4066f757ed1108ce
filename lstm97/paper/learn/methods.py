"""Which code trains a row: one `Method` for each way of learning, by the name a row has for it.

A learner has ``params``, the weights as they are, and ``learn_block``, which takes a block and
returns for each of its sequences the mean absolute error and whether it was correct.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, Protocol

import numpy as np

from lstm97.engine import FULL, TRUNCATED, Params, backward, forward, sgd
from lstm97.engine.activations import Array
from lstm97.engine.errorflow import Cuts
from lstm97.paper.data.row import MethodName, Row
from lstm97.paper.learn import growing, no_recurrence, online, proofs, stepwise
from lstm97.paper.learn.feed import Block, draw_block
from lstm97.paper.learn.growing import Growing
from lstm97.paper.learn.guessing import guess
from lstm97.paper.learn.no_recurrence import FeedforwardLearner
from lstm97.paper.learn.stepwise import Stepwise
from lstm97.paper.learn.strings import draw_long_lag, draw_noise_free, draw_reber
from lstm97.paper.learn.trial import Trial
from lstm97.paper.learn.wide import Wide
from lstm97.tasks.criteria import last
from lstm97.tasks.sequences import Bools, Ints

Rule = Literal["sequence", "step", "full", "guess"]


class Learner(Protocol):
    """The weights of several trials while they learn."""

    @property
    def params(self) -> Params: ...

    def learn_block(self, block: Any) -> tuple[Array, Bools]:
        """Learn; mean absolute errors and correctness, (count, N) each."""


@dataclass(frozen=True)
class Method:
    """How trials of a row are trained and tested.

    ``rule`` says how weights change: by the truncated gradient at "sequence" end or at each
    "step", by the "full" gradient at sequence end, or by "guess" work. ``learner`` takes the
    weights of some trials, one column each, and the trials; ``feed`` returns what draws their
    next block. ``proof`` is the test of experiments 1 and 2 with the weights held still.
    ``together`` is what rows of one net must share, besides the method, to learn side by side.
    ``alone`` trains one trial to its end where trials do not learn side by side.
    """

    rule: Rule
    fits: Callable[[object], bool]
    learner: Callable[[Params, Sequence[Trial]], Learner]
    feed: Callable[[Sequence[Trial]], Callable[[], Any]]
    together: Callable[[Row], Hashable]
    proof: Callable[[Trial, Params, Bools], bool]
    alone: Callable[[Trial, Callable[[int], None]], None] | None = None


class Answering(Protocol):
    """What learns at sequence end and tells what it said, not whether that was right."""

    @property
    def params(self) -> Params: ...

    def answer_block(self, block: Block) -> Array:
        """Learn every sequence of a block in turn; the outputs (count, K, N) before each step."""


class AtEnd:
    """Learners whose error enters at sequence end: grades what ``learner`` answered."""

    def __init__(self, learner: Answering, trials: Sequence[Trial]) -> None:
        self._learner = learner
        self._tolerance = np.array([trial.row.make.tolerance or 0.0 for trial in trials])

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
        flow = backward(trace, cuts=self._cuts, exact=False)
        self.params = sgd(self.params, flow.grad, self._rates)
        return last(trace.y_k, lengths)


def learner(params: Params, trials: Sequence[Trial]) -> Learner:
    """The learner for these trials, one column of ``params`` each, of one net and method.

    Raises ValueError where the method does not know the net.
    """
    name = trials[0].row.method
    if not METHODS[name].fits(params.spec):
        raise ValueError(f"the method {name!r} does not train {params.spec}")
    return METHODS[name].learner(params, trials)


def feed(trials: Sequence[Trial]) -> Callable[[], Any]:
    """What draws the next block of these trials."""
    return METHODS[trials[0].row.method].feed(trials)


def _rates(trials: Sequence[Trial]) -> Array:
    return np.array([trial.row.rate for trial in trials])


def _tolerances(trials: Sequence[Trial]) -> Array:
    return np.array([trial.row.tolerance for trial in trials])


def _streams(trials: Sequence[Trial]) -> list[np.random.Generator]:
    return [trial.sequences for trial in trials]


def _same_task(row: Row) -> Hashable:
    return row.task, *sorted(row.parameters.items()), row.grow, row.only_last


def _same_length(row: Row) -> Hashable:
    return row.parameters["length"]


def _no_proof(trial: Trial, params: Params, recent: Bools) -> bool:
    raise ValueError(f"row {trial.row.slug} has no test with weights held still")


def _stepwise(rule: Rule) -> Method:
    def learner(params: Params, trials: Sequence[Trial]) -> Learner:
        tolerance, at_end = _tolerances(trials), rule == "sequence"
        taught = {"tolerance": tolerance, "all_legal": np.array([t.row.all_legal for t in trials])}
        return Stepwise(params, _rates(trials), at_end=at_end, **taught)

    def feed(trials: Sequence[Trial]) -> Callable[[], Any]:
        sets = [(t.seed, t.index % proofs.PAIRS, t.row.distinct) for t in trials]
        return partial(draw_reber, sets, _streams(trials))

    return Method(rule, stepwise.fits, learner, feed, _same_task, proofs.both_sets)


def _growing(*, regular: bool) -> Method:
    def learner(params: Params, trials: Sequence[Trial]) -> Learner:
        row = trials[0].row
        return Growing(
            params,
            _rates(trials),
            grow=row.grow or 0,
            seen=trials[0].sequences_seen,
            only_last=row.only_last,
            regular=regular,
            tolerance=_tolerances(trials),
        )

    def feed(trials: Sequence[Trial]) -> Callable[[], Any]:
        p = trials[0].row.parameters["p"]
        return partial(draw_noise_free, p, regular, _streams(trials))

    proof = proofs.both_sequences if regular else proofs.irregular_in_a_row
    return Method("step", growing.fits, learner, feed, _same_task, proof)


def _long_lag(
    fits: Callable[[object], bool],
    learner: Callable[[Params, Array], Learner],
    proof: Callable[[Trial, Params, Bools], bool],
) -> Method:
    def feed(trials: Sequence[Trial]) -> Callable[[], Any]:
        parameters = trials[0].row.parameters
        return partial(draw_long_lag, parameters["p"], parameters["q"], _streams(trials))

    def start(params: Params, trials: Sequence[Trial]) -> Learner:
        return learner(params, _rates(trials))

    return Method("sequence", fits, start, feed, _same_task, proof)


def _at_end(
    rule: Rule, fits: Callable[[object], bool], learner: Callable[[Params, Array], Answering]
) -> Method:
    def start(params: Params, trials: Sequence[Trial]) -> Learner:
        return AtEnd(learner(params, _rates(trials)), trials)

    return Method(rule, fits, start, _blocks, _same_length, _no_proof)


def _blocks(trials: Sequence[Trial]) -> Callable[[], Any]:
    return partial(draw_block, [trial.row.make for trial in trials], _streams(trials))


def _any_net(spec: object) -> bool:
    return True


def _no_learner(params: Params, trials: Sequence[Trial]) -> Learner:
    raise ValueError("guesses do not learn")


METHODS: dict[MethodName, Method] = {
    "stepwise": _stepwise("step"),
    "at-string-end": _stepwise("sequence"),
    "growing": _growing(regular=True),
    "growing-irregular": _growing(regular=False),
    "wide": _long_lag(online.fits, Wide, proofs.long_lag_in_a_row),
    "unfed": _long_lag(no_recurrence.fits, FeedforwardLearner, proofs.unfed_in_a_row),
    "online": _at_end("sequence", online.fits, online.Online),
    "engine": _at_end("sequence", _any_net, partial(Whole, cuts=TRUNCATED)),
    "full": _at_end("full", _any_net, partial(Whole, cuts=FULL)),
    "guess": Method("guess", _any_net, _no_learner, _blocks, _same_length, _no_proof, guess),
}
