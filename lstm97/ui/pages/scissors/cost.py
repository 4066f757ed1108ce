"""What the scissors' gradients cost, on paper and on this machine: the paper's, BPTT, and RTRL.

Measuring takes seconds, so it is done when the reader asks, once for all of them.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from lstm97.analysis.scissors import online97, rtrl
from lstm97.analysis.scissors.online97 import METHODS
from lstm97.engine import count
from lstm97.figures.cost import Series
from lstm97.figures.palette import Role
from lstm97.ui.base.cached import wrap_pure
from lstm97.ui.base.charts import cost_figure
from lstm97.ui.base.part import drawer
from lstm97.ui.base.text import t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.pages.scissors.view import PAGE

CELLS = (2, 4, 8, 16, 32, 64, 128)
MOST_RTRL = 32  # cells; more would take minutes
FEW, EIGHT = 10, 8  # time steps of the first chart, cells of the others
TIMES = (10, 30, 100, 300, 1000)
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
        kept = online97.kept(EIGHT, steps)
        for method, run in online97.runs(EIGHT, steps).items():
            spent = rtrl.seconds(run, 10 if steps < 100 else 3)
            found[method].append((steps, spent / steps, kept[method]))
    return found


def cost() -> None:
    """Counted and measured, when asked for: work against size, work and memory against time."""
    drawer(t(f"{PAGE}.cost.title"), "speed", f"{PAGE}/cost", _measured)


def _measured() -> None:
    with st.spinner(t(f"{PAGE}.cost.wait")):
        sizes, times = by_size(), by_time()
    lesson.text(t(f"{PAGE}.cost.says", cells=EIGHT, few=FEW))
    left, right = st.columns(2)
    with left:
        cost_figure(PAGE, "size", _size_series(sizes), height=440)
        cost_figure(PAGE, "time", _time_series(times), height=340)
    with right:
        cost_figure(PAGE, "memory", _memory_series(times), height=440)
        st.markdown(t(f"{PAGE}.cost.result", **_facts(sizes, times)))


def _size_series(sizes: Mapping[str, list[tuple[int, float]]]) -> list[Series]:
    """Work a weight and step; the paper's algorithm at the largest size is 1."""
    largest = CELLS[-1]
    unit = online97.bills(largest, FEW)["paper"].work / count(online97.cells_net(largest))
    fastest = sizes["paper"][-1][1]
    series = []
    for method in METHODS:
        places = [weights for weights, _ in sizes[method]]
        works = [online97.bills(cells, FEW)[method].work for cells in CELLS[: len(places)]]
        on_paper = [work / weights / unit for work, weights in zip(works, places, strict=True)]
        measured = [spent / fastest for _, spent in sizes[method]]
        series += _pair(method, places, on_paper, measured)
    return series


def _time_series(times: Mapping[str, list[tuple[int, float, int]]]) -> list[Series]:
    """Seconds a step; the paper's algorithm on the longest sequence is 1."""
    unit = times["paper"][-1][1]
    return [
        Series(_said(method, "measured"), TIMES, [spent / unit for _, spent, _ in rows],
               ROLES[method], measured=True)
        for method, rows in times.items()
    ]  # fmt: skip


def _memory_series(times: Mapping[str, list[tuple[int, float, int]]]) -> list[Series]:
    """Numbers kept; those of the paper's algorithm on the shortest sequence are 1."""
    unit = times["paper"][0][2]
    series = []
    for method, rows in times.items():
        on_paper = [online97.bills(EIGHT, steps)[method].memory / unit for steps in TIMES]
        series += _pair(method, list(TIMES), on_paper, [kept / unit for _, _, kept in rows])
    return series


def _pair(
    method: str, places: list[int], on_paper: list[float], measured: list[float]
) -> list[Series]:
    role = ROLES[method]
    return [
        Series(_said(method, "counted"), places, on_paper, role),
        Series(_said(method, "measured"), places, measured, role, measured=True),
    ]


def _said(method: str, how: str) -> str:
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
        "paper": f"{paper:.3g}",
    }
