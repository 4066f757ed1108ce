"""The contest: both weight conflicts at once, for a bare carousel and for a cell with gates.

The page opens with ten runs of each from a file; a reader may run four more, with a seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstm97.analysis.problem import conflict
from lstm97.analysis.problem.conflict import ConflictMark
from lstm97.figures.lines import Line
from lstm97.figures.stage.lanes import ROLES
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.courses import Course, Shelf
from lstm97.ui.base.fill import quote_prose
from lstm97.ui.base.numbers import apart, size, whole
from lstm97.ui.base.text import t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson import training as live
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.pages.memory_cell.settings import CONTEST, PAGE, SETTINGS, MemoryCellValues
from lstm97.ui.pages.memory_cell.tab_parts import figure

SHELF: Shelf[ConflictMark] = Shelf(live.SHELF_BYTES)
TEXTS = f"{PAGE}.contest"


@wrap_pure
def ready_marks() -> list[ConflictMark]:
    """The contest of ten seeds that the tab opens with."""
    return conflict.from_text(conflict.FILE.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Contest:
    """Both networks at the task: as far as the reader's own contest has come, or the baked one."""

    standings: list[ConflictMark]
    seed: int
    trained: int  # sequences of the reader's own, 0 for the baked one

    @property
    def state(self) -> str:
        """How it stands: gates ahead with their worst run, behind with their best, or neither."""
        gated, bare = (self.standings[-1].loss[slug] for slug in ("lstm97", "rnn"))
        if gated.max() < bare.min():
            return "contest"
        return "behind" if bare.max() < gated.min() else "overlap"


def training(seed: int) -> live.Training[ConflictMark]:
    """The contest of runs of this seed, live."""
    course = partial(_course, seed)
    return live.Training(SETTINGS, seed, course, CONTEST["sequences"], "contest")


def _course(seed: int) -> Course[ConflictMark]:
    def begin() -> Course[ConflictMark]:
        standings = conflict.contest(seed, **CONTEST)
        steps = ((one.sequences, one) for one in chain([ConflictMark(0, {})], standings))
        return Course(steps, CONTEST["every"])

    return SHELF.course(seed, begin)


def contest(values: MemoryCellValues) -> Contest:
    """The contest to show."""
    ours = training(values.seed)
    trained = ours.within_reach(values.contest)
    own = [one for _, one in ours.past(trained)[1:]] if trained else []
    return Contest(own or ready_marks(), values.seed, trained)


def winner(run: Contest) -> Judgement:
    """Which networks bring their median loss below a tenth of what they began with.

    A contest that goes on decides nothing yet; until it has ended the baked one does.
    """
    standings = run.standings if run.trained >= CONTEST["sequences"] else ready_marks()
    first, last = standings[0].loss, standings[-1].loss
    solved = {slug: np.median(last[slug]) < 0.1 * np.median(first[slug]) for slug in last}
    names = {(True, True): "both", (False, True): "cell", (False, False): "neither"}
    slug = names.get((bool(solved["rnn"]), bool(solved["lstm97"])))
    return Judgement(frozenset({slug} if slug else ()), numbers(standings))


def picture(view: View[Contest]) -> None:
    """The loss of both networks while they learn; before the answer, where they begin."""
    place, standings = st.empty(), view.run.standings
    if view.place and live.running(PAGE):
        _compete(training(view.run.seed), view.place, place)
    _draw(standings if view.revealed else standings[:1], place, len(standings))


def acts(view: View[Contest, MemoryCellValues]) -> DeltaGenerator | None:
    """Run a contest of one's own, with the seed of the settings; and where this one comes from."""
    run = view.run
    ours = training(run.seed)
    place = ours.buttons(ours.state(run.trained) if run.trained else "", run.trained, back="forget")
    if run.trained:
        st.caption(t(f"{TEXTS}.live", seed=run.seed, trials=CONTEST["trials"]))
    else:
        st.caption(t(f"{TEXTS}.baked", command=conflict.COMMAND))
    return place


