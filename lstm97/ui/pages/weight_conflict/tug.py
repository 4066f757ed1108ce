"""One weight that two wishes pull at: its pulls by time step, and where training takes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import streamlit as st

from lstm97.analysis.problem import conflict
from lstm97.analysis.problem.conflict import Tug
from lstm97.engine.activations import Array
from lstm97.figures.foundations.bars import pull_chart
from lstm97.figures.layers import layer, word
from lstm97.figures.legend import with_rows
from lstm97.figures.lines import Line, Spec, line_chart
from lstm97.figures.palette import Palette
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.charts import draw
from lstm97.ui.base.fill import quote_prose
from lstm97.ui.base.numbers import apart, decimals, signed
from lstm97.ui.base.text import labelled, listed, prose, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View, asked_picture, how_to_read
from lstm97.ui.lesson.proof import prove
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.link import address
from lstm97.ui.link.controls import apply
from lstm97.ui.pages.weight_conflict import code
from lstm97.ui.pages.weight_conflict.settings import (
    MOST_STEPS,
    PAGE,
    SETTINGS,
    TRAINING,
    ConflictValues,
)

EQUILIBRIUM = 1e-3  # a sum of pulls that moves the weight no more
ROWS = 3  # names below the plot that has most
run_tug = wrap_pure(conflict.tug)


@dataclass(frozen=True)
class TugRun:
    """The single weight in training, and the moment of it that is on screen."""

    tug: Tug
    side: str
    after: int

    @property
    def state(self) -> str:
        """At the start, moving, or settled: the pulls of all steps cancel."""
        if _is_level(self.tug.pulls[self.after]):
            return "settled"
        return "start" if self.after == 0 else "moving"


@dataclass(frozen=True)
class TugMoment:
    """A moment ``at`` of training, of whose course so many (``length``) moments are drawn."""

    at: int
    length: int

    def marks(self, course: Array, end: str, look: Palette) -> list[Spec]:
        """A dot at the moment, and the number at the end; or the word where it is to begin."""
        color = {"value": look.color("rnn")}
        dot = {"type": "point", "filled": True, "size": 150, "opacity": 1}
        text = {"type": "text", "fontSize": 13, "fontWeight": 600}
        here = [{"x": self.at, "y": float(course[self.at])}]
        if self.length == 1:
            text |= {"align": "left", "dx": 10, "dy": 14}
            words = [{**here[0], "text": t("weight-conflict.words.begins")}]
        else:
            text |= {"align": "right", "dy": -12}
            words = [{"x": len(course) - 1, "y": float(course[-1]), "text": end}]
        return [layer(here, dot, color=color), layer(words, text, color=color, text=word("text"))]


def measure(values: ConflictValues) -> TugRun:
    """The training that the settings describe."""
    tug = run_tug(values.side, values.T, TRAINING, values.seed)
    return TugRun(tug, values.side, values.after)


def settles(_: TugRun) -> Judgement:
    """Where the weight of the question (four numbers, to be stored) ends."""
    tug = run_tug("input", 4, TRAINING, 1)
    weight, moved = float(tug.weight[-1]), float(abs(tug.weight[-1] - tug.weight[-6]))
    near = {"one": abs(weight - 1) < 0.1, "zero": abs(weight) < 0.1, "never": moved > 0.02}
    slug = next((name for name, holds in near.items() if holds), "between")
    return Judgement(
        frozenset({slug}), {"weight": signed(round(weight, 2)), "loss": decimals(tug.loss[-1], 3)}
    )


def picture(view: View[TugRun, ConflictValues]) -> None:
    """The pulls of every step, and below them the weight and the loss; where they go, if told."""
    look, tug = current_palette(), view.run.tug
    moment = TugMoment(view.run.after, len(tug.loss)) if view.revealed else TugMoment(0, 1)
    _pulls(view.run, moment.at)
    left, right = st.columns(2)
    with left, asked_picture():
        marks = moment.marks(tug.weight, numbers(tug, -1)["weight"], look)
        _line("weight", _weight_lines(view.run, moment), "weight", (-0.5, 1.5), marks)
    with right:
        marks = moment.marks(tug.loss, decimals(tug.loss[-1], 3), look)
        top = float(tug.loss.max()) * 1.05
        _line("loss", _loss_lines(tug, moment), "loss", (0, top), marks)


def acts(view: View[TugRun, ConflictValues]) -> None:
    """Train on, step by step."""
    _train_on(view.values)


def readings(view: View[TugRun, ConflictValues]) -> list[Reading]:
    """The weight at this moment of training, and where it settles; below each, the loss there."""
    tug, after = view.run.tug, view.run.after
    told = numbers(tug, after)
    moment = labelled(t("weight-conflict.words.training"), str(after))
    return [
        Reading(
            t("weight-conflict.words.weight"), told["weight"], listed([moment, _loss(tug, after)])
        ),
        Reading(t("weight-conflict.words.settles"), told["settled"], _loss(tug, -1)),
    ]


def _loss(tug: Tug, after: int) -> str:
    return labelled(t("weight-conflict.words.loss"), decimals(tug.loss[after], 3))


def remarks(view: View[TugRun, ConflictValues]) -> str:
    """What to notice at this moment of training."""
    state = view.run.state
    told = quote_prose(PAGE, f"notice-{state}", numbers(view.run.tug, view.run.after))
    if state == "settled" and _is_worse_with_more(view.values):
        told += "\n" + prose(PAGE, "more-steps", most=MOST_STEPS)
    return told


def _is_worse_with_more(values: ConflictValues) -> bool:
    """Whether the weight would settle at a higher loss if there were as many steps as can be."""
    here, most = (
        run_tug(values.side, steps, TRAINING, values.seed) for steps in (values.T, MOST_STEPS)
    )
    return values.T < MOST_STEPS and float(most.loss[-1]) > float(here.loss[-1])


def _words(view: View[TugRun]) -> None:
    told = numbers(view.run.tug, view.run.after)
    lesson.words_and_rows(t("weight-conflict.words.summary", **told), rows(view.run.tug))


def _proof(view: View[TugRun, ConflictValues]) -> None:
    weight = float(view.run.tug.weight[view.run.after])
    values = view.values
    prove(PAGE, {"rnn": conflict.single(values.side, values.T, weight, values.seed)})


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


def _pulls(run: TugRun, after: int) -> None:
    """The pulls at this moment of training."""
    tug, sums = run.tug, run.tug.pulls.sum(axis=1)
    bound = 1.25 * float(max(np.abs(tug.pulls).max(), np.abs(sums).max()))
    words = {name: t(f"weight-conflict.{run.side}.{name}") for name in ("up", "down")}
    words |= {name: t(f"weight-conflict.words.{name}") for name in ("x", "y", "sum")}
    chart = pull_chart(tug.pulls[after], words, current_palette(), bound=bound, height=360)
    draw(chart, key=f"{PAGE}/pulls", alt=words["y"], height="stretch")


def _weight_lines(run: TugRun, moment: TugMoment) -> list[Line]:
    all_one = np.ones(len(run.tug.weight))
    return [
        Line(t("weight-conflict.words.weight"), run.tug.weight[: moment.length], "rnn", first=0),
        Line(t(f"weight-conflict.{run.side}.wants_one"), all_one, "signal", first=0),
        Line(t(f"weight-conflict.{run.side}.wants_zero"), 0 * all_one, "error", first=0),
    ]


def _loss_lines(tug: Tug, moment: TugMoment) -> list[Line]:
    zero = np.zeros(len(tug.loss))
    return [
        Line(t("weight-conflict.words.loss"), tug.loss[: moment.length], "rnn", first=0),
        Line(t("weight-conflict.words.none"), zero, "bound", first=0),
    ]


def _line(
    key: str, lines: Sequence[Line], y: str, domain: tuple[float, float], marks: Sequence[Spec]
) -> None:
    x, title = t("weight-conflict.words.training"), t(f"weight-conflict.words.{y}")
    chart = line_chart(lines, current_palette(), x=x, y=title, domain=domain, height=300)
    chart = with_rows(chart, ROWS)
    chart["layer"] += marks
    names = " · ".join(line.name for line in lines)
    draw(chart, key=f"{PAGE}/{key}", alt=labelled(title, names), height="stretch")


def numbers(tug: Tug, after: int) -> dict[str, str]:
    """What the note puts into its sentences."""
    pulls = tug.pulls[after]
    up, down = float(pulls[pulls > 0].sum()), float(-pulls[pulls < 0].sum())
    if _is_level(pulls):  # the same to as many digits as are shown
        up = down = (up + down) / 2
    first, last = apart(float(tug.loss[0]), float(tug.loss[-1]), digits=3)
    return {
        "after": str(after),
        "weight": _two_digits(tug.weight[after]),
        "up": decimals(up, 2),
        "down": decimals(down, 2),
        "settled": _two_digits(tug.weight[-1]),
        "steps": str(len(pulls)),
        "first_loss": first,
        "last_loss": last,
    }


def _is_level(pulls: Array) -> bool:
    """Whether the pulls of all steps cancel."""
    return abs(float(pulls.sum())) < EQUILIBRIUM


def _two_digits(weight: float) -> str:
    """A weight; one that is a hair beside 0.125 is rounded as 0.125 is, in which it ends."""
    return signed(round(round(float(weight), 6), 2))


def rows(tug: Tug) -> list[dict[str, str]]:
    """A record for some moments of training: weight, pulls up and down, loss."""
    return [
        {
            t("weight-conflict.words.training"): str(after),
            t("weight-conflict.words.weight"): numbers(tug, after)["weight"],
            t("weight-conflict.table.up"): numbers(tug, after)["up"],
            t("weight-conflict.table.down"): numbers(tug, after)["down"],
            t("weight-conflict.words.loss"): decimals(tug.loss[after], 4),
        }
        for after in (0, 1, 2, 5, 10, 20, TRAINING)
    ]


BENCH = Bench[TugRun, ConflictValues](
    settings=SETTINGS,
    tab="tug",
    controls=("side", "T", "after"),
    more=("seed",),
    answering=("after",),
    measure=measure,
    picture=picture,
    question=Question("settles", ("one", "zero", "between", "never"), settles),
    case=lambda values: "",
    code=lambda values: code.tug(values, TRAINING),
    readings=readings,
    notice=remarks,
    acts=acts,
    ghosts=lambda _: False,
    drawers=(
        how_to_read(PAGE),
        Drawer("proof", "verified", _proof),
        Drawer("words", "notes", _words),
    ),
)  # fmt: skip
