"""The small net: both sweeps and one step, with the number at every wire."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from lstm97.analysis.foundations import feedforward
from lstm97.analysis.foundations.feedforward import Lesson, lesson
from lstm97.engine.activations import Array
from lstm97.figures.foundations.feedforward import MOMENTS, hidden_errors, layers_chart, numbers
from lstm97.ui.base.charts import draw
from lstm97.ui.base.numbers import change, general, latex, size
from lstm97.ui.base.text import listed, prose, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson import parts
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View, how_to_read
from lstm97.ui.lesson.equations import Equation, equation_drawer
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.link.controls import apply, control
from lstm97.ui.pages.layers import code
from lstm97.ui.pages.layers.net import PAGE, SETTINGS, LayerValues

UNITS = ("first", "second", "third")
EQUATIONS = (
    Equation(
        "forward",
        r"\role{h} = f(W_1\,x),\qquad y = W_2\,h",
        "",
        feedforward.forward,
        r"weights @ ys",
        "signal",
    ),
    Equation(
        "back",
        r"\role{\vartheta_h} = f'(net_h) \odot W_2^{\top}\,\vartheta_y",
        "",
        feedforward.backward,
        r"weights\.T @|slope \* arriving",
        "error",
    ),
    Equation(
        "step",
        r"\role{w_{ij} \leftarrow w_{ij} - \alpha\,\vartheta_i\,y_j}",
        "17",
        feedforward.descend,
        r"w - rate \* grad",
        "signal",
    ),
)


def measure(values: LayerValues) -> Lesson:
    """Both sweeps and one step of the net that the settings ask for."""
    x, target = np.array([values.x1, values.x2]), np.array([values.d1, values.d2])
    return lesson(feedforward.small(values.seed), x, target, values.rate)


def judge(found: Lesson) -> Judgement:
    """Which hidden unit has the largest error in size; ties count for all of them."""
    sizes = np.abs(found.errors.nets[0])
    top = float(sizes.max())
    right = frozenset(
        name for name, one in zip(UNITS, sizes, strict=True) if one >= (1 - 1e-9) * top
    )
    return Judgement(right, {"errors": listed(numbers(found.errors.nets[0]))})


def picture(view: View[Lesson, LayerValues]) -> None:
    """The net at the chosen moment, and that moment's matrix times vector."""
    found, moment = view.run, view.values.moment
    chart = layers_chart(found, moment, current_palette(), told=view.revealed)
    draw(chart, key=f"{PAGE}/net", alt=summary(view), height="stretch")
    st.latex(product(found, moment, told=view.revealed), width="stretch")


def moments(values: LayerValues) -> None:
    """The moment, and a button that goes on to the next."""
    following = MOMENTS[(MOMENTS.index(values.moment) + 1) % len(MOMENTS)]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        control(SETTINGS, "moment")
        st.button(
            t(f"{PAGE}.small.next"),
            key=f"{PAGE}/next",
            icon=":material/skip_next:",
            on_click=apply,
            args=(SETTINGS, {"moment": following}),
        )


def product(found: Lesson, moment: str, *, told: bool) -> str:
    """The moment as it is written on paper."""
    (w1, w2), (x, hidden, out) = found.sweep.net.weights, found.sweep.ys
    if moment == "hidden":
        return rf"h = \tanh\!\left({_matrix(w1)}{_vector(x)}\right) = {_vector(hidden)}"
    if moment == "output":
        return rf"y = {_matrix(w2)}{_vector(hidden)} = {_vector(out)}"
    error = found.errors.nets[1]
    if moment == "error":
        return rf"\vartheta_y = y - d = {_vector(out)} - {_vector(found.target)} = {_vector(error)}"
    if moment == "back":
        slopes = _vector(found.sweep.slopes[0])
        end = _tall(hidden_errors(found, told))
        return rf"\vartheta_h = {slopes} \odot {_matrix(w2.T)}{_vector(error)} = {end}"
    before, after = (latex(one) for one in found.losses)
    end = after if told else "?"
    return rf"w \leftarrow w - \alpha\,\vartheta\,y:\quad E = {before} \to {end}"


def _matrix(rows: Array) -> str:
    return _bracket(r" \\ ".join(" & ".join(numbers(row)) for row in rows))


def _vector(values: Array) -> str:
    return _tall(numbers(values))


def _tall(texts: list[str]) -> str:
    return _bracket(r" \\ ".join(texts))


def _bracket(inside: str) -> str:
    inside = inside.replace("\N{MINUS SIGN}", "-")
    return rf"\begin{{bmatrix}} {inside} \end{{bmatrix}}"


def summary(view: View[Lesson, LayerValues]) -> str:
    """The net in words."""
    found = view.run
    return t(
        f"{PAGE}.small.summary",
        x=listed(numbers(found.sweep.ys[0])),
        hidden=listed(numbers(found.sweep.ys[1])),
        y=listed(numbers(found.sweep.ys[2])),
        d=listed(numbers(found.target)),
        out=listed(numbers(found.errors.nets[1])),
        errors=listed(hidden_errors(found, view.revealed)),
    )


def readings(view: View[Lesson, LayerValues]) -> list[Reading]:
    """The loss before and after the step."""
    start, end = change(*view.run.losses)
    rate = general(view.values.rate)
    return [
        Reading(t(f"{PAGE}.small.before"), start),
        Reading(t(f"{PAGE}.small.after", rate=rate), end),
    ]


def notice(view: View[Lesson, LayerValues]) -> str:
    """What the moment does; of the step, whether E fell."""
    found, moment = view.run, view.values.moment
    if moment != "step":
        return prose(PAGE, f"notice-{moment}")
    start, end = change(*found.losses)
    facts: dict[str, Any] = {"start": start, "end": end, "rate": general(view.values.rate)}
    said = found.outcome
    return prose(PAGE, f"notice-{said}", **({} if said == "still" else facts))


def _words(view: View[Lesson, LayerValues]) -> None:
    found = view.run
    heads = [t(f"{PAGE}.small.{name}") for name in ("wire", "weight", "slope", "moved")]
    rows = [
        dict(zip(heads, (f"w{_below(layer, i, j)}", *numbers_of(found, layer, i, j)), strict=True))
        for layer, weights in enumerate(found.sweep.net.weights)
        for i, j in np.ndindex(weights.shape)
    ]
    parts.words_and_rows(summary(view), rows)


def numbers_of(found: Lesson, layer: int, i: int, j: int) -> list[str]:
    """A weight, its slope, and the weight after the step."""
    three = found.sweep.net.weights, found.errors.grads, found.after.weights
    return [size(float(one[layer][i, j]), 3) for one in three]


def _below(layer: int, i: int, j: int) -> str:
    """Unit and source as they are named in the picture."""
    return f" {'hy'[layer]}{i + 1} ← {'xh'[layer]}{j + 1}"


BENCH = Bench[Lesson, LayerValues](
    settings=SETTINGS,
    tab="net",
    controls=("x1", "x2", "rate"),
    dials=moments,
    presets=("little", "much"),
    measure=measure,
    picture=picture,
    question=Question("largest", UNITS, judge),
    case=lambda values: " ".join(f"{values[name]:g}" for name in ("x1", "x2", "d1", "d2", "seed")),
    code=code.small,
    readings=readings,
    notice=notice,
    ghosts=lambda _: False,
    drawers=(
        how_to_read(PAGE),
        Drawer("words", "notes", _words),
        equation_drawer(PAGE, EQUATIONS, early=True),
    ),
)
