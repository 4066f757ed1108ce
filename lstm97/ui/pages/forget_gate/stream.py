"""The endless stream on the forget gate's page: who resets its memory between two episodes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from lstm97.analysis.since import continual
from lstm97.analysis.since.continual import Life, Stream
from lstm97.figures.forgetting import stream_scene
from lstm97.figures.scene import Scene
from lstm97.ui.base.cached import wrap_pure
from lstm97.ui.base.numbers import size
from lstm97.ui.base.text import t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.stage import stage
from lstm97.ui.link.controls import control, current
from lstm97.ui.link.settings import Values
from lstm97.ui.pages.forget_gate.view import PAGE, SETTINGS

live = wrap_pure(continual.live, entries=16)


def stream(values: Values) -> Stream:
    """The stream that the controls describe."""
    return Stream(values.episodes, values.length, values["values"] == "both", values.seed)


def the_stream() -> None:
    """Episode after episode without a reset, in a cell of 1997, one of 2000, and a GRU."""
    if not lesson.predict(PAGE, "state", ("same", "grows", "fades")):
        return
    values = current(SETTINGS)
    _controls()
    lives = live(stream(values))
    headline(lives)
    stage(scene(values, lives), key=f"{PAGE}/stream")
    lesson.how_to_read(PAGE, "how-to-read-stream")
    lesson.notice(PAGE, "notice-stream", **facts(values, lives))
    said = summary(values, lives)
    lesson.summary_and_table(f"{PAGE}/stream", said, table(values, lives))


def _controls() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        for name in ("episodes", "length", "values"):
            control(SETTINGS, name)


def scene(values: Values, lives: Mapping[str, Life]) -> Scene:
    """The stream on the stage, in the reader's language."""
    return stream_scene(stream(values), lives, t, summary(values, lives))


def headline(lives: Mapping[str, Life]) -> None:
    """Who answers, and how far each state has wandered."""
    for column, side in zip(st.columns(3, border=True), continual.SIDES, strict=True):
        life = lives[side]
        with column:
            name = t(f"lanes.networks.{side}")
            st.metric(name, f"{int(life.right.sum())} / {len(life.right)}")
            st.caption(t(f"{PAGE}.stream.drift", drift=size(life.drift)))


def facts(values: Values, lives: Mapping[str, Life]) -> dict[str, Any]:
    """The numbers of the stream that the text quotes."""
    old, new = lives["lstm97"], lives["lstm2000"]
    return {
        "episodes": values.episodes,
        "drift": size(old.drift),
        "slope": size(float(old.slope[-1])),
        "kept": size(float(new.drift)),
        "survives": size(continual.reset(new, stream(values))),
        "enters": size(float(old.error[-1])),
        "into": size(float(new.error[-1])),
    }


def summary(values: Values, lives: Mapping[str, Life]) -> str:
    """The stream in words."""
    right = {side: int(life.right.sum()) for side, life in lives.items()}
    return t(
        f"{PAGE}.stream.summary",
        episodes=values.episodes,
        length=values.length,
        drift=size(lives["lstm97"].drift),
        kept=size(lives["lstm2000"].drift),
        **right,
    )


def table(values: Values, lives: Mapping[str, Life]) -> list[dict[str, str]]:
    """The end of some episodes: what was asked for, and what each network said."""
    wanted = continual.draw(stream(values)).targets[stream(values).ends, 0]
    numbers = sorted({min(values.episodes, n) for n in (1, 2, 3, 5, 10, 20, 40, values.episodes)})
    return [
        {
            t(f"{PAGE}.stream.episode"): str(n),
            t(f"{PAGE}.stream.wanted"): size(float(wanted[n - 1])),
        }
        | {t(f"lanes.networks.{s}"): size(float(lives[s].answers[n - 1])) for s in continual.SIDES}
        for n in numbers
    ]