def readings(view: View[Contest]) -> list[Reading]:
    """The loss of both as it stands."""
    told = numbers(view.run.standings)
    return [Reading(t(f"{TEXTS}.rnn"), told["bare"]), Reading(t(f"{TEXTS}.lstm97"), told["gated"])]


def remarks(view: View[Contest]) -> str:
    """What to notice in the contest: who is ahead with all runs, or that nobody is."""
    return quote_prose(PAGE, f"notice-{view.run.state}", numbers(view.run.standings))


def numbers(standings: Sequence[ConflictMark]) -> dict[str, str]:
    """The end of a contest in numbers."""
    last = standings[-1]
    bare, gated = last.loss["rnn"], last.loss["lstm97"]
    middles = apart(float(np.median(bare)), float(np.median(gated)))
    ends = apart(float(bare.min()), float(gated.max()))
    return {
        "sequences": whole(last.sequences),
        "trials": str(len(bare)),
        **dict(zip(("bare", "gated", "best_bare", "worst_gated"), middles + ends, strict=True)),
    }


def rows(standings: Sequence[ConflictMark]) -> list[dict[str, str]]:
    """The last loss of every run, one record each."""
    last = standings[-1].loss
    return [
        {
            t(f"{TEXTS}.run"): str(run + 1),
            t(f"{TEXTS}.rnn"): size(float(bare), 3),
            t(f"{TEXTS}.lstm97"): size(float(gated), 3),
        }
        for run, (bare, gated) in enumerate(zip(last["rnn"], last["lstm97"], strict=True))
    ]


def _words(view: View[Contest]) -> None:
    standings = view.run.standings
    lesson.words_and_rows(t(f"{TEXTS}.found", **numbers(standings)), rows(standings))


def _compete(
    ours: live.Training[ConflictMark], place: DeltaGenerator, chart: DeltaGenerator
) -> None:
    """Train until the reader stops; does not return."""

    def draw_all(past: Sequence[tuple[int, ConflictMark]]) -> None:
        _draw([one for _, one in past[1:]], chart, len(past) - 1)

    ours.watch(place, lambda sequences, _: ours.state(sequences), (live.TICK, draw_all))


def _draw(standings: Sequence[ConflictMark], place: DeltaGenerator, count: int) -> None:
    seen = [one.sequences for one in standings]
    lines = [
        Line(t(f"{TEXTS}.{slug}"), median(standings, slug), ROLES[slug], x=seen)
        for slug in ("rnn", "lstm97")
    ]
    ends = [standing.sequences for standing in (ready_marks()[0], ready_marks()[-1])]
    lines.append(Line(t(f"{TEXTS}.none"), [0, 0], "bound", x=ends))
    with place:
        figure(f"contest/{count}", lines, "loss", (0, 0.4), x="sequences")


def median(standings: Sequence[ConflictMark], slug: str) -> list[float]:
    """The median over seeds of a network's loss, by standing."""
    return [float(np.median(one.loss[slug])) for one in standings]


def code(values: MemoryCellValues) -> str:
    """The median loss without gates and with them, at the end of the contest on screen."""
    trained = values.contest // CONTEST["every"] * CONTEST["every"]
    name, standings = "FILE, from_text", "from_text(FILE.read_text())"
    if trained:
        settings = f"{values.seed}, trials={CONTEST['trials']}, sequences={trained}"
        name, standings = "contest", f"contest({settings})"
    return f"""\
import numpy as np
from lstm97.analysis.problem.conflict import {name}

*_, last = {standings}
print(np.median(last.loss["rnn"]))
print(np.median(last.loss["lstm97"]))
"""


BENCH = Bench(
    settings=SETTINGS,
    tab="contest",
    controls=(),
    more=("seed", "contest"),
    measure=contest,
    picture=picture,
    question=Question("gates", ("both", "cell", "neither"), winner),
    case=lambda values: "",
    code=code,
    readings=readings,
    notice=remarks,
    acts=acts,
    busy=lambda: live.running(PAGE),
    ghosts=lambda _: False,  # a training is no case beside another
    intro="contest",
    takeaway="takeaway-contest",
    drawers=(Drawer("words", "notes", _words),),
)
