"""The page of the weight conflicts: one weight pulled both ways, and the contest with gates.

The pulls are the engine's gradient by time step; the contest is one that the reader may repeat.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstm97.analysis.problem import conflict
from lstm97.analysis.problem.conflict import Standing, Tug
from lstm97.engine import lstm97, rnn
from lstm97.engine.errorflow import gradient
from lstm97.figures.foundations.bars import pull_chart
from lstm97.figures.lines import Line, line_chart
from lstm97.figures.stage.lanes import ROLES
from lstm97.ui.base.cached import wrap_pure
from lstm97.ui.base.charts import draw
from lstm97.ui.base.courses import Course, Shelf
from lstm97.ui.base.numbers import signed, whole
from lstm97.ui.base.text import labelled, prose, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson import training as live
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View
from lstm97.ui.lesson.equations import Entry, equation_panel
from lstm97.ui.lesson.proof import prove
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.link import address
from lstm97.ui.link.controls import apply
from lstm97.ui.link.record import Record, choice, integer
from lstm97.ui.link.settings import Preset, Settings

PAGE = "weight-conflict"
TRAINING = 60  # training steps of the single weight
SETTLED = 0.01  # a sum of pulls that moves the weight no more
LIVE = {"trials": 4, "sequences": 3000}
EVERY: int = conflict.CONTEST["every"]
SHELF: Shelf[Standing] = Shelf(live.KEPT)
OPEN = ("sequences", "trials", "bare", "gated")  # numbers of a contest that is not decided


@dataclass(frozen=True)
class ConflictValues(Record):
    """What a reader may set of the weight that two wishes pull at."""

    side: conflict.Side = choice(conflict.SIDES, "input")
    T: int = integer(2, 10, 4)
    after: int = integer(0, TRAINING, 0)
    seed: int = integer(1, 9999, 1, box=True, place="more")
    trained: int = integer(0, LIVE["sequences"], 0, step=EVERY, box=True, place="more")
    tab: str = choice(("tug", "contest"), "tug", place="placed")


SETTINGS = Settings(
    PAGE,
    ConflictValues,
    presets=(
        Preset("start", {"after": 0}),
        Preset("early", {"after": 5}),
        Preset("settled", {"after": TRAINING}),
    ),
    tabs={"contest": ("trained",)},
)
EQUATIONS = (
    Entry(
        "unit", r"\role{y_j(t+1)} = f(w_{jj}\,y_j(t)) = y_j(t)", "", rnn.step, r"y_j = ACT", "cell"
    ),
    Entry(
        "contribution",
        r"-\frac{\partial E}{\partial w_{ji}} = \sum_t \role{\vartheta_j(t)\,x_i(t)}",
        "",
        gradient,
        r"outer_sum\(nets",
        "error",
    ),
    Entry(
        "gate",
        r"s_c(t) = s_c(t-1) + \role{y^{in}(t)}\,g(net_c(t))",
        "9",
        lstm97.step,
        r"s = state\.s",
        "input_gate",
    ),
)

run_tug = wrap_pure(conflict.tug)


@wrap_pure
def baked() -> list[Standing]:
    """The contest of ten seeds that the page opens with."""
    return conflict.from_text(conflict.FILE.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Pulled:
    """The single weight in training, and the moment of it that is on screen."""

    tug: Tug
    side: str
    after: int

    @property
    def state(self) -> str:
        """At the start, moving, or settled: the pulls of all steps cancel."""
        if abs(float(self.tug.pulls[self.after].sum())) < SETTLED:
            return "settled"
        return "start" if self.after == 0 else "moving"


def measured(values: ConflictValues) -> Pulled:
    """The training that the settings describe."""
    tug = run_tug(values.side, values.T, TRAINING, values.seed)
    return Pulled(tug, values.side, values.after)


def settles(_: Pulled) -> Judgement:
    """Where the weight of the question (four numbers, to be stored) ends."""
    tug = run_tug("input", 4, TRAINING, 1)
    weight, moved = float(tug.weight[-1]), float(abs(tug.weight[-1] - tug.weight[-6]))
    near = {"one": abs(weight - 1) < 0.1, "zero": abs(weight) < 0.1, "never": moved > 0.02}
    slug = next((name for name, holds in near.items() if holds), "between")
    return Judgement(
        frozenset({slug}), {"weight": signed(round(weight, 2)), "loss": f"{tug.loss[-1]:.3f}"}
    )


def tug_picture(view: View[Pulled, ConflictValues]) -> None:
    """The pulls of every step, and below them the weight and the loss so far."""
    run = view.run
    _tug_charts(run.tug, run.side, run.after if view.revealed else 0)


def tug_acts(view: View[Pulled, ConflictValues]) -> None:
    """Train on, step by step."""
    _train_on(view.values)


def tug_readings(view: View[Pulled, ConflictValues]) -> list[Reading]:
    """The weight and the loss at this moment of training."""
    run = view.run
    return [
        Reading(t("weight-conflict.words.weight"), numbers(run.tug, run.after)["weight"]),
        Reading(t("weight-conflict.words.loss"), f"{run.tug.loss[run.after]:.3f}"),
    ]


TOLD = {
    "start": ("weight", "up", "down"),
    "moving": ("after", "weight", "up", "down"),
    "settled": ("after", "weight", "up", "down", "steps", "first_loss", "last_loss"),
}


def tug_noticed(view: View[Pulled, ConflictValues]) -> str:
    """What to notice at this moment of training."""
    known = numbers(view.run.tug, view.run.after)
    state = view.run.state
    return prose(PAGE, f"notice-{state}", **{name: known[name] for name in TOLD[state]})


def _tug_words(view: View[Pulled]) -> None:
    told = numbers(view.run.tug, view.run.after)
    lesson.words_and_rows(t("weight-conflict.words.summary", **told), rows(view.run.tug))


def _tug_proof(view: View[Pulled, ConflictValues]) -> None:
    weight = float(view.run.tug.weight[view.run.after])
    values = view.values
    prove(PAGE, {"rnn": conflict.single(values.side, values.T, weight, values.seed)}, None)


def _train_on(values: ConflictValues) -> None:
    """Buttons for the next training steps."""
    if "after" in address.current(SETTINGS).lock:
        return
    with st.container(horizontal=True):
        for more in (1, 10):
            st.button(
                t("weight-conflict.words.train", steps=more),
                key=f"{PAGE}/train/{more}",
                icon=":material/fitness_center:",
                disabled=values.after >= TRAINING,
                on_click=apply,
                args=(SETTINGS, {"after": values.after + more}),
            )


def _tug_charts(tug: Tug, side: str, after: int) -> None:
    """The pulls at this moment of training; beside them the weight and the loss so far."""
    look, bound = current_palette(), float(np.abs(tug.pulls.sum(axis=1)).max()) * 0.6 + 0.2
    words = {name: t(f"weight-conflict.{side}.{name}") for name in ("up", "down")}
    words |= {name: t(f"weight-conflict.words.{name}") for name in ("x", "y", "sum")}
    chart = pull_chart(tug.pulls[after], words, look, bound=bound, height=360)
    draw(chart, key=f"{PAGE}/pulls", alt=words["y"], height="stretch")
    left, right = st.columns(2)
    with left:
        _line("weight", _weight_lines(tug, side, after), "weight", (-0.5, 1.5))
    with right:
        _line("loss", _loss_lines(tug, after), "loss", (0, float(tug.loss.max()) * 1.05))


def _weight_lines(tug: Tug, side: str, after: int) -> list[Line]:
    all_one = np.ones(len(tug.weight))
    return [
        Line(t("weight-conflict.words.weight"), tug.weight[: after + 1], "rnn", first=0),
        Line(t(f"weight-conflict.{side}.wants_one"), all_one, "cell", first=0),
        Line(t(f"weight-conflict.{side}.wants_zero"), 0 * all_one, "error", first=0),
    ]


def _loss_lines(tug: Tug, after: int) -> list[Line]:
    zero = np.zeros(len(tug.loss))
    return [
        Line(t("weight-conflict.words.loss"), tug.loss[: after + 1], "rnn", first=0),
        Line(t("weight-conflict.words.none"), zero, "bound", first=0),
    ]


def _line(key: str, lines: Sequence[Line], y: str, domain: tuple[float, float]) -> None:
    x, title = t("weight-conflict.words.training"), t(f"weight-conflict.words.{y}")
    chart = line_chart(lines, current_palette(), x=x, y=title, domain=domain, height=300)
    names = " · ".join(line.name for line in lines)
    draw(chart, key=f"{PAGE}/{key}", alt=labelled(title, names), height="stretch")


def numbers(tug: Tug, after: int) -> dict[str, str]:
    """What the note puts into its sentences."""
    pulls = tug.pulls[after]
    return {
        "after": str(after),
        "weight": signed(round(float(tug.weight[after]), 2)),
        "up": f"{pulls[pulls > 0].sum():.2f}",
        "down": f"{-pulls[pulls < 0].sum():.2f}",
        "settled": signed(round(float(tug.weight[-1]), 2)),
        "steps": str(len(pulls)),
        "first_loss": f"{tug.loss[0]:.3f}",
        "last_loss": f"{tug.loss[-1]:.3f}",
    }


def rows(tug: Tug) -> list[dict[str, str]]:
    """A record for some moments of training: weight, pulls up and down, loss."""
    return [
        {
            t("weight-conflict.words.training"): str(after),
            t("weight-conflict.words.weight"): numbers(tug, after)["weight"],
            t("weight-conflict.table.up"): numbers(tug, after)["up"],
            t("weight-conflict.table.down"): numbers(tug, after)["down"],
            t("weight-conflict.words.loss"): f"{tug.loss[after]:.4f}",
        }
        for after in (0, 1, 2, 5, 10, 20, TRAINING)
    ]


@dataclass(frozen=True)
class Contest:
    """Both networks at the task: as far as the reader's own contest has come, or the baked one."""

    standings: list[Standing]
    seed: int
    trained: int  # sequences of the reader's own, 0 for the baked one

    @property
    def decided(self) -> bool:
        """Whether the worst run with gates is better than the best one without."""
        last = self.standings[-1].loss
        return bool(last["lstm97"].max() < last["rnn"].min())


