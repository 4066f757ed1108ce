"""The abuse problem: cells taken for a bias, and the output gate biases that prevent it."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass

import numpy as np
import streamlit as st

from lstm97.analysis.cell import abuse
from lstm97.analysis.cell.abuse import AbuseRun
from lstm97.figures.lines import Line
from lstm97.figures.palette import Role
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.numbers import decimals, signed
from lstm97.ui.base.text import listed, t
from lstm97.ui.lesson.bench import Bench, Reading, View, asked_picture, how_to_read
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.pages.memory_cell.settings import GATE_BIASES, PAGE, SETTINGS, MemoryCellValues
from lstm97.ui.pages.memory_cell.tab_parts import bullets, figure

IDLE = 0.05  # a part of the output that is said to be none

run_abuse = wrap_pure(abuse.training, entries=16)


@dataclass(frozen=True)
class Trainings:
    """Two fresh cells in training, without biases of their output gates and with some."""

    free: AbuseRun
    with_bias: AbuseRun


def trainings(values: MemoryCellValues) -> Trainings:
    """Both, for the biases of the settings."""
    return Trainings(run_abuse((0.0, 0.0)), run_abuse(GATE_BIASES[values.ogb]))


def judge(run: Trainings) -> Judgement:
    """What two cells without biases have learned first."""
    free = run.free
    parts, swing = float(free.parts[-1].sum()), float(free.swing.max())
    slug = "silent" if abs(parts) < IDLE else "constant" if swing < IDLE else "store"
    return Judgement(frozenset({slug}), {"parts": decimals(parts, 2), "swing": decimals(swing, 2)})


def picture(view: View[Trainings, MemoryCellValues]) -> None:
    """The loss of both; after the answer, what each cell adds to the output.

    A phone keeps in sight those that the reader has given biases.
    """
    free, held = view.run.free, view.run.with_bias
    moved = view.values.ogb != SETTINGS.defaults().ogb
    for column, run in zip(st.columns(2), (free, held), strict=True):
        biases = listed(map(signed, run.biases))
        with column, asked_picture() if moved and run is held else nullcontext():
            st.markdown(f"**{t(f'{PAGE}.words.gate_biases', biases=biases)}**")
            if view.revealed:
                figure(f"abuse/{biases}", _parts(run), "part", (-0.2, 1), x="sequences")
            else:
                loss = Line(t(f"{PAGE}.axes.loss"), run.loss, "error", x=run.sequences)
                figure(f"abuse/loss/{biases}", [loss], "loss", (0, 0.4), x="sequences")


def _parts(run: AbuseRun) -> list[Line]:
    roles: tuple[Role, ...] = ("cell", "output_gate")
    lines = [
        Line(t(f"{PAGE}.words.part", cell=i + 1), run.parts[:, i], role, x=run.sequences)
        for i, role in enumerate(roles)
    ]
    mean = np.full(len(run.sequences), abuse.MEAN)
    return [*lines, Line(t(f"{PAGE}.words.mean"), mean, "target", x=run.sequences)]


def readings(view: View[Trainings, MemoryCellValues]) -> list[Reading]:
    """The loss at the end, without biases and with them."""
    return [
        Reading(
            t(f"{PAGE}.words.gate_biases", biases=listed(map(signed, run.biases))),
            decimals(run.loss[-1], 3),
            t(f"{PAGE}.axes.loss"),
        )
        for run in (view.run.free, view.run.with_bias)
    ]


def kind(run: AbuseRun) -> str:
    """How many of both cells work as a bias: both, one, or none."""
    idle = int((np.abs(run.parts[-1]) < IDLE).sum())
    return ("both", "one", "none")[idle]


def remarks(view: View[Trainings, MemoryCellValues]) -> str:
    """What both cells have become, without biases and with them, and the price."""
    free, held = view.run.free, view.run.with_bias
    first, second = (decimals(part, 2) for part in free.parts[-1])
    without = t(
        f"{PAGE}.says.constants",
        first=first,
        second=second,
        swing=decimals(free.swing.max(), 2),
        sequences=f"{free.sequences[-1]:.0f}",
    )
    told = {
        "biases": listed(map(signed, held.biases)),
        "first": decimals(held.parts[-1, 0], 2),
        "second": decimals(held.parts[-1, 1], 2),
    }
    return bullets([without, t(f"{PAGE}.says.taken_{kind(held)}", **told)])


def code(values: MemoryCellValues) -> str:
    """The loss at the end, without biases of the output gates and with them."""
    return f"""\
from lstm97.analysis.cell.abuse import training

print(training((0.0, 0.0)).loss[-1])
print(training({GATE_BIASES[values.ogb]}).loss[-1])
"""


BENCH = Bench(
    settings=SETTINGS,
    tab="abuse",
    controls=("ogb",),
    more=(),
    measure=trainings,
    picture=picture,
    question=Question("abuse", ("store", "constant", "silent"), judge),
    case=lambda values: "",
    code=code,
    readings=readings,
    notice=remarks,
    ghosts=lambda values: False,
    intro="abuse",
    takeaway="takeaway-bias",
    drawers=(how_to_read(PAGE, "how-to-read-abuse"),),
)
