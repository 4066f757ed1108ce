"""Many independent trials that learn side by side, and leave when they have succeeded.

A trial's weights and sequences come from its own seed, so that it runs the same alone, in any
company, and after an interruption. The caller decides when to draw, to save or to stop.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lstm97.engine import Params, stack
from lstm97.engine.activations import Array
from lstm97.paper.data.nets import initial
from lstm97.paper.data.stops import WINDOW
from lstm97.paper.learn import methods
from lstm97.paper.learn.feed import BLOCK, Draws, doubled, part
from lstm97.paper.learn.trial import MilestoneTest, Trial
from lstm97.paper.run.observation import Observation
from lstm97.records import brief
from lstm97.tasks.sequences import Ints


@brief
@dataclass(frozen=True, eq=False)
class Standing:
    """Where a batch stands. Arrays have one entry for each trial, nan for those that have ended.

    ``params`` are the weights of the trials in ``live``, one column each; the last weights of a
    trial that has ended are in ``trials[n].final``.
    """

    sequences: int
    live: tuple[int, ...]
    params: Params
    error: Array  # (N,): mean absolute error of the last 100 sequences
    correct: Array  # (N,): share of them that was correct
    trials: tuple[Trial, ...]


class Batch:
    """Trials of one architecture in step with one another."""

    def __init__(self, trials: Sequence[Trial]) -> None:
        self.trials = tuple(trials)
        self.sequences_seen = 0
        self.errors = np.full((WINDOW, len(trials)), np.nan)
        self.correct = np.zeros((WINDOW, len(trials)), bool)
        self.live = list(range(len(trials)))
        self._sheet: Draws[Any] | None = None
        self._start([_first_weights(trial) for trial in trials])

    def _start(self, networks: Sequence[Params]) -> None:
        """Give the live trials, of these weights, a learner.

        One trial alone is learnt twice over: NumPy adds up in another order along an axis of
        length 1, and a trial must not depend on its company.
        """
        if networks:
            times = 1 if len(networks) > 1 else 2
            companions = [self.trials[n] for n in self.live]
            self._learner = methods.learner(stack([*networks] * times), companions * times)
            feed = methods.feed(companions)
            self._feed = feed if times == 1 else lambda: doubled(feed())

    def resume(self, live: Sequence[int], networks: Sequence[Params]) -> None:
        """Go on with these trials at these weights; see `checkpoint.load`."""
        self.live = list(live)
        self._start(networks)

    @property
    def params(self) -> Params:
        """The weights of the live trials."""
        return self._learner.params.take(slice(len(self.live)))

    def advance(self) -> Standing:
        """Learn one block, then let each trial show whether it has reached a milestone."""
        *_, whole = self.parts(BLOCK)
        return whole

    def parts(self, size: int) -> Iterator[Standing]:
        """Learn one block as `advance` does, and tell after every ``size`` sequences of it.

        A trial that ends with the block is still among the ``live`` of its last standing.
        """
        sheet = Draws(self._feed, [self.trials[n].sequences for n in self.live])
        self._sheet = sheet
        for first in range(0, BLOCK, size):
            self._learn(part(sheet.read(), slice(first, first + size)))
            standing = self._standing()
            if self.sequences_seen % BLOCK == 0:
                self.release()
                self._dismiss(standing.params)
            yield standing

    def release(self) -> None:
        """Free the memory of a block that is under way; it is drawn again to go on with it."""
        if self._sheet:
            self._sheet.release()

    def _learn(self, block: Any) -> None:
        error, correct = self._learner.learn_block(block)
        place = (np.arange(self.sequences_seen, self.sequences_seen + len(error)) % WINDOW)[:, None]
        self.errors[place, self.live] = error[:, : len(self.live)]
        self.correct[place, self.live] = correct[:, : len(self.live)]
        self.sequences_seen += len(error)

    def _dismiss(self, params: Params) -> None:
        """Mark what has been reached; trials that have ended leave the batch."""
        for column, n in enumerate(self.live):
            trial = self.trials[n]
            trial.sequences_seen, trial.diverged = (
                self.sequences_seen,
                not params.take(column).finite,
            )
            if not trial.diverged:
                self._mark(trial, n, params.take(column))
            if trial.ended:
                trial.final = params.take(column)
        stay = [c for c, n in enumerate(self.live) if not self.trials[n].ended]
        if len(stay) < len(self.live):
            self.live = [self.live[c] for c in stay]
            self._start([params.take(c) for c in stay])

    def _latest(self) -> Ints:
        """Where the last block stands in the window, in the order in which it was learnt."""
        return np.arange(max(0, self.sequences_seen - BLOCK), self.sequences_seen) % WINDOW

    def _mark(self, trial: Trial, n: int, params: Params) -> None:
        window = self.errors[:, n], self.correct[:, n]
        evidence = Observation(trial, params, *window, self.correct[self._latest(), n])
        for milestone in trial.row.milestones[len(trial.marks) :]:
            before = trial.passes.get(milestone.name, 0)
            trial.passes[milestone.name] = before + 1 if milestone.criterion(evidence) else 0
            if trial.passes[milestone.name] < trial.row.passes:
                break
            trial.marks.append(MilestoneTest(milestone.name, self.sequences_seen, evidence.final))

    def _standing(self) -> Standing:
        shown = np.full((2, len(self.trials)), np.nan)
        for known, window in zip(shown, (self.errors, self.correct), strict=True):
            known[self.live] = window[self._latest()][:, self.live].mean(axis=0)
        live = tuple(self.live)
        return Standing(self.sequences_seen, live, self.params, shown[0], shown[1], self.trials)


def _first_weights(trial: Trial) -> Params:
    row = trial.row
    return initial(row.spec, rng=trial.weights, scale=row.scale, biases=row.biases)
