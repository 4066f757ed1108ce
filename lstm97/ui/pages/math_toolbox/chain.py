"""The chain rule as a product of sliders."""

from __future__ import annotations

import numpy as np

from lstm97.analysis.foundations import toolbox
from lstm97.analysis.foundations.toolbox import READABLE, ChainRule
from lstm97.figures.foundations.toolbox import PRODUCTS, factor_bars
from lstm97.figures.lines import Line, line_chart
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.charts import draw
from lstm97.ui.base.numbers import size
from lstm97.ui.base.text import prose, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View, how_to_read
from lstm97.ui.lesson.equations import Equation, equation_drawer
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.pages.math_toolbox import code
from lstm97.ui.pages.math_toolbox.tools import (
    CHAINS,
    PAGE,
    SETTINGS,
    ToolValues,
    row,
    some,
)

_chain = wrap_pure(toolbox.chain, entries=64)
BARS = {"half": 0.2, "twentieth": 0.02, "small": 1e-3, "nothing": 0.0}  # what is at least left
EQUATION = Equation(
    "chain",
    r"\frac{\partial y_q}{\partial y_0} = \role{\prod_{k=1}^{q} f'(net_k)\,w_k}",
    "",
    toolbox.chain,
    r"running = ",
    "error",
)


def measure(values: ToolValues) -> ChainRule:
    """The chain that the settings ask for."""
    return _chain((values.a, values.b, values.c), values.act, values.q)


def judge(_: ChainRule) -> Judgement:
    """What fifty factors of 0.9 leave, whatever is on screen."""
    left = _chain((0.9,) * 3, "identity", 50).slope
    slug = next(name for name, bar in BARS.items() if left >= bar)
    return Judgement(frozenset({slug}), {"left": size(left)})


def manner(found: ChainRule) -> str:
    """Whether moving the input finds the slope that the product has."""
    if not found.factors.all():
        return "zero"
    if abs(found.difference_quotient - found.slope) <= 0.01 * abs(found.slope):
        return "agree"
    return "rounding" if abs(found.slope) < READABLE else "neutral"


def mean_of(found: ChainRule) -> float:
    """The geometric mean of the factors' sizes; 0 if one of them is 0."""
    if not found.factors.all():
        return 0.0
    return float(np.exp(np.log(np.abs(found.factors)).mean()))


def picture(view: View[ChainRule, ToolValues]) -> None:
    """A bar for each factor; below it the product, once it may be told."""
    found, look = view.run, current_palette()
    words = {name: t(f"{PAGE}.chain.{name}") for name in ("step", "factor", "product")}
    chart = factor_bars(found.factors, words, look)
    draw(chart, key=f"{PAGE}/factors", alt=words["factor"], height="stretch")
    running = found.running if view.revealed else np.full(len(found.running), np.nan)
    chart = line_chart(
        [Line(words["product"], running, "error")],
        look,
        x=words["step"],
        y=words["product"],
        domain=PRODUCTS,
        log=True,
        across=(1, max(len(running), 2)),
    )
    draw(chart, key=f"{PAGE}/product", alt=words["product"], height="stretch")


def readings(view: View[ChainRule, ToolValues]) -> list[Reading]:
    """The product, and the same slope by moving the input."""
    return [
        Reading(t(f"{PAGE}.chain.slope"), size(view.run.slope, 4)),
        Reading(t(f"{PAGE}.chain.measured"), size(view.run.difference_quotient, 4)),
    ]


def notice(view: View[ChainRule, ToolValues]) -> str:
    """What the factors make together, and whether an experiment finds it."""
    found = view.run
    facts = {"q": view.values.q, "mean": size(mean_of(found), 3), "slope": size(found.slope, 3)}
    said = manner(found)
    return prose(PAGE, f"chain-{said}", **({} if said == "zero" else facts))


def _words(view: View[ChainRule, ToolValues]) -> None:
    found = view.run
    heads = ("step", "factor", "product")
    rows = [
        row("chain", heads, (k + 1, found.factors[k], found.running[k]))
        for k in some(len(found.factors))
    ]
    mean, slope = size(mean_of(found), 3), size(found.slope)
    said = t(f"{PAGE}.chain.summary", q=view.values.q, slope=slope, mean=mean)
    lesson.words_and_rows(said, rows)


BENCH = Bench[ChainRule, ToolValues](
    settings=SETTINGS,
    tab="chain",
    controls=("a", "b", "c", "q"),
    more=("act",),
    presets=tuple(CHAINS),
    measure=measure,
    picture=picture,
    question=Question("fifty", tuple(BARS), judge),
    case=lambda values: "",
    code=code.chain,
    readings=readings,
    notice=notice,
    ghosts=lambda _: False,
    intro="chain",
    drawers=(
        how_to_read(PAGE, "chain-how"),
        Drawer("words", "notes", _words),
        equation_drawer(PAGE, (EQUATION,), early=True),
    ),
)
