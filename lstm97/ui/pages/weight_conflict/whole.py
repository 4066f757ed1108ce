"""A bare carousel that learns with all of its weights: a mark and a cue do not resolve a conflict.

The ten runs are those of the contest that the next page opens with, without its winner.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lstm97.analysis.problem import conflict
from lstm97.engine.activations import Array
from lstm97.figures.lines import Line, line_chart
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.charts import draw
from lstm97.ui.base.fill import quote, quote_prose
from lstm97.ui.base.numbers import decimals
from lstm97.ui.base.text import t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.pages.weight_conflict import code
from lstm97.ui.pages.weight_conflict.settings import PAGE, SETTINGS, ConflictValues

SUCCESS_LOSS = 0.1  # of the loss that a run begins with
SILENCE = 7 / 24  # loss of a unit that always says 0: half the mean square of the first number


@dataclass(frozen=True)
class Runs:
    """The loss of each run, (S, N), after so many ``sequences`` (S,)."""

    sequences: Array
    loss: Array

    @property
    def successes(self) -> int:
        """How many runs bring their loss below a tenth of what it was at first."""
        return int((self.loss[-1] < SUCCESS_LOSS * self.loss[0]).sum())


@wrap_pure
def runs() -> Runs:
    """The baked runs of the linear unit whose own loop stays 1."""
    standings = conflict.from_text(conflict.FILE.read_text(encoding="utf-8"))
    loss = np.array([one.loss["rnn"] for one in standings])
    return Runs(np.array([float(one.sequences) for one in standings]), loss)


def judge(run: Runs) -> Judgement:
    """Whether all runs solve the task, some, or none."""
    count = run.loss.shape[1]
    slug = "all" if run.successes == count else "some" if run.successes else "none"
    return Judgement(frozenset({slug}), numbers(run))


def numbers(run: Runs) -> dict[str, str]:
    """What is said of the runs."""
    last = run.loss[-1]
    return {
        "sequences": f"{run.sequences[-1]:.0f}",
        "trials": str(len(last)),
        "solved": str(run.successes),
        "median": decimals(float(np.median(last)), 3),
        "best": decimals(float(last.min()), 3),
        "silent": f"{SILENCE:.3f}",
    }


def picture(view: View[Runs, ConflictValues]) -> None:
    """The loss of the best, the middle and the worst run; before the answer, where they begin."""
    run, seen = view.run, slice(None) if view.revealed else slice(1)
    lines = [
        Line(t(f"{PAGE}.whole.best"), run.loss.min(axis=1)[seen], "signal", x=run.sequences[seen]),
        Line(
            t(f"{PAGE}.whole.median"),
            np.median(run.loss, axis=1)[seen],
            "rnn",
            x=run.sequences[seen],
        ),
        Line(t(f"{PAGE}.words.none"), np.zeros(len(run.loss)), "bound", x=run.sequences),
    ]
    x, y = t(f"{PAGE}.words.sequences"), t(f"{PAGE}.words.loss")
    chart = line_chart(lines, current_palette(), x=x, y=y, domain=(0, 0.4), height=320)
    draw(chart, key=f"{PAGE}/whole", alt=t(f"{PAGE}.whole.alt"), height="stretch")


def readings(view: View[Runs, ConflictValues]) -> list[Reading]:
    """Where the middle and the best run end."""
    told = numbers(view.run)
    return [
        Reading(t(f"{PAGE}.whole.median"), told["median"]),
        Reading(t(f"{PAGE}.whole.best"), told["best"]),
    ]


def remarks(view: View[Runs, ConflictValues]) -> str:
    """That a mark only adds to what comes in, with the numbers of the runs."""
    return quote_prose(PAGE, "notice-whole", numbers(view.run))


def _summary(run: Runs) -> str:
    return quote(f"{PAGE}.whole.found", numbers(run))


def _words(view: View[Runs, ConflictValues]) -> None:
    run = view.run
    rows = [
        {t(f"{PAGE}.table.run"): str(number), t(f"{PAGE}.words.loss"): decimals(loss, 4)}
        for number, loss in enumerate(run.loss[-1], 1)
    ]
    lesson.words_and_rows(_summary(run), rows)


BENCH = Bench[Runs, ConflictValues](
    settings=SETTINGS,
    tab="all",
    controls=(),
    more=(),
    presets=(),
    measure=lambda values: runs(),
    picture=picture,
    question=Question("whole", ("all", "some", "none"), judge),
    case=lambda values: "",
    code=lambda _: code.WHOLE,
    readings=readings,
    notice=remarks,
    ghosts=lambda values: False,
    intro="whole",
    drawers=(Drawer("words", "notes", _words),),
)