def training(seed: int) -> live.Training[Standing]:
    """The contest of runs of this seed, live."""
    return live.Training(SETTINGS, seed, partial(_course, seed), LIVE["sequences"])


def _course(seed: int) -> Course[Standing]:
    def begin() -> Course[Standing]:
        standings = conflict.contest(seed, **LIVE)
        steps = ((one.sequences, one) for one in chain([Standing(0, {})], standings))
        return Course(steps, EVERY)

    return SHELF.course(seed, begin)


def contested(values: ConflictValues) -> Contest:
    """The contest to show."""
    ours = training(values.seed)
    trained = ours.granted(values.trained)
    own = [one for _, one in ours.past(trained)[1:]] if trained else []
    return Contest(own or baked(), values.seed, trained)


def winner(run: Contest) -> Judgement:
    """Which networks bring their median loss below a tenth of what they began with.

    A contest that goes on decides nothing yet; until it has ended the baked one does.
    """
    standings = run.standings if run.trained >= LIVE["sequences"] else baked()
    first, last = standings[0].loss, standings[-1].loss
    solved = {slug: np.median(last[slug]) < 0.1 * np.median(first[slug]) for slug in last}
    names = {(True, True): "both", (False, True): "cell", (False, False): "neither"}
    slug = names.get((bool(solved["rnn"]), bool(solved["lstm97"])))
    found = contest_numbers(standings)
    told = {name: found[name] for name in ("bare", "gated", "sequences")}
    return Judgement(frozenset({slug} if slug else ()), told)


