"""The first picture: a finished race from a file, so that a visitor sees a result and no wait.

The file is read as it is; no network runs until the reader asks for one.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstm97.analysis.flow.race import Lap
from lstm97.analysis.flow.runs import RaceRecord, RunFileError, read
from lstm97.analysis.problem.hochreiter import recurrent_weights, spectral_radius
from lstm97.figures.stage.lanes import (
    curves_lane,
    error_lane,
    forward_lanes,
    inputs_lane,
    network,
    reach_curve,
)
from lstm97.figures.stage.scene import AnyLane, Scene
from lstm97.folders import RUNS
from lstm97.tasks import TASKS
from lstm97.ui.base.contents import BY_SLUG, PageInfo
from lstm97.ui.base.measures import READING
from lstm97.ui.base.numbers import general, size
from lstm97.ui.base.text import prose, t
from lstm97.ui.lesson import progress
from lstm97.ui.lesson.bench import Reading, as_table
from lstm97.ui.link import address, controls
from lstm97.ui.link.record import Record, line
from lstm97.ui.link.settings import Settings

PAGE = "home"
FORWARD_ROWS = {"rnn": ("y_j",), "lstm97": ("s",)}  # the main screen shows all
_log = logging.getLogger("lstm97.ui")


@dataclass(frozen=True)
class HomeValues(Record):
    """What a link to the first page may bring."""

    kept: str = line("", longest=progress.LONGEST, place="placed")


SETTINGS = Settings(PAGE, HomeValues)


def finished_race(place: DeltaGenerator) -> RaceRecord | None:
    """The race to open with; without one, says so and how to make it, and returns None."""
    try:
        return read(RUNS / "race.npz")
    except RunFileError as error:
        _log.error("%s", error)
        place.warning(t("home.race.missing", reason=str(error)), width=READING)
        return None


def race_scene(run: RaceRecord) -> Scene:
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
        play=True,
    )


def summary(run: RaceRecord) -> str:
    """The picture in words, with its numbers."""
    rnn, lstm = run.laps["rnn"].reach, run.laps["lstm97"].reach
    return t(
        "home.race.summary",
        steps=len(run.sequence.xs),
        rnn=rnn.depth,
        rnn_kept=size(rnn.retention, 1),
        lstm=lstm.depth,
        lstm_kept=general(lstm.retention, 3),
    )


def race_sentence(run: RaceRecord) -> str:
    """What one sees in the picture, in a sentence."""
    reach = run.laps["rnn"].reach
    return prose(PAGE, "race", steps=len(run.sequence.xs), rnn=reach.depth)


def headline(run: RaceRecord) -> None:
    """How far each error reaches: the two numbers of the race."""
    depths = [
        Reading(
            t("home.race.depth_name", network=t(f"lanes.networks.{slug}")),
            t("home.race.depth", depth=lap.reach.depth, of=lap.reach.source),
        )
        for slug, lap in run.laps.items()
    ]
    st.markdown(as_table(depths), help=t("home.race.depth_help"))


def origin(run: RaceRecord) -> None:
    """How the picture was made, for those who want to make it again; and where to change it."""
    made = run.origin
    st.caption(
        t(
            "home.race.origin",
            command=made.command,
            seed=made.entry["seed"],
            scale=made.entry["scale"],
            radius=size(spectral_radius(recurrent_weights(run.laps["rnn"].trace.params))),
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


def taken_home() -> None:
    """What a link brought of the reader's progress joins what this browser knows."""
    progress.take(address.current(SETTINGS).values.kept)


def link_notices() -> None:
    """What of the link could not be used."""
    controls.notices(address.current(SETTINGS).notices)


def going_on() -> None:
    """The next page, how many questions were guessed and how many right."""
    following = progress.following()
    if following:
        _to(following)
    if progress.has_begun():
        count = progress.tally()
        st.markdown(t("home.tally", **count._asdict()))
    elif following:
        st.caption(t("home.asked", asked=progress.tally().asked))


def keeping() -> None:
    """A link that holds the reader's progress, and a way to throw it away."""
    if not progress.has_begun():
        return
    with st.container(horizontal=True, gap="small"):
        box = st.popover(t("home.take.label"), icon=":material/link:", key="home/take",
                         on_change="rerun")  # fmt: skip
        if box.open:
            with box:
                st.markdown(t("home.take.help"))
                st.code(_link(), language=None, wrap_lines=True)
        st.button(t("home.forget"), key="home/forget", icon=":material/delete:", type="tertiary",
                  on_click=forget)  # fmt: skip


def forget() -> None:
    """All guesses are open again, here and in the browser (call it from a callback)."""
    progress.forget()
    address.keep(SETTINGS, {"kept": ""})


def _link() -> str:
    link = address.current(SETTINGS)
    values = link.values.with_values(kept=progress.progress_line())
    return address.address(SETTINGS, link._replace(values=values))


def _to(info: PageInfo) -> None:
    how = "go_on" if progress.has_begun() else "begin"
    label = t(f"home.{how}", title=t(info.title_key))
    st.page_link(info.file, label=f"**{label}**", icon=":material/arrow_forward:")


def _lanes(slug: str, lap: Lap) -> list[AnyLane]:
    return [*forward_lanes(lap.trace, t, FORWARD_ROWS[slug]), error_lane(lap.flow, t)]
