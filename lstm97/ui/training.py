"""Training on a page, live: a button, a stop, and curves that grow while both networks learn.

A press on Stop interrupts the script between two rounds; what was learnt until then is on the
shelf already, and the link remembers for how long it lasted.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstm97.analysis.practice import ROUND, Round
from lstm97.figures.learning import loss_chart, right_chart
from lstm97.ui import link, race
from lstm97.ui.race import MOST, PAGE, SETTINGS, Conditions
from lstm97.ui.text import t
from lstm97.ui.theme import current_palette

TICK = 0.2  # seconds between two pictures while learning
RUNNING, ROUNDS, HISTORY, KNOWN = (f"{PAGE}/{name}" for name in ("run", "rounds", "past", "known"))

History = dict[str, list[Any]]


def networks(conditions: Conditions, trained: int) -> Round:
    """Both networks as trained as the link says; changed conditions start untrained."""
    known = st.session_state.get(KNOWN)
    st.session_state[KNOWN] = conditions
    if known not in (None, conditions):
        st.session_state[RUNNING] = False
        st.session_state.pop(HISTORY, None)
        if trained:
            link.keep(SETTINGS, {"trained": 0})
            st.rerun()
    return race.after(conditions, trained)


def buttons(trained: int) -> DeltaGenerator | None:
    """Train or stop, and back to the start; while training, the place to say how far it is."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.session_state.get(RUNNING):
            _button("stop", "stop", _stop)
            place = st.empty()
            st.empty()  # so that no button of a resting page shows through
            return place
        _button("start", "fitness_center", _start, args=(trained,), disabled=trained >= MOST)
        st.caption(t(f"{PAGE}.training.state", sequences=trained))
        if trained:
            _button("forget", "restart_alt", _forget, type="tertiary")
    return None


def learn(
    conditions: Conditions,
    start: Round,
    place: DeltaGenerator,
    show: Callable[[Round], None],
) -> None:
    """Train until the reader stops, showing the newest networks several times a second.

    ``place`` says how far it is, ``show(round)`` draws what else depends on the networks.
    """
    history: History = st.session_state.setdefault(HISTORY, _empty())
    told, draw = 0.0, _charts()
    for rounds, now in race.practice(conditions, st.session_state[ROUNDS], start):
        _note(history, rounds * ROUND, now)
        race.put(conditions, rounds, now)
        st.session_state[ROUNDS] = rounds
        if time.monotonic() - told > TICK:
            place.caption(t(f"{PAGE}.training.state", sequences=rounds * ROUND))
            draw(history)
            show(now)
            told = time.monotonic()
        if rounds * ROUND >= MOST or now.diverged:
            break
    _stop()
    st.rerun()


def past() -> None:
    """The learning curves of this session's training, if there was any."""
    history: History | None = st.session_state.get(HISTORY)
    if history and history["sequences"]:
        _charts()(history)


def _start(trained: int) -> None:
    st.session_state[RUNNING] = True
    st.session_state[ROUNDS] = trained // ROUND
    history: History = st.session_state.get(HISTORY, _empty())
    if not trained or not history["sequences"] or history["sequences"][-1] > trained:
        st.session_state[HISTORY] = _empty()


def _stop() -> None:
    st.session_state[RUNNING] = False
    link.keep(SETTINGS, {"trained": st.session_state.get(ROUNDS, 0) * ROUND})


def _forget() -> None:
    st.session_state.pop(HISTORY, None)
    link.keep(SETTINGS, {"trained": 0})


def _empty() -> History:
    return {"sequences": [], "network": [], "loss": [], "right": []}


def _note(history: History, sequences: int, now: Round) -> None:
    for side, loss in now.loss.items():
        history["sequences"].append(sequences)
        history["network"].append(side)
        history["loss"].append(loss)
        history["right"].append(now.right[side])


def _button(name: str, icon: str, act: Callable[..., None], **common: Any) -> None:
    label = t(f"{PAGE}.training.{name}")
    st.button(label, icon=f":material/{icon}:", key=f"{PAGE}/{name}", on_click=act, **common)


def _charts() -> Callable[[History], None]:
    """Two charts that are drawn again and again with new data."""
    names = {side: t(f"lanes.networks.{side}") for side in ("rnn", "lstm97")}
    words = {word: t(f"{PAGE}.training.{word}") for word in ("sequences", "loss", "right")}
    specs = [make(names, words, current_palette()).to_dict() for make in (loss_chart, right_chart)]
    slots = [column.empty() for column in st.columns(2)]

    def draw(history: History) -> None:
        data = history | {"network": [names[side] for side in history["network"]]}
        for slot, spec in zip(slots, specs, strict=True):
            slot.vega_lite_chart(data, spec, width="stretch")

    return draw