def contest_picture(view: View[Contest]) -> None:
    """The loss of both networks while they learn; before the answer, where they begin."""
    place, standings = st.empty(), view.run.standings
    if view.place and live.running(PAGE):
        _compete(training(view.run.seed), view.place, place)
    _draw_contest(standings if view.revealed else standings[:1], place, len(standings))


def contest_acts(view: View[Contest, ConflictValues]) -> DeltaGenerator | None:
    """Run a contest of one's own, with the seed of the settings; and where this one comes from."""
    run = view.run
    place = training(run.seed).buttons(
        _state(run.trained) if run.trained else "", run.trained, back="forget"
    )
    if run.trained:
        st.caption(t("weight-conflict.words.live", seed=run.seed, trials=LIVE["trials"]))
    else:
        st.caption(t("weight-conflict.words.baked", command=conflict.COMMAND))

    return place


def contest_noticed(view: View[Contest]) -> str:
    """What to notice in the contest: that it is decided, or that it is not yet."""
    told = contest_numbers(view.run.standings)
    if view.run.decided:
        return prose(PAGE, "notice-gates", **told)
    return prose(PAGE, "notice-open", **{name: told[name] for name in OPEN})


def _contest_words(view: View[Contest]) -> None:
    found = contest_numbers(view.run.standings)
    said = t("weight-conflict.words.found", **found)
    lesson.words_and_rows(said, contest_rows(view.run.standings))


