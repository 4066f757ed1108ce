"""A matrix times a vector: four weights on wires, and an arrow that is turned and stretched."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st

from lstm97.engine import rnn
from lstm97.engine.activations import Array
from lstm97.figures.foundations.vectors import plane_chart, product_chart
from lstm97.records import brief
from lstm97.ui.base.charts import draw
from lstm97.ui.base.numbers import change, general, size
from lstm97.ui.base.text import listed, prose, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View, how_to_read
from lstm97.ui.lesson.equations import Equation, equation_drawer
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.pages.math_toolbox import code
from lstm97.ui.pages.math_toolbox.tools import (
    PAGE,
    SETTINGS,
    VECTORS,
    ToolValues,
    row,
)

EQUATION = Equation(
    "vector",
    r"\role{y_i} = \sum_s m_{is}\,x_s",
    "",
    rnn.step,
    r"net_j = ",
    "signal",
)


@brief
@dataclass(frozen=True, eq=False)
class Product:
    """``y`` (2,) = ``matrix`` (2, 2) times ``x`` (2,)."""

    matrix: Array
    x: Array
    y: Array

    @property
    def lengths(self) -> tuple[float, float]:
        """Euclidean length of the vector before and after."""
        return float(np.linalg.norm(self.x)), float(np.linalg.norm(self.y))


def measure(values: ToolValues) -> Product:
    """The product that the settings ask for."""
    matrix = np.array([[values.n11, values.n12], [values.n21, values.n22]])
    x = np.array([values.x1, values.x2])
    return Product(matrix, x, matrix @ x)


def judge(found: Product) -> Judgement:
    """Which numbers make y1; several ways may give it by chance."""
    (m11, m12), (m21, m22) = found.matrix
    x1, x2 = found.x
    ways = {
        "row": m11 * x1 + m12 * x2,
        "column": m11 * x1 + m21 * x2,
        "diagonal": m11 * x1 + m22 * x2,
    }
    right = frozenset(name for name, way in ways.items() if abs(way - found.y[0]) < 1e-9)
    return Judgement(right, {"sum": _sum(found, 0)})


def manner(found: Product) -> str:
    """What the matrix did to the length of this vector."""
    before, after = found.lengths
    if before == 0:
        return "none"
    if abs(after - before) < 1e-9:
        return "same"
    return "longer" if after > before else "shorter"


def _sum(found: Product, line: int) -> str:
    """A row of the product as it is done on paper: 0.5·1 + 1·0.5 = 1."""
    terms = " + ".join(
        f"{_plain(m)}·{_plain(x)}" for m, x in zip(found.matrix[line], found.x, strict=True)
    )
    return f"{terms} = {_plain(found.y[line]).strip('()')}"


def _plain(value: float) -> str:
    text = general(value, 4)
    return f"({text})" if value < 0 else text


def picture(view: View[Product, ToolValues]) -> None:
    """The numbers on their wires and the arrows; the product once it may be told."""
    found, look = view.run, current_palette()
    y = found.y if view.revealed else None
    words = {name: t(f"{PAGE}.vector.{name}") for name in ("first", "second")} | {
        "x": "x",
        "y": "Mx",
    }
    left, right = st.columns(2)
    with left:
        chart = product_chart(found.matrix, found.x, y, look)
        draw(chart, key=f"{PAGE}/wires", alt=summary(view), height="stretch")
    with right:
        chart = plane_chart(found.x, y, words, look)
        draw(chart, key=f"{PAGE}/arrows", alt=summary(view), height="stretch")


def summary(view: View[Product, ToolValues]) -> str:
    """The product in words, or what goes in."""
    found = view.run
    x = listed(general(one, 4) for one in found.x)
    if not view.revealed:
        return t(f"{PAGE}.vector.waiting", x=x)
    return t(f"{PAGE}.vector.summary", x=x, y=listed(general(one, 4) for one in found.y))


def readings(view: View[Product, ToolValues]) -> list[Reading]:
    """Both numbers of the product with the sum that makes them."""
    found = view.run
    return [
        Reading(name, size(float(found.y[line]), 3), _sum(found, line))
        for line, name in enumerate(("y₁", "y₂"))
    ]


def notice(view: View[Product, ToolValues]) -> str:
    """What became of the arrow's length."""
    said = manner(view.run)
    before, after = change(*view.run.lengths)
    facts = {"before": before, "after": after} if said in ("longer", "shorter") else {}
    return prose(PAGE, f"vector-{said}", **facts)


def _words(view: View[Product, ToolValues]) -> None:
    found = view.run
    rows = [
        row("vector", ("line", "sum"), (f"y{name}", _sum(found, line)))
        for line, name in enumerate("₁₂")
    ]
    lesson.words_and_rows(summary(view), rows)


BENCH = Bench[Product, ToolValues](
    settings=SETTINGS,
    tab="vector",
    controls=("x1", "x2"),
    more=("n11", "n12", "n21", "n22"),
    presets=tuple(VECTORS),
    measure=measure,
    picture=picture,
    question=Question("row", ("row", "column", "diagonal"), judge),
    code=code.vector,
    readings=readings,
    notice=notice,
    ghosts=lambda _: False,
    intro="vector",
    takeaway="vector-takeaway",
    drawers=(
        how_to_read(PAGE, "vector-how"),
        Drawer("words", "notes", _words),
        equation_drawer(PAGE, (EQUATION,), early=True),
    ),
)
