"""What is said of a run of the game: each sentence with the predicate that makes it true."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from lstm97.analysis.cell import valve_game
from lstm97.analysis.cell.valve_game import Play
from lstm97.engine.activations import Array
from lstm97.ui.base.numbers import share, signed
from lstm97.ui.base.text import t
from lstm97.ui.pages.memory_cell.settings import PAGE, MemoryCellValues

QUIET = 1e-3  # an output that is said to be 0


def of_input(play: Play, inn: Iterable[int]) -> list[tuple[str, dict[str, str]]]:
    """What came in: the marked value, and how many others."""
    mark, opened = play.puzzle.mark + 1, {step for step in inn if step <= play.puzzle.steps}
    others = len(opened - {mark})
    told = []
    if mark not in opened:
        told.append(("in_missed", {"mark": str(mark)}))
    elif not others:
        told.append(("in_only", {}))
    if others:
        told.append(("in_more", {"count": str(others)}))
    return told


def of_output(play: Play, out: Iterable[int]) -> list[tuple[str, dict[str, str]]]:
    """When the state was shown, and what that cost."""
    last = play.puzzle.steps
    opened = {step for step in out if step <= last}
    early = sorted(opened - {last})
    told: list[tuple[str, dict[str, str]]] = []
    if last not in opened:
        told.append(("out_shut", {}))
    elif not early:
        told.append(("out_end", {}))
    if early:
        told.append(_early(play, early))
    return told


def _early(play: Play, early: list[int]) -> tuple[str, dict[str, str]]:
    before = np.array(early) - 1
    if np.abs(play.flow.trace.y_k[before]).max() < QUIET:
        return "out_free", {"count": str(len(early))}
    loss = play.flow.trace.loss
    part = float(loss[before].sum() / loss.sum())
    return "out_early", {"count": str(len(early)), "share": share(part)}


def same_state(play: Play, inn: Iterable[int]) -> bool:
    """Whether the state is the same to the bit with the output gate open, shut, and as it is."""
    opened = [*inn]
    others = [
        valve_game.play(play.puzzle, opened, out) for out in ((), range(play.puzzle.steps + 1))
    ]
    state = play.flow.trace.gates.s
    return all(np.array_equal(state, other.flow.trace.gates.s) for other in others)


def slugs(play: Play, values: MemoryCellValues) -> list[tuple[str, dict[str, str]]]:
    """All that is true of a run, as names of sentences with what is put into them."""
    told = [*of_input(play, values.inn), *of_output(play, values.out)]
    if same_state(play, values.inn):
        told.append(("state", {}))
    return told


def in_words(play: Play, values: MemoryCellValues) -> list[str]:
    """The same in words."""
    return [t(f"{PAGE}.says.{slug}", **filled) for slug, filled in slugs(play, values)]


def numbers(values: Array) -> str:
    """One number, or several side by side."""
    return " · ".join(signed(round(float(value), 2)) for value in values)
