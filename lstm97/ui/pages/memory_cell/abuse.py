"""The abuse problem on the memory cell's page: cells taken for a bias, and what prevents it."""

from __future__ import annotations

import numpy as np
import streamlit as st

from lstm97.analysis.cell import abuse
from lstm97.analysis.cell.abuse import Training
from lstm97.figures.lines import Line
from lstm97.figures.palette import Role
from lstm97.ui.base.cached import wrap_pure
from lstm97.ui.base.numbers import signed
from lstm97.ui.base.text import listed, t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.link.controls import control, current
from lstm97.ui.pages.memory_cell.view import GATE_BIASES, PAGE, SETTINGS, figure

run_abuse = wrap_pure(abuse.training, entries=16)


def the_abuse() -> None:
    """Two cells that are taken for a bias, and the output gates' biases that prevent it."""
    if not lesson.predict(PAGE, "abuse", ("store", "constant", "silent")):
        return
    control(SETTINGS, "ogb")
    free, held = run_abuse((0.0, 0.0)), run_abuse(GATE_BIASES[current(SETTINGS).ogb])
    charts(free, held)
    lesson.notice(PAGE, "notice-abuse", **numbers(free, held))


def charts(free: Training, held: Training) -> None:
    """What each cell adds to the output while training begins, without and with a bias."""
    roles: tuple[Role, ...] = ("cell", "output_gate")
    for column, run in zip(st.columns(2), (free, held), strict=True):
        lines = [
            Line(t("memory-cell.words.part", cell=i + 1), run.parts[:, i], role, x=run.sequences)
            for i, role in enumerate(roles)
        ]
        mean = np.full(len(run.sequences), abuse.MEAN)
        lines.append(Line(t("memory-cell.words.mean"), mean, "target", x=run.sequences))
        with column:
            biases = listed(map(signed, run.biases))
            st.markdown(f"**{t('memory-cell.words.gate_biases', biases=biases)}**")
            figure(f"abuse/{biases}", lines, "part", (-0.2, 1), x="sequences")


def numbers(free: Training, held: Training) -> dict[str, str]:
    """What the note on abuse puts into its sentences."""
    return {
        "first": f"{free.parts[-1, 0]:.2f}",
        "second": f"{free.parts[-1, 1]:.2f}",
        "swing": f"{free.swing.max():.2f}",
        "held_first": signed(round(float(held.parts[-1, 0]), 2)),
        "held_second": signed(round(float(held.parts[-1, 1]), 2)),
        "sequences": f"{free.sequences[-1]:.0f}",
        "biases": listed(map(signed, held.biases)),
        "loss": f"{free.loss[-1]:.3f}",
        "held_loss": f"{held.loss[-1]:.3f}",
    }
