"""What gradients of a recurrent net cost: backwards through time against forwards in real time.

Counted on paper, and measured on this machine when the reader asks.
"""

from __future__ import annotations

import streamlit as st

from lstm97.analysis.scissors import rtrl
from lstm97.engine import forward, rnn
from lstm97.figures.evidence.cost import Series
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.charts import cost_figure
from lstm97.ui.base.numbers import whole
from lstm97.ui.base.text import prose, t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.pages.bptt.net import PAGE

SIZES = (2, 4, 8, 16, 32, 64)  # units
TIMES = (10, 20, 50, 100, 200, 500, 1000)  # steps
COST_STEPS, COST_UNITS = 20, 8


@wrap_pure
def measure_ratios() -> tuple[float, ...]:
    """How many times longer RTRL takes on this machine, for each of `SIZES`."""
    return tuple(rtrl.time_ratio(size, COST_STEPS, repeats=5) for size in SIZES)


def cost() -> None:
    """Work against size and memory against time, on paper and measured, when asked for."""
    lesson.text(prose(PAGE, "cost"))
    ratios = measure_ratios()
    paper, found = whole(_paper(SIZES[-1])), f"{ratios[-1]:.0f}"
    lesson.text(t(f"{PAGE}.cost.says", size=SIZES[-1], paper=paper, measured=found))
    left, right = st.columns(2)
    with left:
        _work_chart(ratios)
    with right:
        _memory_chart()


def _paper(size: int) -> float:
    spec = rnn.Spec(1, 1, size)
    slow, quick = rtrl.rtrl_bill(spec, COST_STEPS), rtrl.bptt_bill(spec, COST_STEPS)
    return slow.work / quick.work


def _work_chart(ratios: tuple[float, ...]) -> None:
    paper = [_paper(size) for size in SIZES]
    series = [
        Series(t(f"{PAGE}.cost.work.paper"), SIZES, paper, "bound"),
        Series(t(f"{PAGE}.cost.work.measured"), SIZES, ratios, "rnn", measured=True),
    ]
    cost_figure(PAGE, "work", series)


def _memory_chart() -> None:
    spec = rnn.Spec(1, 1, COST_UNITS)
    bptt, slow = (
        [bill(spec, T).memory for T in TIMES] for bill in (rtrl.bptt_bill, rtrl.rtrl_bill)
    )
    kept = [rtrl.kept_by_bptt(forward(*rtrl.example(COST_UNITS, T))) for T in TIMES]
    series = [
        Series(t(f"{PAGE}.cost.memory.bptt"), TIMES, bptt, "error"),
        Series(t(f"{PAGE}.cost.memory.kept"), TIMES, kept, "rnn", measured=True),
        Series(t(f"{PAGE}.cost.memory.rtrl"), TIMES, slow, "signal"),
    ]
    cost_figure(PAGE, "memory", series)
