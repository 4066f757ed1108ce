"""Switches for the two gates: at which steps each is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

import numpy as np
import streamlit as st

from lstm97.analysis.cell import valve_game
from lstm97.analysis.cell.valve_game import Puzzle
from lstm97.ui.base.text import language, t
from lstm97.ui.lesson import question as asking
from lstm97.ui.lesson.question import Question
from lstm97.ui.link import address
from lstm97.ui.pages.memory_cell.settings import ALL_STEPS, PAGE, SETTINGS, MemoryCellValues

VALVES = ("inn", "out")


def pose(steps: int, cells: int, seed: int) -> Puzzle:
    """The puzzle of a link: always the same, so that two readers can compare their scores."""
    return valve_game.puzzle(steps, cells, rng=np.random.default_rng(seed))


def switches(question: Question[Any], values: MemoryCellValues) -> None:
    """A row of switches for each gate; a perfect run is shown once the question is answered."""
    puzzle, state = pose(values.T, 1, values.seed), address.current(SETTINGS)
    with st.container(key="valves", gap="xsmall"):
        for name in VALVES:
            if name not in state.hide:
                _valve(name, puzzle, locked=name in state.lock)
    with st.container(horizontal=True, gap="xsmall", key="switches"):
        _all_at_once("open", values, ALL_STEPS, ALL_STEPS)
        _all_at_once("shut", values, (), ())
        if asking.is_revealed(PAGE, question):
            _all_at_once("keeper", values, (puzzle.mark + 1,), (puzzle.steps,))


def _valve(name: str, puzzle: Puzzle, *, locked: bool) -> None:
    key = f"{PAGE}/{name}/{language()}/{puzzle.steps}"
    steps = [*range(1, puzzle.steps + 1)]
    shown = [step for step in address.current(SETTINGS).values[name] if step in steps]
    if key not in st.session_state or sorted(st.session_state[key]) != shown:
        st.session_state[key] = shown
    st.pills(
        t(f"memory-cell.settings.{name}.label"),
        steps,
        default=shown,  # as `widgets.widget` does
        selection_mode="multi",
        format_func=partial(_step_name, puzzle.mark + 1),
        help=t(f"memory-cell.settings.{name}.help"),
        key=key,
        disabled=locked,
        on_change=_keep,
        args=(name, key, puzzle.steps),
    )


def _step_name(marked: int, step: int) -> str:
    return f"▼{step}" if step == marked else str(step)


def _keep(name: str, key: str, steps: int) -> None:
    """Keep what was turned, and the gate as it was beyond the end of a sequence made shorter."""
    beyond = [step for step in address.current(SETTINGS).values[name] if step > steps]
    address.keep(SETTINGS, {name: tuple(sorted([*st.session_state[key], *beyond]))})


def _all_at_once(
    slug: str, values: MemoryCellValues, inn: Iterable[int], out: Iterable[int]
) -> None:
    wanted = {"inn": tuple(inn), "out": tuple(out)}
    st.button(
        t(f"memory-cell.presets.{slug}"),
        key=f"{PAGE}/all/{slug}",
        icon=":material/check:" if is_held(values, wanted) else None,
        on_click=address.keep,
        args=(SETTINGS, wanted),
    )


def is_held(values: MemoryCellValues, wanted: Mapping[str, Iterable[int]]) -> bool:
    """Whether each gate is open at the wanted steps of the sequence, and at no other."""
    steps = {*range(1, values.T + 1)}
    return all(steps & {*opened} == steps & {*values[name]} for name, opened in wanted.items())


def puzzle_code(values: MemoryCellValues) -> str:
    """The reader's puzzle as Python."""
    return f"posed = puzzle({values.T}, rng=np.random.default_rng({values.seed}))"


def gate_code(values: MemoryCellValues, name: str) -> str:
    """The steps at which a gate is open, as Python."""
    steps = [step for step in values[name] if step <= values.T]
    every = steps == list(range(1, values.T + 1))
    return f"range(1, {values.T + 1})" if every else f"{tuple(steps)}"
