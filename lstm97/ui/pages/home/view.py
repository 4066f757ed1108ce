"""The first picture: a finished race from a file, so that a visitor sees a result and no wait.

The file is read as it is; no network runs until the reader asks for one.
"""

from __future__ import annotations

import logging

import streamlit as st

from lstm97.analysis.flow.race import Lap
from lstm97.analysis.flow.runs import Run, RunFileError, read
from lstm97.figures.lanes import (
    curves_lane,
    error_lane,
    forward_lanes,
    inputs_lane,
    network,
    reach_curve,
)
from lstm97.figures.scene import AnyLane, Scene
from lstm97.folders import RUNS
from lstm97.tasks import TASKS
from lstm97.ui.base.contents import BY_SLUG
from lstm97.ui.base.measures import READING
from lstm97.ui.base.numbers import size
from lstm97.ui.base.text import t

PAGE = "home"
SHOWN = {"rnn": ("y_j",), "lstm97": ("s",)}  # of the forward sweep; the main screen shows all
_log = logging.getLogger("lstm97.ui")


def finished_race() -> Run | None:
    """The race to open with; without one, says so and how to make it, and returns None."""
    try:
        return read(RUNS / "race.npz")
    except RunFileError as error:
        _log.error("%s", error)
        st.warning(t("home.race.missing", reason=str(error)), width=READING)
        return None


def race_scene(run: Run) -> Scene:
    """Both networks on one timeline: the sequence, both error curves, and what is behind them."""
    task = TASKS[run.origin.task](**run.origin.parameters)
    reaches = {slug: lap.reach for slug, lap in run.laps.items()}
    curves = [reach_curve(slug, reach, t) for slug, reach in reaches.items()]
    return Scene(
        steps=len(run.sequence.xs),
        networks=tuple(network(lap.trace, t) for lap in run.laps.values()),
        lanes=(
            inputs_lane(task, run.sequence, t),
            curves_lane(curves, reaches, t),
            *(lane for slug, lap in run.laps.items() for lane in _lanes(slug, lap)),
        ),
        summary=summary(run),
        layout="columns",
    )


def summary(run: Run) -> str:
    """The picture in words, with its numbers."""
    rnn, lstm = run.laps["rnn"].reach, run.laps["lstm97"].reach
    return t(
        "home.race.summary",
        steps=len(run.sequence.xs),
        rnn=rnn.depth,
        rnn_kept=size(rnn.kept, 1),
        lstm=lstm.depth,
        lstm_kept=f"{lstm.kept:.3g}",
    )


def headline(run: Run) -> None:
    """How far each error reaches: the two numbers of the race."""
    with st.container(horizontal=True, gap="medium"):
        for slug, lap in run.laps.items():
            st.metric(
                t("home.race.depth_name", network=t(f"lanes.networks.{slug}")),
                t("home.race.depth", depth=lap.reach.depth, of=lap.reach.source),
                border=True,
                width=360,
                help=t("home.race.depth_help"),
            )


def origin(run: Run) -> None:
    """How the picture was made, for those who want to make it again; and where to change it."""
    made = run.origin
    st.caption(
        t(
            "home.race.origin",
            command=made.command,
            seed=made.entry["seed"],
            scale=made.entry["scale"],
            numpy=made.versions["numpy"],
        ),
        width=READING,
    )
    info = BY_SLUG["error-race"]
    st.page_link(
        info.file,
        label=t("home.race.open"),
        icon=f":material/{info.icon}:",
        query_params={name: str(value) for name, value in made.parameters.items()},
    )


def where_you_left_off() -> None:
    """A link to the page that the reader was on before coming here, in this session."""
    info = BY_SLUG.get(str(st.session_state.get("left_off", "")))
    if info:
        name = t(info.title_key)
        st.page_link(info.file, label=t("home.left_off", title=name), icon=":material/history:")


def _lanes(slug: str, lap: Lap) -> list[AnyLane]:
    return [*forward_lanes(lap.trace, t, SHOWN[slug]), error_lane(lap.flow, t)]
