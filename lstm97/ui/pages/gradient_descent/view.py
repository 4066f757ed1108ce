"""The page on gradient descent: one neuron's numbers, and the walk on its loss.

How a walk ends is found in its numbers and named, never taken from the preset.
"""

from __future__ import annotations

import numpy as np
import streamlit as st

from lstm97.analysis.foundations import descent
from lstm97.analysis.foundations.descent import Fit, Walk, fit, surface
from lstm97.engine.activations import Array
from lstm97.engine.params import sgd
from lstm97.figures.columns import Table
from lstm97.figures.foundations.descent import (
    fit_chart,
    grid,
    neuron_chart,
    surface_figure,
)
from lstm97.figures.scenes.ball import ball
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.charts import draw
from lstm97.ui.base.files import picture_tables
from lstm97.ui.base.measures import READING
from lstm97.ui.base.numbers import change, factor, latex, size
from lstm97.ui.base.part import part
from lstm97.ui.base.text import prose, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View, how_to_read
from lstm97.ui.lesson.equations import Equation, equation_drawer
from lstm97.ui.lesson.question import Question
from lstm97.ui.lesson.stage import signature
from lstm97.ui.link.controls import control, current
from lstm97.ui.pages.gradient_descent import code, sentences
from lstm97.ui.pages.gradient_descent.conditions import (
    FIRST_POINT,
    PAGE,
    SETTINGS,
    STARTS,
    WEIGHTS,
    Descent,
    SlopeValues,
    measure,
)
from lstm97.ui.pages.gradient_descent.hill import hill

GUESSES = ("crawls", "arrives", "swings", "flies")
TURN = 0.5  # how far the chosen weight is turned in the first picture
MAP = ("w", "b", "step", "loss", "start", "fixed", "lowest", "gone", "at", "clip")
LOSSES = (1e-2, 1e3)  # axis of the loss, the same for every walk
BAR = {"modeBarButtons": [["toImage", "resetCameraDefault3d"]], "displaylogo": False}


EQUATIONS = (
    Equation("neuron", r"\role{y = f(w\,x + b)}", "", Fit.outputs, r"net = |\.f\(", "signal"),
    Equation(
        "loss",
        r"\role{E} = \tfrac12 \sum_m (d_m - y_m)^2",
        "",
        Fit.loss,
        r"0\.5 \* np\.square",
        "error",
    ),
    Equation(
        "gradient",
        r"\role{\frac{\partial E}{\partial w}} = \sum_m (y_m - d_m)\,f'(net_m)\,x_m",
        "",
        Fit.gradient,
        r"error = |error @",
        "error",
    ),
    Equation(
        "step",
        r"\role{w \leftarrow w - \alpha\,\frac{\partial E}{\partial w}}",
        "17",
        sgd,
        r"weight - ",
        "signal",
    ),
)


@wrap_pure
def _heights(act: str, seed: int) -> Array:
    return surface(fit(act, seed), *grid())


def neuron(task: Fit) -> None:
    """One data point through the neuron, and what turning one weight does to each number."""
    values = current(SETTINGS)
    with st.container(horizontal=True, gap="medium"):
        control(SETTINGS, "turned")
        control(SETTINGS, "point")
    point, weight = np.array([values.w, values.b]), WEIGHTS.index(values.turned)
    index = values.point - 1
    moved = descent.nudge_weight(task, point, index, weight, TURN)
    told = _effect(task, values, moved, index)
    chart = neuron_chart(task, point.tolist(), index, weight, moved, current_palette())
    draw(chart, key=f"{PAGE}/neuron", alt=told)
    st.markdown(told, width=READING)


def _effect(task: Fit, values: SlopeValues, moved: descent.Nudge, index: int) -> str:
    told: dict[str, str] = {}
    for name, start, end in zip(("net", "y", "loss"), moved.before, moved.after, strict=True):
        told[name], told[f"{name}2"] = change(start, end)
    listens = task.xs[index] if values.turned == "w" else 1.0
    kind = "up" if moved.after[2] > moved.before[2] else "down"
    return t(
        f"{PAGE}.turned.{kind}",
        weight=values.turned,
        by=TURN,
        listens=size(float(listens), 3),
        **told,
    )


def picture(view: View[Descent, SlopeValues]) -> None:
    """The ball on the map, and its loss; before the answer, the ball at its start."""
    found, values = view.run.visible_part(view.revealed), view.values
    words = {name: t(f"{PAGE}.map.{name}") for name in MAP}
    words |= {name: t(f"stage.{name}") for name in ("play", "pause", "drop", "save")}
    packed = ball(
        _heights(values.act, values.seed),
        found,
        words,
        summary(found),
        signature(view),
        start=STARTS,
        losses=LOSSES,
        axis=len(view.run.walk.losses) - 1,
        revealed=view.revealed,
        ghost=_ghost(view),
    )
    picture_tables.note(rows(found))
    hill(SETTINGS, packed, key=f"{PAGE}/ball")


def _ghost(view: View[Descent, SlopeValues]) -> tuple[Walk, str] | None:
    """The walk before the last change, and its name; of another loss it would say nothing here."""
    before = view.ghost
    if before is None or not before.run.task.is_same(view.run.task):
        return None
    return before.run.walk, t("stage.ghost", name=before.change)


