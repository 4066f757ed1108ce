"""The small unrolled chain with a unit of this page's kind: its factors are multiplied."""

from __future__ import annotations

from lstm97.analysis.small_chain import SmallChain
from lstm97.ui.base.numbers import signed
from lstm97.ui.base.text import prose, t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.bench import View
from lstm97.ui.lesson.pictures import unrolling
from lstm97.ui.pages.vanishing_exploding.conditions import PAGE, VanishingValues
from lstm97.ui.pages.vanishing_exploding.network import NetworkView


def unit_of(values: VanishingValues) -> SmallChain:
    """One unit with the page's activation, and the size of W as its loop weight."""
    return unrolling.unit_chain(values.size, values.act)


def chain(view: View[NetworkView, VanishingValues]) -> None:
    """The chain, its product, and what its factors do to the error."""
    run = unit_of(view.values)
    told = prose(PAGE, "chain", w=signed(view.values.size), **unrolling.product(run))
    lesson.text(told)
    lesson.text(prose(PAGE, f"chain-{unrolling.manner(run)}"))
    unrolling.draw_chains(PAGE, {t("unrolled.lane"): run})
