"""Learning on the scissors' page: does a network learn differently from the truncated gradient?

Thirty networks were taught both ways beforehand; ten others can be watched, and a link says how far
they have come.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from streamlit.delta_generator import DeltaGenerator

from lstm97.analysis.scissors import training as course
from lstm97.analysis.scissors.training import LearningCurves, TrainingMark
from lstm97.engine.activations import Array
from lstm97.figures.palette import Role
from lstm97.ui.base import courses as shelf
from lstm97.ui.base.curves import curves
from lstm97.ui.base.numbers import whole
from lstm97.ui.base.text import prose, t
from lstm97.ui.lesson import training as live
from lstm97.ui.lesson.bench import Reading, View
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.pages.scissors import sentences
from lstm97.ui.pages.scissors.conditions import PAGE, SETTINGS, ScissorsValues

CLASS = 10  # networks that are taught at once, live
TICK = 0.4  # seconds between two pictures
KINDS = ("loss", "right")  # of learning curves
LEARNERS: dict[str, Role] = {"truncated": "cell", "full": "error"}
BAND = (0.1, 0.9)  # quantiles of the networks

Draw = Callable[[Mapping[str, LearningCurves]], None]
Marks = dict[str, TrainingMark]
SHELF: shelf.Shelf[Marks] = shelf.Shelf(live.SHELF_BYTES)


@dataclass(frozen=True, eq=False)
class LearningRun:
    """Thirty networks that were taught beforehand, and ten others as far as they have come."""

    ready: Mapping[str, LearningCurves]
    own: Mapping[str, LearningCurves] | None
    first: int
    trained: int

    @property
    def courses(self) -> Mapping[str, LearningCurves]:
        """The courses on screen."""
        return self.own or self.ready


def learning_run(values: ScissorsValues) -> LearningRun:
    """The courses that the settings ask for."""
    ours = training(values.first)
    trained = ours.within_reach(values.trained)
    ready, _ = course.load_training()
    own = _gather(ours.past(trained)) if trained and not live.running(PAGE) else None
    return LearningRun(ready, own, values.first, trained)


def judge(run: LearningRun) -> Judgement:
    """Which gradient taught the thirty networks faster."""
    faster = sentences.faster(paired_results(run.ready))
    return Judgement(frozenset({faster}), outcome(run.ready), faster)


QUESTION = Question("learn", ("cut", "same", "full"), judge)


def picture(view: View[LearningRun, ScissorsValues]) -> None:
    """Loss and right answers while they learn; before the answer, with one gradient alone."""
    show = _charts()
    if view.place and live.running(PAGE):
        _teach(training(view.run.first), view.place, show)
    shown = view.run.courses if view.revealed else {"truncated": view.run.ready["truncated"]}
    show(shown)


def _charts() -> Draw:
    """Loss and share of right answers, to be drawn again and again with new marks."""
    names = {side: t(f"{PAGE}.learning.{side}") for side in course.SIDES}
    roles = {name: LEARNERS[side] for side, name in names.items()}
    options: dict[str, Any] = {"band": BAND, "longest": course.LONGEST, "height": 300}
    charts = curves(f"{PAGE}.learning", KINDS, roles, fill=True, **options)

    def show(courses: Mapping[str, LearningCurves]) -> None:
        charts({
            kind: {names[side]: (c.sequences, getattr(c, kind)) for side, c in courses.items()}
            for kind in KINDS
        })  # fmt: skip

    return show


def acts(view: View[LearningRun, ScissorsValues]) -> DeltaGenerator | None:
    """Teach ten other networks here and now, both ways."""
    trained, ours = view.run.trained, training(view.run.first)
    state = ours.state(trained) if trained else t("scissors.training.says", count=CLASS)
    return ours.buttons(state, trained, back="forget")


def readings(view: View[LearningRun, ScissorsValues]) -> list[Reading]:
    """How many sequences the networks on screen needed with either gradient."""
    return [
        _as_reading(t(f"{PAGE}.learning.{side}"), one.sequences_needed)
        for side, one in view.run.courses.items()
    ]


def _as_reading(name: str, needed: Array) -> Reading:
    """The median of those that have solved the task, and how many have."""
    solved = int(np.isfinite(needed).sum())
    told = _median(needed) if solved else t(f"{PAGE}.learning.unsolved")
    return Reading(name, told, t(f"{PAGE}.learning.solvers", solved=solved, count=len(needed)))


def remarks(view: View[LearningRun, ScissorsValues]) -> str:
    """Who solved the task, of the networks on screen, and what the paper says."""
    run = view.run
    lines = [_result(run.courses)]
    if run.own is None and sentences.faster(paired_results(run.ready)) == "same":
        lines.append(prose(PAGE, "learning-says"))
    return "\n\n".join(lines)


def training(first: int) -> live.Training[Marks]:
    """`CLASS` networks from this seed on, taught both ways."""
    return live.Training(SETTINGS, first, partial(_begin, first), course.LONGEST)


def _begin(first: int) -> shelf.Course[Marks]:
    def begin() -> shelf.Course[Marks]:
        lessons = course.lessons(range(first, first + CLASS))
        steps = ((marks["full"].sequences, marks) for marks in lessons)
        return shelf.Course(steps, course.EVERY)

    return SHELF.course(first, begin)


def _gather(past: Sequence[tuple[int, Marks]]) -> dict[str, LearningCurves]:
    return {side: course.gather_marks([marks[side] for _, marks in past]) for side in course.SIDES}


def _result(courses: Mapping[str, LearningCurves]) -> str:
    found = outcome(courses)
    if not (found["cut"] or found["full"]):
        return t(f"{PAGE}.learning.none", count=found["count"])
    return t(f"{PAGE}.learning.result", **found)


def paired_results(courses: Mapping[str, LearningCurves]) -> dict[str, float]:
    """How many pairs of networks differ, in how many the truncated one was first, and by chance."""
    cut, full = courses["truncated"], courses["full"]
    less, pairs, p = course.sign_test(cut.sequences_needed, full.sequences_needed)
    return {"less": less, "pairs": pairs, "p": p}


def outcome(courses: Mapping[str, LearningCurves]) -> dict[str, Any]:
    """Who solved the task, after how many sequences, and whether chance would do as much."""
    cut, full, found = courses["truncated"], courses["full"], paired_results(courses)
    return {
        "count": len(cut.sequences_needed),
        "cut": int(np.isfinite(cut.sequences_needed).sum()),
        "full": int(np.isfinite(full.sequences_needed).sum()),
        "cut_after": _median(cut.sequences_needed),
        "full_after": _median(full.sequences_needed),
        "less": found["less"],
        "pairs": found["pairs"],
        "p": f"{found['p']:.2f}",
    }


def _median(solved: Any) -> str:
    finite = solved[np.isfinite(solved)]
    return whole(float(np.median(finite))) if len(finite) else "–"


def _teach(ours: live.Training[Marks], place: DeltaGenerator, show: Draw) -> None:
    """Both courses in lock-step, from where they were; does not return."""

    def draw(past: Sequence[tuple[int, Marks]]) -> None:
        if len(past) > 1:
            show(_gather(past))

    ours.watch(place, lambda sequences, _: ours.state(sequences), (TICK, draw))
