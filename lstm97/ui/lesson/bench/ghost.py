"""The run before the reader's last change, which stays behind the new one.

What a change does is seen by comparing; so the run before stays in sight, with what was changed in
words, until the reader drops it, changes something else, or goes to another picture. Where a
picture has no room for it, its numbers stay below those of the new run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from lstm97.ui.base.courses import bytes_of
from lstm97.ui.base.text import listed, t
from lstm97.ui.lesson.bench.description import Bench, PreviousRun, R, V
from lstm97.ui.link.widgets import label, text_among

LARGEST = 2**20  # bytes of a run that a session keeps
LOOKS = ("tab", "wide", "sketch")  # settings that leave the run as it is
_PAST = "bench/past"


@dataclass
class _Past:
    """The settings of the last run and of the one before; and both runs, where they are small.

    Of the picture that the reader looks at, and of no other.
    """

    page: str
    tab: str
    lang: str
    now: Any
    run: Any = None
    before: Any = None
    ghost: Any = None
    numbers: tuple[str, ...] = ()  # as they were read, in the reader's language
    numbers_before: tuple[str, ...] = ()


def previous_run(bench: Bench[R, V], values: V, run: R) -> PreviousRun | None:
    """The run before the reader's last change of a control, until it is dropped.

    It is kept as it was drawn, or measured again where it is too large to be kept.
    """
    values = _of_the_run(bench, values)
    past = _past(bench, values)
    if past.now != values:
        past.now, past.before, past.ghost = values, past.now, past.run
        past.numbers_before = past.numbers
    past.run = _small(bench, values, run)
    before = past.before
    if before is None or before == values or not (bench.ghosts(before) and bench.ghosts(values)):
        return None
    if past.ghost is None:
        past.ghost = _small(bench, before, found := bench.measure(before))
        return PreviousRun(found, _difference(bench, before, values))
    return PreviousRun(past.ghost, _difference(bench, before, values))


def name_to_drop(page: str, ghost: PreviousRun | None) -> None:
    """What a ghost is of, above a chart at rest; a press drops it. A stage has its own."""
    if ghost is not None:
        said, key = t("stage.ghost", name=ghost.change), f"{page}/ghost"
        st.button(said, key=key, icon=":material/close:", help=t("stage.drop"), on_click=_drop)


def _drop() -> None:
    past: _Past | None = st.session_state.get(_PAST)
    if past is not None:
        past.before = past.ghost = None


def numbers_before(bench: Bench[R, V], values: V, numbers: Sequence[str]) -> str:
    """The numbers before the last change, and what was changed; "" where they are the same.

    ``numbers`` are those of this run, in the order in which they are read.
    """
    values = _of_the_run(bench, values)
    past = _past(bench, values)
    past.numbers = tuple(numbers)
    if past.before in (None, values) or past.numbers_before in ((), past.numbers):
        return ""
    change, told = _difference(bench, past.before, values), listed(past.numbers_before)
    return t("common.bench.before", change=change, numbers=told)


def _past(bench: Bench[Any, V], values: V) -> _Past:
    """What this picture has shown since the reader came to it, or to its language."""
    past: _Past | None = st.session_state.get(_PAST)
    here = (bench.page, bench.tab, st.session_state["language"])
    if past is None or (past.page, past.tab, past.lang) != here:
        past = st.session_state[_PAST] = _Past(*here, values)
    return past


def _small(bench: Bench[R, V], values: V, run: R) -> R | None:
    """The run, if it may become a ghost and its arrays are small enough to be kept; else None."""
    return run if bench.steady and bench.ghosts(values) and bytes_of(run) <= LARGEST else None


def _of_the_run(bench: Bench[Any, V], values: V) -> V:
    """The settings without those that only change how a run is looked at."""
    every = bench.settings.every
    return values.with_values(**{name: every[name].default for name in LOOKS if name in every})


def _difference(bench: Bench[Any, V], before: V, values: V) -> str:
    """The controls that differ, as "label before → now"."""
    moved = [name for name in bench.settings.every if before[name] != values[name]]
    return listed(
        t(
            "common.bench.changed",
            name=label(bench.settings, name),
            before=text_among(bench.settings, name, before),
            now=text_among(bench.settings, name, values),
        )
        for name in moved
    )
