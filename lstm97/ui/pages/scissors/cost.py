"""What the scissors' gradients cost, on paper and on this machine: the paper's, BPTT, and RTRL.

Measuring takes seconds, so it is done when the reader asks, once for all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from lstm97.analysis.scissors import online97, rtrl
from lstm97.analysis.scissors.online97 import METHODS
from lstm97.engine import count
from lstm97.figures.evidence.cost import Series
from lstm97.figures.palette import Role
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.charts import cost_figure
from lstm97.ui.base.numbers import general, whole
from lstm97.ui.base.text import prose, t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.bench import Reading, View
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.pages.scissors import sentences
from lstm97.ui.pages.scissors.conditions import PAGE, ScissorsValues

CELLS = (2, 4, 8, 16, 32, 64, 128)
MOST_RTRL = 32  # cells; more would take minutes
FEW, EIGHT = 10, 8  # time steps of the first chart, cells of the others
TIMES = (10, 30, 100, 300, 1000)
WORK = (0.5, 3e4)  # the axis of work, as wide for RTRL
REQUEST = f"{PAGE}/asked"
ROLES: dict[str, Role] = {"paper": "cell", "bptt": "error", "rtrl": "signal"}


@wrap_pure
def by_size() -> dict[str, list[tuple[int, float]]]:
    """Seconds a weight and step, against the number of weights."""
    found: dict[str, list[tuple[int, float]]] = {method: [] for method in METHODS}
    for cells in CELLS:
        weights = count(online97.cells_net(cells))
        for method, run in online97.runs(cells, FEW).items():
            if method != "rtrl" or cells <= MOST_RTRL:
                spent = rtrl.seconds(run, 2 if method == "rtrl" else 4)
                found[method].append((weights, spent / weights / FEW))
    return found


@wrap_pure
def by_time() -> dict[str, list[tuple[int, float, int]]]:
    """Seconds a step and numbers kept, against the number of time steps."""
    found: dict[str, list[tuple[int, float, int]]] = {method: [] for method in METHODS}
    for steps in TIMES:
        kept = online97.storage_sizes(EIGHT, steps)
        for method, run in online97.runs(EIGHT, steps).items():
            spent = rtrl.seconds(run, 10 if steps < 100 else 3)
            found[method].append((steps, spent / steps, kept[method]))
    return found


@dataclass(frozen=True, eq=False)
class Bills:
    """What each method costs, counted; and measured here, if the reader has asked for it."""

    sizes: Mapping[str, list[tuple[int, float]]] | None
    times: Mapping[str, list[tuple[int, float, int]]] | None

    @property
    def ratio(self) -> float:
        """How many times the paper's work RTRL is, counted, at the largest size it is run for."""
        counted = online97.bills(MOST_RTRL, FEW)
        return counted["rtrl"].work / counted["paper"].work

    @property
    def memory(self) -> float:
        """How many times the paper's numbers BPTT keeps, counted, over the longest sequence."""
        counted = online97.bills(EIGHT, TIMES[-1])
        return counted["bptt"].memory / counted["paper"].memory


def bills(_: ScissorsValues) -> Bills:
    """Counted at once; measured when asked, which takes seconds, once for all readers."""
    if not st.session_state.get(REQUEST):
        return Bills(None, None)
    with st.spinner(t("scissors.cost.wait")):
        return Bills(by_size(), by_time())


def judge(run: Bills) -> Judgement:
    """How much dearer RTRL is, counted."""
    told = {"weights": whole(count(online97.cells_net(MOST_RTRL))), "ratio": whole(run.ratio)}
    return Judgement(frozenset({sentences.dearer(run.ratio)}), told)


QUESTION = Question("cost", ("same", "ten", "hundred"), judge)


def picture(view: View[Bills, ScissorsValues]) -> None:
    """Work against size, and numbers kept against time; before the answer without RTRL's work."""
    left, right = st.columns(2)
    with left:
        cost_figure(
            PAGE, "size", _size_series(view.run.sizes, view.revealed), fill=True, domain=WORK
        )
    with right:
        cost_figure(PAGE, "memory", _memory_series(view.run.times), fill=True)


def readings(view: View[Bills, ScissorsValues]) -> list[Reading]:
    """What the rivals of the paper's algorithm cost beside it: RTRL in work, BPTT in memory."""
    weights = whole(count(online97.cells_net(MOST_RTRL)))
    work, kept = (
        t("scissors.cost.times", times=whole(times)) for times in (view.run.ratio, view.run.memory)
    )
    where = {"steps": whole(TIMES[-1]), "cells": EIGHT}
    return [
        Reading(t("scissors.cost.work"), work, t("scissors.cost.work_note", weights=weights)),
        Reading(t("scissors.cost.kept"), kept, t("scissors.cost.kept_note", **where)),
    ]


