"""State drift: an input gate left ajar, beside one with a bias."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st

from lstm97.analysis.cell import drift
from lstm97.analysis.cell.drift import Drift
from lstm97.figures.lines import Line
from lstm97.figures.palette import Role
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.numbers import signed, size
from lstm97.ui.base.text import t
from lstm97.ui.lesson.bench import Bench, Reading, View, asked_picture, how_to_read
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.pages.memory_cell.settings import PAGE, SETTINGS, MemoryCellValues
from lstm97.ui.pages.memory_cell.tab_parts import bullets, figure

ENTRY = (1e-24, 1.0)  # the axis of the entry, wide enough for every bias
ROWS = 3  # names below the plot that has most
BIASES = tuple(np.arange(-6.0, 2.01, 0.5))

run_drift = wrap_pure(drift.drift)


@dataclass(frozen=True)
class Drifts:
    """A gate that is half open, and one with the reader's bias."""

    ajar: Drift
    yours: Drift


def drifts(values: MemoryCellValues) -> Drifts:
    """Both, for the bias of the settings."""
    return Drifts(run_drift(0.0), run_drift(values.bias))


def judge(run: Drifts) -> Judgement:
    """How much of an error at the end gets into the cell whose gate is half open."""
    entry = float(run.ajar.entry[-1])
    bars = {"whole": (0.5, 1.1), "tenth": (0.03, 0.3), "lost": (0.0, 1e-9)}
    right = frozenset(slug for slug, (low, high) in bars.items() if low <= entry < high)
    return Judgement(right, {"entry": size(entry), "state": size(run.ajar.state[-1])})


def picture(view: View[Drifts, MemoryCellValues]) -> None:
    """The states; beside them, after the answer, what an error is scaled by where it enters."""
    runs = (view.run.ajar, view.run.yours)
    left, right = st.columns(2)
    with left:
        figure("drift/state", _lines(runs, "state"), "state", (0, 60), rows=ROWS)
    with right, asked_picture():
        fresh = np.full(len(runs[0].entry), 0.25)  # y_out = 1/2 and h'(0) = 1/2
        lines = [Line(t(f"{PAGE}.words.fresh"), fresh, "target")]
        figure("drift/entry", lines + (_lines(runs, "entry") if view.revealed else []), "entry",
               ENTRY, log=True, rows=ROWS)  # fmt: skip


def _lines(runs: tuple[Drift, Drift], field: str) -> list[Line]:
    named = {run.bias: run for run in runs}
    roles: tuple[Role, ...] = ("neutral", "cell")
    return [
        Line(t(f"{PAGE}.words.bias", bias=signed(bias)), getattr(run, field), role)
        for (bias, run), role in zip(named.items(), roles, strict=False)
    ]


def readings(view: View[Drifts, MemoryCellValues]) -> list[Reading]:
    """What of an error reaches the first input, with both biases."""
    run, note = view.run, t(f"{PAGE}.words.arrives")
    return [
        Reading(t(f"{PAGE}.words.bias", bias=signed(one.bias)), size(one.arrives), note)
        for one in (run.ajar, run.yours)
    ]


def verdict(run: Drifts) -> str:
    """What the reader's bias does beside none: same, better, better but too shut, or worse."""
    if run.yours.bias == run.ajar.bias:
        return "same"
    if run.yours.arrives <= run.ajar.arrives:
        return "worse"
    top = best()
    return "shut" if run.yours.bias < top.bias and run.yours.arrives < top.arrives else "better"


def best() -> Drift:
    """The bias with which most of an error reaches the first input."""
    return max((run_drift(float(bias)) for bias in BIASES), key=lambda one: one.arrives)


def remarks(view: View[Drifts, MemoryCellValues]) -> str:
    """The harm of a gate that is half open, and what the reader's bias makes of it."""
    run, slug = view.run, verdict(view.run)
    ajar = {"state": size(run.ajar.state[-1]), "entry": size(run.ajar.entry[-1])}
    lines = [t(f"{PAGE}.says.ajar", **ajar)]
    if slug == "same":
        return bullets([*lines, t(f"{PAGE}.says.same")])
    yours = run.yours
    told = {
        "bias": signed(yours.bias),
        "state": size(yours.state[-1]),
        "entry": size(yours.entry[-1]),
    }
    told |= {} if slug == "worse" else {"exit": size(yours.exit)}
    lines.append(t(f"{PAGE}.says.{'worse' if slug == 'worse' else 'better'}", **told))
    if slug == "shut":
        top = best()
        lines.append(t(f"{PAGE}.says.shut", best=signed(top.bias), arrives=size(top.arrives)))
    return bullets(lines)


def code(values: MemoryCellValues) -> str:
    """What of an error reaches the first input, without a bias and with the reader's."""
    return f"""\
from lstm97.analysis.cell.drift import drift

print(drift(bias=0.0).arrives)
print(drift(bias={values.bias}).arrives)
"""


BENCH = Bench(
    settings=SETTINGS,
    tab="drift",
    controls=("bias",),
    more=(),
    measure=drifts,
    picture=picture,
    question=Question("drift", ("whole", "tenth", "lost"), judge),
    case=lambda values: "",
    code=code,
    readings=readings,
    notice=remarks,
    ghosts=lambda values: False,
    intro="drift",
    takeaway="takeaway-bias",
    drawers=(how_to_read(PAGE, "how-to-read-drift"),),
)
