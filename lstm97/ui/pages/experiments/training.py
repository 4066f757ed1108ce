"""Training on the experiments' page: one course for all who train under the same conditions."""

from __future__ import annotations

from functools import partial

from lstm97.paper.learn.feed import BLOCK
from lstm97.paper.run.demonstration import Learning, Progress
from lstm97.ui.base.courses import Course, Shelf
from lstm97.ui.base.numbers import whole
from lstm97.ui.base.text import t
from lstm97.ui.lesson import training as live
from lstm97.ui.pages.experiments.conditions import PAGE, SETTINGS, ExperimentConditions

SHELF: Shelf[Progress] = Shelf(live.SHELF_BYTES)  # blocks of all sessions together


def course_of(asked: ExperimentConditions) -> Course[Progress]:
    """The training of these conditions, as far as any session has watched it."""
    name, lag, seed, trials = asked.key

    def begin() -> Course[Progress]:
        learning = Learning(name, lag, seed=seed, trials=trials)
        steps = ((snapshot.sequences, snapshot) for snapshot in learning)
        return Course(steps, BLOCK, learning.release)

    return SHELF.course(asked.key, begin)


def training(asked: ExperimentConditions) -> live.Training[Progress]:
    """All trials of these conditions in training."""
    return live.Training(SETTINGS, asked.key, partial(course_of, asked), asked.most)


def state(snapshot: Progress) -> str:
    """How far a training is, in a line."""
    return t(
        f"{PAGE}.training.state",
        sequences=whole(snapshot.sequences),
        solved=sum(count is not None for count in snapshot.solutions),
        trials=len(snapshot.solutions),
    )
