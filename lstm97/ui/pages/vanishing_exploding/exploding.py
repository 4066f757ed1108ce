"""The bench of a training that explodes, beside the same one with clipped gradients."""

from __future__ import annotations

from dataclasses import dataclass

from lstm97.analysis.problem import exploding
from lstm97.analysis.problem.exploding import SEQUENCES, Schooling
from lstm97.figures.lines import Line, line_chart
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.charts import draw
from lstm97.ui.base.numbers import signed, size
from lstm97.ui.base.text import prose, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson.bench import Bench, Reading, View
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.pages.vanishing_exploding.conditions import (
    LOOPS,
    PACES,
    PAGE,
    SETTINGS,
    VanishingValues,
)

SPAN = (1e-4, 1e8)  # of the loss
QUESTION_VALUES = (1.0, 0.01)  # loop weight and learning rate of the question
LEARNING_SHARE = 0.5  # of the first loss, for a training that is said to have lowered it
TEXTS = f"{PAGE}.exploding"

_train = wrap_pure(exploding.schooling, entries=64)


@dataclass(frozen=True)
class ExplodingRun:
    """The training that the settings describe, plain and clipped."""

    plain: Schooling
    with_clipping: Schooling
    loop: float

    @property
    def fate(self) -> str:
        """Whether the plain training ended in numbers that are none, and what clipping made of it.

        "saved" where the clipped one has lowered the loss, "slow" where it goes on at a loss.
        """
        if not self.plain.broke:
            return "calm"
        return "saved" if self.with_clipping.end < 1 else "slow"


def exploding_run(values: VanishingValues) -> ExplodingRun:
    """Both trainings."""
    plain, clipped = (
        _train(values.loop, values.pace, clipped=clipped, seed=values.seed)
        for clipped in (False, True)
    )
    return ExplodingRun(plain, clipped, values.loop)


def judge(_: ExplodingRun) -> Judgement:
    """What becomes of the loss of a unit whose loop weight begins at 1."""
    one = _train(*QUESTION_VALUES)
    better = one.end < LEARNING_SHARE * one.loss[0]
    slug = "ends" if one.broke else "falls" if better else "stays"
    told = {"broke": str(one.broke), "before": size(float(one.loss[one.broke - 2]))}
    return Judgement(frozenset({slug}), told)


def picture(view: View[ExplodingRun, VanishingValues]) -> None:
    """The loss of both trainings; before the answer, the first sequence alone."""
    run, seen = view.run, slice(None) if view.revealed else slice(1)
    lines = [
        Line(t(f"{TEXTS}.plain"), run.plain.loss[seen], "error"),
        Line(t(f"{TEXTS}.clipped"), run.with_clipping.loss[seen], "target"),
        Line(t(f"{TEXTS}.one"), [1.0, 1.0], "bound", x=[1, SEQUENCES]),
    ]
    x, y = t(f"{PAGE}.exploding.x"), t(f"{PAGE}.exploding.y")
    chart = line_chart(lines, current_palette(), x=x, y=y, domain=SPAN, log=True)
    draw(chart, key=f"{PAGE}/exploding", alt=t(f"{TEXTS}.alt"), height="stretch")


def readings(view: View[ExplodingRun, VanishingValues]) -> list[Reading]:
    """How both end."""
    run = view.run
    ends = t(f"{TEXTS}.ends", broke=run.plain.broke) if run.plain.broke else size(run.plain.end)
    note = t(f"{TEXTS}.last")
    return [
        Reading(t(f"{TEXTS}.plain"), ends, "" if run.plain.broke else note),
        Reading(t(f"{TEXTS}.clipped"), size(run.with_clipping.end), note),
    ]


def remarks(view: View[ExplodingRun, VanishingValues]) -> str:
    """What happened, in numbers."""
    run = view.run
    told = {"clipped": size(run.with_clipping.end)}
    if run.plain.broke:
        told |= {"broke": str(run.plain.broke), "first": size(float(run.plain.loss[0]))}
    else:
        told |= {"loop": signed(run.loop), "end": size(run.plain.end)}
        told["more"] = t(f"{TEXTS}.more.{to_take(view.values)}")
    return prose(PAGE, f"notice-{run.fate}", **told)


def to_take(values: VanishingValues) -> str:
    """Which control can still be turned up: both, one by its name, or none, where luck decides."""
    tops = {"loop": LOOPS[-1], "pace": PACES[-1]}
    left = [name for name, top in tops.items() if values[name] < top]
    return "both" if len(left) == 2 else left[0] if left else "luck"


def code(values: VanishingValues) -> str:
    """How both trainings end, as Python."""
    return f"""\
from lstm97.analysis.problem.exploding import schooling

for clipped in (False, True):
    found = schooling({values.loop}, {values.pace}, clipped=clipped, seed={values.seed})
    print(found.broke, found.end)
"""


BENCH = Bench[ExplodingRun, VanishingValues](
    settings=SETTINGS,
    tab="explode",
    controls=("loop", "pace"),
    more=("seed",),
    presets=(),
    measure=exploding_run,
    picture=picture,
    question=Question("explode", ("falls", "stays", "ends"), judge),
    case=lambda values: "",
    code=code,
    readings=readings,
    notice=remarks,
    intro="exploding",
    takeaway="",
    ghosts=lambda _: False,
)
