"""The race on the stage: before the answer, whole, and while both networks are trained."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstm97.analysis.flow.practice import Round
from lstm97.analysis.flow.race import Lap
from lstm97.engine import At, count
from lstm97.figures.scenes.race import race_scene
from lstm97.figures.stage.scene import Scene
from lstm97.ui.base.numbers import remainder, share
from lstm97.ui.base.text import labelled, t
from lstm97.ui.lesson import guess
from lstm97.ui.lesson.stage import LiveStage, stage
from lstm97.ui.pages.error_race import conditions as race
from lstm97.ui.pages.error_race import sentences, training
from lstm97.ui.pages.error_race.conditions import PAGE, SETTINGS, RaceConditions, RaceValues


def scene(
    conditions: RaceConditions,
    laps: Mapping[str, Lap],
    arrived: float,
    before: Mapping[str, Lap] | None = None,
    revealed: bool = True,
    drawn: str = "",
) -> Scene:
    """The race on the stage, in the reader's language."""
    said = (
        summary(conditions, laps, arrived)
        if revealed
        else t(f"{PAGE}.waiting", steps=laps["rnn"].trace.steps)
    )
    return race_scene(
        race.task_of(conditions),
        race.sequence_of(conditions),
        laps,
        t,
        said,
        before,
        revealed,
        drawn,
    )


def painter(
    conditions: RaceConditions, values: RaceValues, before: Mapping[str, Lap] | None
) -> Callable[[Mapping[str, Lap]], Scene]:
    """What makes a scene of laps, whole ones or some that are under way."""
    return lambda laps: scene(conditions, laps, values.share, before, drawn=values.sketch)


def waiting(conditions: RaceConditions, laps: Mapping[str, Lap], values: RaceValues) -> None:
    """The sequence alone, on which the reader may draw what they expect."""
    drawn = guess.curve_to_draw(SETTINGS, values)
    picture = scene(conditions, laps, values.share, revealed=False, drawn=drawn)
    guess.keep(SETTINGS, stage(picture, key=f"{PAGE}/waiting", report=True).guess)


def train(
    conditions: RaceConditions,
    at: At,
    arrived: float,
    picture: Scene,
    place: DeltaGenerator,
    top: DeltaGenerator,
) -> None:
    """Train both networks until the reader stops, with headline and stage of the newest ones.

    ``place`` says how far it is and ``top`` holds the headline; does not return.
    """
    untrained = race.before(conditions, at, arrived)
    curves = st.container(key="strip")
    live = LiveStage(picture, key=f"{PAGE}/stage")

    def show(now: Round) -> None:
        newest = race.laps(conditions, now, at, arrived)
        with top.container():
            headline(newest)
        live.show(scene(conditions, newest, arrived, untrained))

    with curves:
        training.learn(conditions, place, show)


def summary(conditions: RaceConditions, laps: Mapping[str, Lap], arrived: float) -> str:
    """The picture in words."""
    r, m = laps["rnn"], laps["lstm97"]
    known = conditions.networks != race.FRESH
    origin = t(f"{PAGE}.paper.summary", experiment=conditions.networks) + " " if known else ""
    return origin + t(
        f"{PAGE}.summary",
        steps=r.trace.steps,
        share=share(arrived),
        mode=t(f"{PAGE}.mode.{conditions.gradient}"),
        rnn_weights=count(r.trace.params.spec),
        lstm_weights=count(m.trace.params.spec),
        rnn_depth=r.reach.depth,
        lstm_depth=m.reach.depth,
        rnn_kept=_relative_size(r),
        lstm_kept=_relative_size(m),
    )


def _relative_size(lap: Lap) -> str:
    """The size of an error at the first step as a share of its source, or why there is none."""
    if lap.reach.source is None:
        return t(f"{PAGE}.unknown.none")
    if sentences.is_overflown(lap):
        return t(f"{PAGE}.unknown.overflow")
    return remainder(lap.reach.retention)


def headline(laps: Mapping[str, Lap]) -> None:
    """Both effective depths in one line, while they change."""
    st.caption(
        " · ".join(labelled(t(f"lanes.networks.{side}"), depth(lap)) for side, lap in laps.items())
    )


def depth(lap: Lap, words: str = "depth") -> str:
    """How far a network's error gets, in words; in fewer (``of``) below a name."""
    if lap.reach.source is None:
        return t(f"{PAGE}.headline.none")
    if sentences.is_overflown(lap):
        return t(f"{PAGE}.headline.overflow")
    return t(f"{PAGE}.headline.{words}", depth=lap.reach.depth, steps=lap.reach.source)
