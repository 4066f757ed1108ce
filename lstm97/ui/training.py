"""Training on a page, live: a button, a stop, and curves that grow while both networks learn.

A press on Stop interrupts the script between two rounds; what was learnt until then is on the
shelf already, and the link remembers for how long it lasted.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import streamlit as st

from lstm97.analysis.practice import ROUND, Round
from lstm97.figures.learning import loss_chart, right_chart
from lstm97.ui import link, race
from lstm97.ui.race import MOST, PAGE, SETTINGS, Conditions
from lstm97.ui.text import t
from lstm97.ui.theme import current_palette

TICK = 0.12  # seconds between two pictures while learning
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


def buttons(trained: int) -> bool:
    """Train or stop, and back to the start; returns whether training is on."""
    running = bool(st.session_state.get(RUNNING))
    with st.container(horizontal=True, vertical_alignment="center"):
        if running:
            st.button(t(f"{PAGE}.training.stop"), icon=":material/stop:", key=f"{PAGE}/stop",
                      type="primary", on_click=_stop)  # fmt: skip
        else:
            st.button(t(f"{PAGE}.training.start"), icon=":material/fitness_center:",
                      key=f"{PAGE}/train", on_click=_start, args=(trained,),
                      disabled=trained >= MOST)  # fmt: skip
        if trained and not running:
            st.button(t(f"{PAGE}.training.forget"), icon=":material/restart_alt:",
                      key=f"{PAGE}/untrain", type="tertiary", on_click=_forget)  # fmt: skip
        if not running:
            st.caption(t(f"{PAGE}.training.state", sequences=trained))
    return running


def learn(conditions: Conditions, start: Round, show: Callable[[Round, int], None]) -> None:
    """Train until the reader stops, showing the newest networks several times a second.

    ``show(round, sequences)`` draws what else on the page depends on the networks.
    """
    history: History = st.session_state.setdefault(HISTORY, _empty())
    told, charts, status = 0.0, st.container(), st.empty()
    draw = _charts(charts)
    for rounds, now in race.practice(conditions, st.session_state[ROUNDS], start):
        _note(history, rounds * ROUND, now)
        race.put(conditions, rounds, now)
        st.session_state[ROUNDS] = rounds
        if time.monotonic() - told > TICK:
            told = time.monotonic()
            status.caption(t(f"{PAGE}.training.state", sequences=rounds * ROUND))
            draw(history)
            show(now, rounds * ROUND)
        if rounds * ROUND >= MOST or now.diverged:
            break
    _stop()
    st.rerun()


def past() -> None:
    """The learning curves of this session's training, if there was any."""
    history: History | None = st.session_state.get(HISTORY)
    if history and history["sequences"]:
        _charts(st.container())(history)


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


def _charts(place: Any) -> Callable[[History], None]:
    """Two charts that are drawn again and again with new data."""
    names = {side: t(f"lanes.networks.{side}") for side in ("rnn", "lstm97")}
    words = {word: t(f"{PAGE}.training.{word}") for word in ("sequences", "loss", "right")}
    specs = [make(names, words, current_palette()).to_dict() for make in (loss_chart, right_chart)]
    slots = [column.empty() for column in place.columns(2)]

    def draw(history: History) -> None:
        data = history | {"network": [names[side] for side in history["network"]]}
        for slot, spec in zip(slots, specs, strict=True):
            slot.vega_lite_chart(data, spec, width="stretch")

    return draw