def _state(sequences: int) -> str:
    return t(f"{PAGE}.training.state", sequences=whole(sequences))


def _compete(ours: live.Training[Standing], place: DeltaGenerator, chart: DeltaGenerator) -> None:
    """Train until the reader stops; does not return."""

    def draw_all(past: Sequence[tuple[int, Standing]]) -> None:
        _draw_contest([one for _, one in past[1:]], chart, len(past) - 1)

    ours.watch(place, lambda sequences, _: _state(sequences), (live.TICK, draw_all))


def _draw_contest(standings: Sequence[Standing], place: DeltaGenerator, count: int) -> None:
    seen = [one.sequences for one in standings]
    lines = [
        Line(t(f"weight-conflict.contest.{slug}"), median(standings, slug), ROLES[slug], x=seen)
        for slug in ("rnn", "lstm97")
    ]
    x, y = t("weight-conflict.words.sequences"), t("weight-conflict.words.loss")
    chart = line_chart(lines, current_palette(), x=x, y=y, domain=(0, 0.4), height=320)
    alt = t("weight-conflict.words.contest")
    with place:
        draw(chart, key=f"{PAGE}/contest/{count}", alt=alt, height="stretch")


def median(standings: Sequence[Standing], slug: str) -> list[float]:
    """The median over seeds of a network's loss, by standing."""
    return [float(np.median(one.loss[slug])) for one in standings]


def contest_numbers(standings: Sequence[Standing]) -> dict[str, str]:
    """The end of a contest in numbers."""
    last = standings[-1]
    bare, gated = last.loss["rnn"], last.loss["lstm97"]
    return {
        "sequences": str(last.sequences),
        "trials": str(len(bare)),
        "bare": f"{np.median(bare):.3f}",
        "gated": f"{np.median(gated):.3f}",
        "best_bare": f"{bare.min():.3f}",
        "worst_gated": f"{gated.max():.3f}",
    }


def contest_rows(standings: Sequence[Standing]) -> list[dict[str, str]]:
    """The last loss of every run, one record each."""
    last = standings[-1].loss
    return [
        {
            t("weight-conflict.table.run"): str(run + 1),
            t("weight-conflict.contest.rnn"): f"{bare:.4f}",
            t("weight-conflict.contest.lstm97"): f"{gated:.4f}",
        }
        for run, (bare, gated) in enumerate(zip(last["rnn"], last["lstm97"], strict=True))
    ]


def _read(section: str) -> Drawer[Any]:
    return Drawer(
        "how-to-read", "visibility", lambda view: lesson.text(prose(PAGE, section)), wide=False
    )


EQUATION = Drawer[Any]("equations", "code", lambda view: equation_panel(PAGE, EQUATIONS))
BENCHES = (
    Bench[Pulled, ConflictValues](
        settings=SETTINGS,
        tab="tug",
        controls=("side", "T", "after"),
        more=("seed",),
        answering=("after",),
        measure=measured,
        picture=tug_picture,
        question=Question("settles", ("one", "zero", "between", "never"), settles),
        case=lambda values: "",
        readings=tug_readings,
        notice=tug_noticed,
        acts=tug_acts,
        drawers=(
            _read("how-to-read"),
            Drawer("proof", "verified", _tug_proof),
            Drawer("words", "notes", _tug_words),
            EQUATION,
        ),
    ),
    Bench[Contest, ConflictValues](
        settings=SETTINGS,
        tab="contest",
        controls=("seed",),
        more=("trained",),
        presets=(),
        measure=contested,
        picture=contest_picture,
        question=Question("gates", ("both", "cell", "neither"), winner),
        case=lambda values: "",
        notice=contest_noticed,
        acts=contest_acts,
        busy=lambda: live.running(PAGE),
        ghosts=lambda _: False,  # a training is no case beside another
        intro="gates",
        drawers=(Drawer("words", "notes", _contest_words), EQUATION),
    ),
)