def acts(view: View[Bills, ScissorsValues]) -> None:
    """Measure it on this server."""
    st.button(
        t("scissors.cost.measure"),
        key=f"{PAGE}/measure",
        icon=":material/speed:",
        on_click=_ask,
        disabled=view.run.sizes is not None,
    )


def _ask() -> None:
    st.session_state[REQUEST] = True


def remarks(view: View[Bills, ScissorsValues]) -> str:
    """What is counted and, once it is there, what was measured."""
    run = view.run
    if run.sizes is None or run.times is None:
        return prose(PAGE, "cost-counted", few=FEW, cells=EIGHT)
    return prose(PAGE, "cost-measured", **_facts(run.sizes, run.times))


def times(view: View[Bills, ScissorsValues]) -> None:
    """Time a step against the length of the sequence, measured."""
    if view.run.times is None:
        return lesson.text(t("scissors.cost.unmeasured"))
    return cost_figure(PAGE, "time", _time_series(view.run.times), height=340)


def _size_series(
    sizes: Mapping[str, list[tuple[int, float]]] | None, revealed: bool
) -> list[Series]:
    """Work a weight and step; the paper's algorithm at the largest size is 1."""
    largest = CELLS[-1]
    unit = online97.bills(largest, FEW)["paper"].work / count(online97.cells_net(largest))
    weights = [count(online97.cells_net(cells)) for cells in CELLS]
    series = []
    for method in METHODS:
        if method == "rtrl" and not revealed:
            continue
        works = [online97.bills(cells, FEW)[method].work for cells in CELLS]
        on_paper = [work / each / unit for work, each in zip(works, weights, strict=True)]
        series.append(Series(_method_name(method, "counted"), weights, on_paper, ROLES[method]))
        if sizes and revealed:
            fastest = sizes["paper"][-1][1]
            places, spent = zip(*sizes[method], strict=True)
            points = [each / fastest for each in spent]
            name = _method_name(method, "measured")
            series.append(Series(name, places, points, ROLES[method], measured=True))
    return series


def _time_series(times: Mapping[str, list[tuple[int, float, int]]]) -> list[Series]:
    """Seconds a step; the paper's algorithm on the longest sequence is 1."""
    unit = times["paper"][-1][1]
    return [
        Series(_method_name(method, "measured"), TIMES, [spent / unit for _, spent, _ in rows],
               ROLES[method], measured=True)
        for method, rows in times.items()
    ]  # fmt: skip


def _memory_series(times: Mapping[str, list[tuple[int, float, int]]] | None) -> list[Series]:
    """Numbers kept; those of the paper's algorithm on the shortest sequence are 1."""
    unit = online97.storage_sizes(EIGHT, TIMES[0])["paper"]
    series = []
    for method in METHODS:
        on_paper = [online97.bills(EIGHT, steps)[method].memory / unit for steps in TIMES]
        series.append(Series(_method_name(method, "counted"), TIMES, on_paper, ROLES[method]))
        if times:
            kept = [each / unit for _, _, each in times[method]]
            name = _method_name(method, "measured")
            series.append(Series(name, TIMES, kept, ROLES[method], measured=True))
    return series


def _method_name(method: str, how: str) -> str:
    return t(f"{PAGE}.cost.{how}", method=t(f"{PAGE}.cost.methods.{method}"))


def _facts(
    sizes: Mapping[str, list[tuple[int, float]]], times: Mapping[str, list[tuple[int, float, int]]]
) -> dict[str, str]:
    """How much dearer RTRL is at the largest size it was run for, and what time does to memory."""
    place = CELLS.index(MOST_RTRL)
    bills = online97.bills(MOST_RTRL, FEW)
    bptt, paper = (times[method][-1][2] / times[method][0][2] for method in ("bptt", "paper"))
    return {
        "weights": str(sizes["rtrl"][-1][0]),
        "counted": f"{bills['rtrl'].work / bills['paper'].work:.0f}",
        "measured": f"{sizes['rtrl'][place][1] / sizes['paper'][place][1]:.0f}",
        "steps": str(TIMES[-1] // TIMES[0]),
        "bptt": f"{bptt:.0f}",
        "paper": general(paper, 3),
        "cells": str(EIGHT),
    }
