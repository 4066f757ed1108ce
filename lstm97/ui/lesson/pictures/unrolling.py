"""The lesson's small unrolled chain, as a drawer of each page that adds a part to it.

The sequence stays, and so does the drawing; a reader sees at once what is new.
"""

from __future__ import annotations

from collections.abc import Mapping

from lstm97.analysis import small_chain
from lstm97.analysis.small_chain import SmallChain
from lstm97.figures.scenes.unrolling import chains_scene
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.numbers import factor, latex, size
from lstm97.ui.base.text import listed, sentences, t
from lstm97.ui.lesson.stage import stage

CELL_ROWS = ("input", "unit", "output", "back")  # what a memory cell calls otherwise

unit_chain = wrap_pure(small_chain.of_unit)
cell_chain = wrap_pure(small_chain.of_cell)


def draw_chains(page: str, chains: Mapping[str, SmallChain]) -> None:
    """Chains below each other, by their names."""
    summary = sentences(in_words(chain) for chain in chains.values())
    stage(chains_scene(chains, t, summary), key=f"{page}/chain/{len(chains)}")


def draw_cell(page: str) -> None:
    """The memory cell's chain, with what its gates let in and out."""
    chain = cell_chain()
    rows = {row: t(f"unrolled.cell.{row}") for row in CELL_ROWS}
    scene = chains_scene({t("unrolled.lane"): chain}, t, in_words(chain), rows)
    stage(scene, key=f"{page}/chain")


def in_words(chain: SmallChain) -> str:
    """What the steps back multiply by, and what they make of the error."""
    factors = listed(size(float(one), 3) for one in chain.factors[::-1])
    left = size(float(chain.product[0]), 3)
    return t("unrolled.summary", steps=chain.steps, factors=factors, left=left)


def product(chain: SmallChain) -> dict[str, str]:
    """The factors in the order in which the error meets them, and their product, in LaTeX."""
    factors = r" \cdot ".join(factor(float(one)) for one in chain.factors[::-1])
    return {"factors": factors, "left": latex(float(chain.product[0]))}


def manner(chain: SmallChain) -> str:
    """What the factors do to an error, ``mixed`` where they do not agree."""
    sizes = abs(chain.factors)
    holds = {
        "silent": chain.errors[-1] == 0,
        "same": (sizes == 1).all(),
        "shrinks": (sizes < 1).all(),
        "swells": (sizes > 1).all(),
    }
    return next((name for name, true in holds.items() if true), "mixed")
