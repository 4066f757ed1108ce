"""State drift on the memory cell's page: an input gate left ajar, beside one with a bias."""

from __future__ import annotations

import streamlit as st

from lstm97.analysis.cell import drift
from lstm97.analysis.cell.drift import Drift
from lstm97.figures.lines import Line
from lstm97.figures.palette import Role
from lstm97.ui.base.cached import wrap_pure
from lstm97.ui.base.numbers import signed, size
from lstm97.ui.base.text import t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.link.controls import control, current
from lstm97.ui.pages.memory_cell.view import PAGE, SETTINGS, figure

run_drift = wrap_pure(drift.drift)


def the_drift() -> None:
    """An input gate left half open, beside one with the bias that the reader gives it."""
    if not lesson.predict(PAGE, "drift", ("whole", "tenth", "lost")):
        return
    control(SETTINGS, "bias")
    ajar, cured = run_drift(0.0), run_drift(current(SETTINGS).bias)
    charts(ajar, cured)
    lesson.notice(PAGE, "notice-drift", **numbers(ajar, cured))


def charts(ajar: Drift, cured: Drift) -> None:
    """The state of both cells, and what an error would be scaled by where it enters."""
    names = {ajar.bias: ajar, cured.bias: cured}
    roles: tuple[Role, ...] = ("neutral", "cell")
    columns = st.columns(2)
    for column, (field, log) in zip(columns, (("state", False), ("entry", True)), strict=True):
        lines = [
            Line(t("memory-cell.words.bias", bias=signed(bias)), getattr(run, field), role)
            for (bias, run), role in zip(names.items(), roles, strict=False)
        ]
        with column:
            st.markdown(f"**{t(f'memory-cell.drift.{field}')}**")
            figure(f"drift/{field}", lines, field, (1e-16, 1) if log else (0, 60), log=log)


def numbers(ajar: Drift, cured: Drift) -> dict[str, str]:
    """What the note on drift puts into its sentences."""
    return {
        "bias": signed(cured.bias),
        "state": size(ajar.state[-1]),
        "entry": size(ajar.entry[-1]),
        "arrives": size(ajar.arrives),
        "cured_state": size(cured.state[-1]),
        "cured_entry": size(cured.entry[-1]),
        "cured_exit": size(cured.exit),
        "cured_arrives": size(cured.arrives),
    }
