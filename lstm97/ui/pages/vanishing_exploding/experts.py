"""Two pictures for experts: errors that enter anywhere, and what each single step makes of them."""

from __future__ import annotations

import numpy as np

from lstm97.analysis.problem import vanishing
from lstm97.analysis.problem.vanishing import Setup
from lstm97.engine import StackTrace
from lstm97.figures.reach.credit import credit_map, singular_chart
from lstm97.flow.credit import Credit, Singular
from lstm97.flow.credit import credit as credit_of
from lstm97.flow.credit import singular as singular_of
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.charts import draw
from lstm97.ui.base.text import prose, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.bench import View
from lstm97.ui.pages.vanishing_exploding.conditions import PAGE
from lstm97.ui.pages.vanishing_exploding.network import NetworkView

HEIGHT = 380


def _credit(setup: Setup) -> Credit:
    """Errors of norm 1, shared evenly by all units, that enter at every step."""
    trace = vanishing.run_forward(setup)
    return credit_of(StackTrace((trace,)), np.full(setup.units, setup.units**-0.5))


def _singular(setup: Setup) -> Singular:
    return singular_of(StackTrace((vanishing.run_forward(setup),)))


_run_credit = wrap_pure(_credit, entries=8)
_run_singular = wrap_pure(_singular, entries=8)


def credit(view: View[NetworkView]) -> None:
    """Where errors go that enter at any step."""
    found = _run_credit(view.run.setup)
    words = {name: t(f"{PAGE}.credit.{name}") for name in ("at", "entered", "size")}
    lesson.text(prose(PAGE, "credit"))
    chart = credit_map(found.entries, found.sizes[0], words, current_palette(), height=HEIGHT)
    draw(chart, key=f"{PAGE}/credit/chart", alt=words["size"])


def singular(view: View[NetworkView]) -> None:
    """The most and the least that each step can make of an error."""
    found = _run_singular(view.run.setup)
    names = ("t", "value", "largest", "median", "least")
    words = {name: t(f"{PAGE}.singular.{name}") for name in names}
    lesson.text(prose(PAGE, "singular"))
    chart = singular_chart(found.steps, found.values, words, current_palette(), height=HEIGHT)
    draw(chart, key=f"{PAGE}/singular/chart", alt=words["value"])
