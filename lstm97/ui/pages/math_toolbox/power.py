"""Powers of a 2 x 2 matrix, against its spectral radius."""

from __future__ import annotations

import numpy as np
import streamlit as st

from lstm97.analysis.foundations import toolbox
from lstm97.analysis.foundations.toolbox import Powers
from lstm97.analysis.problem import hochreiter
from lstm97.figures.foundations.toolbox import plane
from lstm97.figures.lines import Line, Spec, line_chart
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.charts import draw
from lstm97.ui.base.crosslinks import see_also
from lstm97.ui.base.numbers import size
from lstm97.ui.base.text import prose, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View, asked_picture, how_to_read
from lstm97.ui.lesson.equations import Equation, equation_drawer
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.pages.math_toolbox import code
from lstm97.ui.pages.math_toolbox.tools import (
    MATRICES,
    PAGE,
    SETTINGS,
    ToolValues,
    row,
    some,
)

POWERS = 60  # of the matrix, as far as they are drawn
NORMS = (1e-4, 1e4)  # the axis of a power's size
NEAR = 1e-6  # eigenvalues of a matrix with a double one are known no better

_powers = wrap_pure(toolbox.powers, entries=64)
EQUATIONS = (
    Equation(
        "power",
        r"\role{\lVert M^q \rVert}\ \text{,}\quad \lVert A\rVert = \max_r \sum_s |a_{rs}|",
        "",
        toolbox.powers,
        r"norms\[k\] = ",
        "rnn",
    ),
    Equation(
        "radius",
        r"\role{\rho(M) = \max_i |\lambda_i|}",
        "",
        hochreiter.spectral_radius,
        r"eigvals",
        "bound",
    ),
)


def measure(values: ToolValues) -> Powers:
    """The powers that the settings ask for."""
    return _powers(((values.m11, values.m12), (values.m21, values.m22)), POWERS)


def judge(_: Powers) -> Judgement:
    """What the powers of the matrix in the question do, whatever is on screen."""
    found = _powers(((0.9, 2.0), (0.0, 0.9)), POWERS)
    slug = "grows" if found.transient else "dies" if found.radius < 1 else "same"
    peak, end = (size(float(one), 3) for one in (found.norms[found.peak], found.norms[-1]))
    return Judgement(frozenset({slug}), {"peak": peak, "q": found.peak, "end": end, "last": POWERS})


def manner(found: Powers) -> str:
    """What the eigenvalues say of the powers in the long run, and what comes before."""
    if found.transient and found.radius < 1 - NEAR:
        return "transient"
    if abs(found.radius - 1) <= NEAR:
        return "one"
    return "below" if found.radius < 1 else "above"


def picture(view: View[Powers, ToolValues]) -> None:
    """The eigenvalues, and the size of the powers once it may be told."""
    found, look = view.run, current_palette()
    left, right = st.columns(2)
    with left:
        words = {name: t(f"{PAGE}.power.{name}") for name in ("real", "imaginary")}
        chart = plane(found.eigenvalues, words, look)
        draw(chart, key=f"{PAGE}/plane", alt=t(f"{PAGE}.power.plane"), height="stretch")
    with right, asked_picture():
        chart = norms_chart(found, told=view.revealed)
        draw(chart, key=f"{PAGE}/norms", alt=t(f"{PAGE}.power.measured"), height="stretch")


def norms_chart(found: Powers, *, told: bool) -> Spec:
    """The size of each power and the power of the radius; the radius alone until ``told``."""
    decay = found.radius ** np.arange(POWERS + 1)
    decay = np.where((decay >= NORMS[0]) & (decay <= NORMS[1]), decay, np.nan)
    lines = [Line(t(f"{PAGE}.power.radius_line"), decay, "bound", first=0)]
    if told:
        lines.insert(0, Line(t(f"{PAGE}.power.measured"), found.norms, "rnn", first=0))
    x, y = t(f"{PAGE}.power.q"), t(f"{PAGE}.power.norm")
    across = (0, POWERS)
    return line_chart(lines, current_palette(), x=x, y=y, domain=NORMS, log=True, across=across)


def readings(view: View[Powers, ToolValues]) -> list[Reading]:
    """The spectral radius, and the largest of the powers."""
    found = view.run
    return [
        Reading(t(f"{PAGE}.power.radius"), size(found.radius, 3)),
        Reading(
            t(f"{PAGE}.power.peak", q=found.peak),
            size(float(found.norms[found.peak]), 3),
            t(f"{PAGE}.power.end", q=POWERS, size=size(float(found.norms[-1]), 3)),
        ),
    ]


def notice(view: View[Powers, ToolValues]) -> str:
    """What the eigenvalues say, and what the norm sees."""
    return prose(PAGE, f"power-{manner(view.run)}")


def _words(view: View[Powers, ToolValues]) -> None:
    found, norms = view.run, view.run.norms
    heads = ("q", "norm", "ratio")
    rows = [
        row("power", heads, (q, norms[q], norms[q] / norms[q - 1]))
        for q in some(POWERS)
        if q and norms[q - 1] > 0
    ]
    facts = {
        "radius": size(found.radius, 3),
        "peak": size(float(norms[found.peak]), 3),
        "q": found.peak,
    }
    lesson.words_and_rows(t(f"{PAGE}.power.summary", **facts), rows)
    see_also("vanishing-exploding")


BENCH = Bench[Powers, ToolValues](
    settings=SETTINGS,
    tab="power",
    controls=("m11", "m12", "m21", "m22"),
    more=(),
    presets=tuple(MATRICES),
    measure=measure,
    picture=picture,
    question=Question("transient", ("dies", "grows", "same"), judge),
    case=lambda values: "",
    code=lambda values: code.power(values, POWERS),
    readings=readings,
    notice=notice,
    ghosts=lambda _: False,
    intro="power",
    drawers=(
        how_to_read(PAGE, "power-how"),
        Drawer("words", "notes", _words),
        equation_drawer(PAGE, EQUATIONS, early=True),
    ),
)