def rows(found: Walk) -> Table:
    """Every step of the walk: its weights and its loss, by the names on screen."""
    heads = [t(f"{PAGE}.table.{name}") for name in ("step", "w", "b", "loss")]
    steps = enumerate(zip(found.path.tolist(), found.losses.tolist(), strict=True))
    return [dict(zip(heads, (n, *point, loss), strict=True)) for n, (point, loss) in steps]


def readings(view: View[Descent, SlopeValues]) -> list[Reading]:
    """The loss now and the lowest there is."""
    found = view.run.walk
    return [
        Reading(t(f"{PAGE}.readings.now", step=len(found.losses) - 1), size(found.losses[-1])),
        Reading(t(f"{PAGE}.readings.lowest"), size(found.floor)),
    ]


def points(view: View[Descent]) -> None:
    """The points, and what the neuron answers."""
    words = {name: t(f"{PAGE}.fit.{name}") for name in ("x", "y", "start", "ball", "target")}
    chart = fit_chart(view.run.task, view.run.walk, words, current_palette())
    draw(chart, key=f"{PAGE}/fit", alt=t(f"{PAGE}.fit.alt"))


def solid(view: View[Descent]) -> None:
    """The surface in 3-D."""
    words = {name: t(f"{PAGE}.map.{name}") for name in ("w", "b", "loss")}
    words["path"] = t(f"{PAGE}.solid.path")
    figure = surface_figure(view.run.task, view.run.walk, words, current_palette())
    st.plotly_chart(figure, key=f"{PAGE}/surface", config=BAR, alt=t(f"{PAGE}.solid.alt"))


def summary(found: Walk) -> str:
    """The picture in words."""
    *_, floor = sentences.sizes(found)
    return t(
        f"{PAGE}.summary",
        steps=len(found.losses) - 1,
        w=size(float(found.path[0, 0])),
        b=size(float(found.path[0, 1])),
        w2=size(float(found.path[-1, 0])),
        b2=size(float(found.path[-1, 1])),
        change=sentences.change(found),
        floor=floor,
    )


def table(found: Walk) -> list[dict[str, str]]:
    """A row for some of the steps, the first and the last among them."""
    last = len(found.losses) - 1
    chosen = sorted(
        {0, 1, 2, 3, *np.linspace(0, last, 9).astype(int).tolist()} & set(range(last + 1))
    )
    heads = {name: t(f"{PAGE}.table.{name}") for name in ("step", "w", "b", "loss")}
    return [
        {
            heads["step"]: str(step),
            heads["w"]: size(float(found.path[step, 0]), 4),
            heads["b"]: size(float(found.path[step, 1]), 4),
            heads["loss"]: size(float(found.losses[step]), 4),
        }
        for step in chosen
    ]


def fill_in(task: Fit, values: SlopeValues) -> dict[str, str]:
    """The equations with the numbers at the start put in, the first for one of the points."""
    point, index = np.array([values.w, values.b]), FIRST_POINT - 1
    _, y, _ = descent.through(task, point, index)
    slope = task.gradient(point)
    after = point - values.rate * slope
    net = rf"{factor(values.w)} \cdot {factor(float(task.xs[index]))} + {factor(values.b)}"
    return {
        "neuron": rf"y_{{{FIRST_POINT}}} = f({net}) = {latex(y)}",
        "loss": rf"E = {latex(float(task.loss(*point)))}",
        "gradient": rf"\frac{{\partial E}}{{\partial w}} = {latex(float(slope[0]))},\quad "
        rf"\frac{{\partial E}}{{\partial b}} = {latex(float(slope[1]))}",
        "step": rf"w \leftarrow {latex(values.w)} - {latex(values.rate)} \cdot "
        rf"{factor(float(slope[0]))} = {latex(float(after[0]))}",
    }


def _check(task: Fit, values: SlopeValues) -> None:
    point = np.array([values.w, values.b])
    pairs = zip(task.gradient(point), descent.measured_slopes(task, point), strict=True)
    heads = {name: t(f"{PAGE}.check.{name}") for name in ("weight", "rule", "moved")}
    rows = [(name, size(float(a), 7), size(float(b), 7)) for name, (a, b) in
            zip(WEIGHTS, pairs, strict=True)]  # fmt: skip
    with st.container(width=READING):
        st.markdown(t(f"{PAGE}.check.says"))
        st.table(dict(zip(heads.values(), zip(*rows, strict=True), strict=True)), hide_index=True)


def _words(view: View[Descent]) -> None:
    lesson.words_and_rows(summary(view.run.walk), table(view.run.walk))


def _neuron(view: View[Descent]) -> None:
    lesson.text(prose(PAGE, "neuron"))
    part(PAGE, lambda: neuron(view.run.task))


BENCH = Bench[Descent, SlopeValues](
    settings=SETTINGS,
    measure=measure,
    picture=picture,
    question=Question("outcome", GUESSES, sentences.judge),
    code=code.walk,
    readings=readings,
    notice=lambda view: sentences.remarks(view.run),
    drawers=(
        how_to_read(PAGE),
        Drawer("neuron", "hub", _neuron, early=True),
        Drawer("fitted", "scatter_plot", points),
        Drawer("solid", "3d_rotation", solid),
        Drawer("check", "verified", lambda view: _check(view.run.task, view.values)),
        Drawer("words", "notes", _words),
        equation_drawer(
            PAGE, EQUATIONS, lambda view: fill_in(view.run.task, view.values), early=True
        ),
    ),
)
