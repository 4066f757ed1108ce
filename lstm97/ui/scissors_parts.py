"""Two more parts of the scissors' page: whether learning differs, and what the gradients cost.

Both outlast a single run, so they are kept or cached, and made again on request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from lstm97.analysis import course, online97
from lstm97.analysis.course import Course, Mark
from lstm97.analysis.online97 import METHODS
from lstm97.engine import count
from lstm97.figures.cost import Series, cost_chart
from lstm97.figures.palette import Role
from lstm97.ui import lesson, live
from lstm97.ui.cached import wrap_pure
from lstm97.ui.charts import draw
from lstm97.ui.controls import control, current
from lstm97.ui.curves import curves
from lstm97.ui.part import drawer
from lstm97.ui.scissors import PAGE, SETTINGS
from lstm97.ui.text import t
from lstm97.ui.theme import current_palette

CLASS = 10  # networks that are taught at once, live
TICK = 0.4  # seconds between two pictures
TAUGHT = f"{PAGE}/taught"
CELLS = (2, 4, 8, 16, 32, 64, 128)
MOST_RTRL = 32  # cells; more would take minutes
FEW, EIGHT = 10, 8  # time steps of the first chart, cells of the others
TIMES = (10, 30, 100, 300, 1000)
KINDS = ("loss", "right")  # of learning curves
LEARNERS: dict[str, Role] = {"truncated": "cell", "full": "error"}
BAND = (0.1, 0.9)  # quantiles of the networks
ROLES: dict[str, Role] = {"paper": "cell", "bptt": "error", "rtrl": "signal"}

Draw = Callable[[Mapping[str, Course]], None]
Known = dict[str, list[Mark]]


@dataclass(frozen=True, eq=False)
class Taught:
    """Networks from a first seed on that are being taught: what is to come, and what came."""

    first: int
    coming: Iterator[dict[str, Mark]]
    known: Known


def _charts() -> Draw:
    """Loss and share of right answers, to be drawn again and again with new marks."""
    names = {side: t(f"{PAGE}.learning.{side}") for side in course.SIDES}
    roles = {name: LEARNERS[side] for side, name in names.items()}
    options: dict[str, Any] = {"band": BAND, "longest": course.LONGEST, "height": 360}
    charts = curves(f"{PAGE}.learning", KINDS, roles, **options)

    def show(courses: Mapping[str, Course]) -> None:
        charts({
            kind: {names[side]: (c.sequences, getattr(c, kind)) for side, c in courses.items()}
            for kind in KINDS
        })  # fmt: skip

    return show


def learning() -> None:
    """The finished course of thirty networks, and another one to be watched."""
    if not lesson.predict(PAGE, "learn", ("cut", "same", "full")):
        return
    courses, _ = course.kept()
    _charts()(courses)
    st.caption(t(f"{PAGE}.learning.band"))
    lesson.text(_result(courses))
    _offer()
    known = _known(current(SETTINGS).first)
    if known and not live.running(PAGE):
        courses = {side: course.gathered(marks) for side, marks in known.items()}
        _charts()(courses)
        lesson.text(_result(courses))


def _result(courses: Mapping[str, Course]) -> str:
    found = outcome(courses)
    solved = found["cut"] or found["full"]
    return t(f"{PAGE}.learning.{'result' if solved else 'none'}", **found)


def outcome(courses: Mapping[str, Course]) -> dict[str, Any]:
    """Who solved the task, after how many sequences, and whether chance would do as much."""
    cut, full = courses["truncated"], courses["full"]
    less, pairs, p = course.sign_test(cut.solved, full.solved)
    return {
        "count": len(cut.solved),
        "cut": int(np.isfinite(cut.solved).sum()),
        "full": int(np.isfinite(full.solved).sum()),
        "cut_after": _median(cut.solved),
        "full_after": _median(full.solved),
        "less": less,
        "pairs": pairs,
        "p": f"{p:.2f}",
    }


def _median(solved: Any) -> str:
    finite = solved[np.isfinite(solved)]
    return f"{np.median(finite):,.0f}".replace(",", " ") if len(finite) else "–"


def _offer() -> None:
    """Teach ten other networks here and now, both ways."""
    with st.container(border=True):
        st.markdown(t(f"{PAGE}.live.says", count=CLASS))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            with st.container(width=240):
                control(SETTINGS, "first")
            _button()


def _button() -> None:
    if live.running(PAGE):
        st.button(t(f"{PAGE}.live.stop"), key=f"{PAGE}/stop", icon=":material/stop:",
                  type="primary", on_click=live.run, args=(PAGE, False))  # fmt: skip
    else:
        st.button(t(f"{PAGE}.live.start"), key=f"{PAGE}/start", icon=":material/fitness_center:",
                  on_click=_start)  # fmt: skip


def _start() -> None:
    st.session_state.pop(TAUGHT, None)
    live.run(PAGE, True)


def _known(first: int) -> Known:
    """What was learnt in this session by the networks that start with this seed; may be empty."""
    kept: Taught | None = st.session_state.get(TAUGHT)
    return kept.known if kept and kept.first == first and kept.known["full"] else {}


def _taught(first: int) -> Taught:
    """The course that is under way, or a new one if others are to be taught."""
    kept: Taught | None = st.session_state.get(TAUGHT)
    if kept is None or kept.first != first:
        coming = course.lessons(range(first, first + CLASS))
        kept = Taught(first, coming, {side: [] for side in course.SIDES})
        st.session_state[TAUGHT] = kept
    return kept


def teach() -> None:
    """Both courses in lock-step, from where they were: a press elsewhere only interrupts them."""
    now = _taught(int(current(SETTINGS).first))
    place, show = st.empty(), _charts()

    def tell() -> None:
        if len(now.known["full"]) > 1:
            place.caption(t(f"{PAGE}.live.state", sequences=now.known["full"][-1].sequences))
            show({side: course.gathered(marks) for side, marks in now.known.items()})

    told = live.paced(TICK, tell)
    told()
    for marks in now.coming:
        for side, mark in marks.items():
            now.known[side].append(mark)
        told()
    live.run(PAGE, False)
    st.rerun()


@wrap_pure
def by_size() -> dict[str, list[tuple[int, float]]]:
    """Seconds a weight and step, against the number of weights."""
    found: dict[str, list[tuple[int, float]]] = {method: [] for method in METHODS}
    for cells in CELLS:
        weights = count(online97.cells_net(cells))
        for method, run in online97.runs(cells, FEW).items():
            if method != "rtrl" or cells <= MOST_RTRL:
                spent = online97.seconds(run, 2 if method == "rtrl" else 4)
                found[method].append((weights, spent / weights / FEW))
    return found


@wrap_pure
def by_time() -> dict[str, list[tuple[int, float, int]]]:
    """Seconds a step and numbers kept, against the number of time steps."""
    found: dict[str, list[tuple[int, float, int]]] = {method: [] for method in METHODS}
    for steps in TIMES:
        kept = online97.kept(EIGHT, steps)
        for method, run in online97.runs(EIGHT, steps).items():
            spent = online97.seconds(run, 10 if steps < 100 else 3)
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
        _draw("size", _size_series(sizes))
        _draw("time", _time_series(times), height=340)
    with right:
        _draw("memory", _memory_series(times))
        st.markdown(t(f"{PAGE}.cost.result", **cost_facts(sizes, times)))


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


def _draw(name: str, series: list[Series], height: int = 440) -> None:
    words = {axis: t(f"{PAGE}.cost.{name}.{axis}") for axis in ("x", "y")}
    chart = cost_chart(series, words, current_palette(), height=height)
    draw(chart, key=f"{PAGE}/cost/{name}", alt=t(f"{PAGE}.cost.{name}.alt"))


def cost_facts(
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
