"""Random weight guessing: the baseline that the paper holds against its own easy tasks.

Draw all weights anew until a net is right on the whole test; nothing is learnt. What takes few
guesses says little about an algorithm, whatever the length of its sequences.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from lstm97.engine import NETWORKS, Params, forward
from lstm97.paper.data.row import Row
from lstm97.paper.data.stops import Exam
from lstm97.paper.learn.recall import examine
from lstm97.paper.learn.trial import QUIZ, MilestoneTest, Trial
from lstm97.tasks.criteria import last
from lstm97.tasks.sequences import Bools

BATCH = 500  # nets guessed at once
FIRST = 16  # sequences that sort out most guesses; survivors take the whole test


def guess(trial: Trial, tell: Callable[[int], None]) -> None:
    """Guess until the row's ST1 holds or its limit is reached; `Trial.sequences_seen` counts."""
    while not trial.ended:
        params = _draw(trial.row, trial.weights)
        passed = _first_to_pass(trial, params)
        if passed is None:
            trial.sequences_seen += BATCH
        else:
            trial.sequences_seen += passed + 1
            trial.final = params.take(passed)
            exam = examine(trial.final, trial.row.make, trial.row.test, rng=trial.tests)
            trial.marks.append(
                MilestoneTest(trial.row.milestones[0].name, trial.sequences_seen, exam)
            )
        tell(trial.sequences_seen)


def _draw(row: Row, rng: np.random.Generator) -> Params:
    return NETWORKS[row.spec.slug].init(row.spec, rng=rng, scale=row.scale, trials=BATCH)


def _first_to_pass(trial: Trial, params: Params) -> int | None:
    """Which guess is the first with no more mistakes in 256 sequences than ST1 allows."""
    allowed = trial.row.most_wrong
    alive, mistakes = np.arange(BATCH), np.zeros(BATCH)
    for _ in range(FIRST):
        mistakes[alive] += ~_right(trial, params.take(alive))
        alive = alive[mistakes[alive] <= min(allowed, 1)]
        if not len(alive):
            return None
    quizzes = ((guess, _quiz(trial, params.take(guess))) for guess in alive)
    return next((int(guess) for guess, quiz in quizzes if quiz.wrong <= allowed), None)


def _right(trial: Trial, params: Params) -> Bools:
    """Which of the guesses answer one random sequence correctly."""
    task = trial.row.make
    one = task.draw(1, rng=trial.sequences)
    count = params.hidden.shape[-1]
    outputs = last(forward(params, one.xs[..., 0]).y_k, np.repeat(one.lengths, count))
    return np.asarray((np.abs(outputs - task.goal(one)) < (task.tolerance or 0.0)).all(axis=0))


def _quiz(trial: Trial, params: Params) -> Exam:
    return examine(params, trial.row.make, QUIZ, rng=trial.tests)
