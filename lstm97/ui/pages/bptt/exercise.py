"""The exercise of the page on backpropagation through time: one number to find by hand.

A wrong answer that a known slip gives is answered with that slip.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from lstm97.analysis.foundations import exercise
from lstm97.analysis.foundations.exercise import KINDS, Cell, Kind, judge
from lstm97.engine import ErrorFlow
from lstm97.figures.scenes.unrolling import signed
from lstm97.ui.base.measures import READING
from lstm97.ui.base.text import language, t
from lstm97.ui.link.controls import control
from lstm97.ui.pages.bptt.net import PAGE, SETTINGS, NetValues

RIGHT = ("right", "rounded")
QUESTION_KEYS: dict[Kind, str] = {"activation": "unit", "error": "error", "share": "share"}


def still_asked(flow: ErrorFlow, values: NetValues) -> tuple[str, int] | None:
    """Row and time step (1..T) of the number that the reader has still to find."""
    if _signature(values) in _marks("solved"):
        return None
    cell = _cell(flow, values)
    return QUESTION_KEYS[cell.kind], cell.t + 1


def box(flow: ErrorFlow, values: NetValues) -> None:
    """Ask for one number, and answer with the reason where a known slip gives that answer."""
    asked = _cell(flow, values)
    with st.container(border=True, width=READING):
        control(SETTINGS, "cell")
        st.markdown(t(f"{PAGE}.exercise.{asked.kind}.ask", **_operands(asked)))
        key = f"{PAGE}/answer/{_signature(values)}/{language()}"
        answer = st.number_input(
            t(f"{PAGE}.exercise.answer"),
            value=None,
            step=0.001,
            format="%.3f",
            key=key,
            width=220,
            on_change=_submit,
            args=(key, asked, values),
        )
        if answer is not None:
            _feedback(asked, judge(asked, answer))
        _solution(asked, values)


def _cell(flow: ErrorFlow, values: NetValues) -> Cell:
    kind = next(one for one in KINDS if one == values.cell)
    return exercise.cell(flow, kind)


def _submit(key: str, asked: Cell, values: NetValues) -> None:
    answer = st.session_state[key]
    if answer is not None and judge(asked, answer) in RIGHT:
        _marks("solved").add(_signature(values))


def _feedback(asked: Cell, verdict: str) -> None:
    if verdict in RIGHT:
        exact = signed(asked.value, 6)
        st.success(t(f"{PAGE}.exercise.{verdict}", exact=exact), icon=":material/check_circle:")
    else:
        own = f"{PAGE}.exercise.{asked.kind}.slips.{verdict}"
        key = f"{PAGE}.exercise.wrong" if verdict == "wrong" else own
        st.warning(t(key, **_step_of_slip(key, asked)), icon=":material/help:")


def _step_of_slip(key: str, asked: Cell) -> dict[str, Any]:
    """The time step that a slip's text names."""
    if key.endswith("late_slope"):
        return {"after": asked.t + 2}
    return {"t": asked.t + 1} if key.endswith("no_entering") else {}


def _solution(asked: Cell, values: NetValues) -> None:
    if _signature(values) in _marks("shown"):
        st.markdown(t(f"{PAGE}.exercise.{asked.kind}.solution", **_printed_operands(asked)))
    else:
        st.button(
            t(f"{PAGE}.exercise.show"),
            key=f"{PAGE}/show",
            type="tertiary",
            on_click=_show,
            args=(values,),
        )


def _show(values: NetValues) -> None:
    for name in ("shown", "solved"):
        _marks(name).add(_signature(values))


def _operands(asked: Cell) -> dict[str, Any]:
    step = {"t": asked.t + 1}
    if asked.kind == "share":
        return step
    return step | ({"before": asked.t} if asked.kind == "activation" else {"after": asked.t + 2})


def _printed_operands(asked: Cell) -> dict[str, str]:
    """The operands as they are printed, negative ones in brackets, and the result."""
    parts = {name: _bracket(value) for name, value in asked.parts.items()}
    return parts | {"value": f"{asked.value:.4f}", "t": str(asked.t + 1)}


def _bracket(value: float) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return f"({text})" if value < 0 else text


def _signature(values: NetValues) -> tuple[Any, ...]:
    """What makes this exercise this one: another net or another cell is another exercise."""
    return tuple(dict(values).values())


def _marks(name: str) -> set[tuple[Any, ...]]:
    """The exercises that were solved, or whose solution was shown, in this session."""
    kept: set[tuple[Any, ...]] = st.session_state.setdefault(f"{PAGE}/{name}", set())
    return kept
