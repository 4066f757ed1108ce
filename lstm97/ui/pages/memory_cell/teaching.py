"""What the lesson plan says of this page: its stage's numbers, by the page's own functions.

A teacher reads beforehand what the class will see on the wall.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from lstm97.analysis.cell import valve_game
from lstm97.figures.thumbnail import Thumbnail
from lstm97.ui.base.numbers import signed
from lstm97.ui.link.settings import values_of
from lstm97.ui.pages.memory_cell.view import SETTINGS


def numbers(query: Mapping[str, str]) -> dict[str, str]:
    """The score with all gates open, and with each open at one step only."""
    values = values_of(SETTINGS, query)
    rng = np.random.default_rng(values.seed)
    puzzle = valve_game.puzzle(values.T, values.size, rng=rng)
    ajar = valve_game.play(puzzle, values.inn, values.out)
    kept = valve_game.play(puzzle, (puzzle.mark + 1,), (puzzle.steps,))
    return {
        "points": f"{ajar.score:.0f}",
        "answer": signed(round(float(ajar.answer[0]), 2)),
        "wanted": signed(round(float(puzzle.targets[-1, 0]), 2)),
        "mark": str(puzzle.mark + 1),
        "last": str(puzzle.steps),
        "best": f"{kept.score:.0f}",
    }


def picture(query: Mapping[str, str]) -> Thumbnail:
    """What comes in, and the state of the cell with its gates open."""
    values = values_of(SETTINGS, query)
    rng = np.random.default_rng(values.seed)
    puzzle = valve_game.puzzle(values.T, values.size, rng=rng)
    state = valve_game.play(puzzle, values.inn, values.out).flow.trace.gates.s[:, 0]
    return Thumbnail({"signal": puzzle.values[:, 0], "cell": state}, (-2.0, 2.0), log=False)
