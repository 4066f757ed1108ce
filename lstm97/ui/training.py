"""Training on the main screen: both networks learn, and their curves grow while they do.

What was learnt until a press on Stop is on the shelf already, and the link remembers for how long
it lasted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstm97.analysis.practice import ROUND, Round
from lstm97.figures.learning import loss_chart, right_chart
from lstm97.ui import controls, link, live, race
from lstm97.ui.race import PAGE, SETTINGS, Conditions
from lstm97.ui.settings import Notice, Rule
from lstm97.ui.text import t
from lstm97.ui.theme import current_palette

ROUNDS, HISTORY, KNOWN = (f"{PAGE}/{name}" for name in ("rounds", "past", "known"))

History = dict[str, list[Any]]


def granted(conditions: Conditions, trained: int) -> int:
    """The training that a link asks for, as far as a reader can wait for it; says what is cut."""
    most = race.most(conditions)
    if not most:  # the setting is idle
        return 0
    if trained > most:
        rule = Rule("integer", {"low": 0, "high": most})
        controls.notices([Notice("clamped", "trained", str(trained), rule, str(most))])
    return min(trained, most)


def networks(conditions: Conditions, trained: int) -> Round:
    """Both networks as trained as the link says; conditions that a reader changes start untrained.

    Those that come with a link keep the training that the link asks for.
    """
    known = st.session_state.get(KNOWN)
    st.session_state[KNOWN] = conditions
    if known not in (None, conditions):
        live.run(PAGE, False)
        st.session_state.pop(HISTORY, None)
        if trained and not link.came():
            link.keep(SETTINGS, {"trained": 0})
            st.rerun()
    return race.after(conditions, trained)


def buttons(
    conditions: Conditions,
    trained: int,
    also: Sequence[live.Button] = (),
    stop: Callable[[], None] | None = None,
) -> DeltaGenerator | None:
    """Train or stop, and back to the start; at work, the place to say how far it is.

    ``also`` are buttons beside them; ``stop`` stops what one of these has started, if it goes on.
    """
    known = race.paper_net(conditions.networks)
    state = (
        t(f"{PAGE}.paper.state", experiment=conditions.networks, sequences=f"{known.sequences:,}")
        if known
        else t(f"{PAGE}.training.state", sequences=trained)
    )
    return live.buttons(
        PAGE,
        state,
        start=partial(_start, trained),
        stop=stop or _stop,
        back=("forget", _forget) if trained else None,
        full=trained >= race.most(conditions),
        also=also,
        busy=stop is not None,
    )


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
    draw, most = _charts(), race.most(conditions)

    def tell(sequences: int, now: Round) -> None:
        place.caption(t(f"{PAGE}.training.state", sequences=sequences))
        draw(history)
        show(now)

    told = live.paced(live.TICK, tell)
    for rounds, now in race.practice(conditions, st.session_state[ROUNDS], start):
        _note(history, rounds * ROUND, now)
        race.put(conditions, rounds, now)
        st.session_state[ROUNDS] = rounds
        told(rounds * ROUND, now)
        if rounds * ROUND >= most or now.diverged:
            break
    _stop()
    st.rerun()


def past(start: Round) -> None:
    """The learning curves of this session's training, if any, and who diverged in it."""
    if start.diverged:
        names = ", ".join(t(f"lanes.networks.{side}") for side in start.diverged)
        st.warning(t(f"{PAGE}.training.diverged", network=names))
    history: History | None = st.session_state.get(HISTORY)
    if history and history["sequences"]:
        _charts()(history)


def _start(trained: int) -> None:
    live.run(PAGE, True)
    st.session_state[ROUNDS] = trained // ROUND
    history: History = st.session_state.get(HISTORY, _empty())
    if not trained or not history["sequences"] or history["sequences"][-1] > trained:
        st.session_state[HISTORY] = _empty()


def _stop() -> None:
    live.run(PAGE, False)
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


def _charts() -> Callable[[History], None]:
    """Two charts that are drawn again and again with new data."""
    names = {side: t(f"lanes.networks.{side}") for side in ("rnn", "lstm97")}
    words = {word: t(f"{PAGE}.training.{word}") for word in ("sequences", "loss", "right")}
    specs = [make(names, words, current_palette()).to_dict() for make in (loss_chart, right_chart)]
    draw = live.growing(specs)
    return lambda history: draw(history | {"network": [names[side] for side in history["network"]]})
