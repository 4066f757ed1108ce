"""A question that the wall puts to a class: its forms, the results, and the teacher's buttons.

Who votes is known to the room alone: what stands here was read there a moment ago, and a button
writes there. Where no room is led, nothing is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import streamlit as st

from lstm97.room import rounds, tally
from lstm97.room.database import Trouble
from lstm97.room.question import Right, RoomQuestion, say
from lstm97.room.refusal import Refusal
from lstm97.room.rooms import Key
from lstm97.room.rounds import CLOSED, OPEN, REVEALED, SHOWN, PosedQuestion
from lstm97.room.votes import ballots
from lstm97.ui.base.part import whole
from lstm97.ui.base.text import language, literal, t
from lstm97.ui.base.theme import presenting
from lstm97.ui.room import answers, results, session
from lstm97.ui.room.data import database
from lstm97.ui.room.watch import EMPTY, RoomState, look

EVERY = 0.5  # seconds: with the time to draw, no vote is missing for a second
OWN = "own/"  # begins the key of what a teacher has typed
_OFFER, _CASE, _LOSS, _ASIDE = "room/offered", "room/case", "room/lost", "room/aside"
NEXT: Mapping[str, tuple[str, ...]] = {
    SHOWN: ("open", "reveal"),
    OPEN: ("close",),
    CLOSED: ("again", "reveal", "open"),
    REVEALED: (),
}
ICONS: Mapping[str, str] = {
    "open": "how_to_vote", "close": "lock", "again": "forum", "reveal": "visibility",
}  # fmt: skip


def leads() -> bool:
    """True on the wall of a class that has a room."""
    return presenting() and session.key() is not None


class Form(NamedTuple):
    """A way to ask: ``right`` tells what was measured, once that may be known.

    ``case`` names the settings of the page that the answer depends on.
    """

    question: RoomQuestion
    right: Callable[[], Right] | None
    case: str = ""


def ask(*forms: Form) -> bool | None:
    """Put a question of this page to the class, in one of its forms; tells whether it is revealed.

    None where no class is asked. The question is on the wall when the page shows it, in its first
    form; other forms of it when the teacher says so.
    """
    mine = session.key() if presenting() else None
    if mine is None:
        return None
    offered = st.session_state.get(_OFFER, ("", ""))[1]
    try:
        if offered not in [one.question.key for one in forms]:
            _offer(mine, forms[0].question)
        return _ask(mine, forms)
    except (Refusal, Trouble):
        st.warning(t("room.refused.unreachable"))
        st.session_state[_LOSS] = True  # the next look that succeeds draws the page again
        return None


def is_revealed(*keys: str) -> bool:
    """True once the class has been shown the answer to one of these questions."""
    mine = session.key() if presenting() else None
    if mine is None:
        return False
    try:
        known = rounds.every(database(), mine.code)
    except (Refusal, Trouble):
        return False
    return any(one.phase == REVEALED for one in known if one.question.key in keys)


def is_aside(key: str) -> bool:
    """Whether the answers to a question have made room for the page's own words and controls."""
    return leads() and st.session_state.get(_ASIDE) == key


def turn(key: str) -> None:
    """The way from the answers of a class to what moves the picture, and back.

    A wall has room for one of them.
    """
    away = is_aside(key)
    st.button(
        t("room.wall.answers" if away else "room.wall.go_on"),
        key="room/turn",
        icon=":material/groups:" if away else ":material/tune:",
        type="tertiary" if away else "primary",
        on_click=_turn,
        args=("" if away else key,),
    )


def _turn(key: str) -> None:
    st.session_state[_ASIDE] = key
    whole()


def was_found(key: str) -> bool:
    """Whether at least half of the class that answered last was right."""
    mine = session.key()
    if mine is None:
        return False
    try:
        asked = next(one for one in rounds.every(database(), mine.code) if one.question.key == key)
        given = ballots(database(), mine.code, key)
    except (Refusal, Trouble, StopIteration):
        return False
    share = tally.share_right(asked.question, given, max(given, default=1))
    return share is not None and share >= 0.5


def turn_to(slug: str) -> None:
    """The wall shows this page: what another one has asked is not on it."""
    if st.session_state.get(_OFFER, ("",))[0] != slug:
        st.session_state[_OFFER] = (slug, "")


def own(mine: Key, asked: PosedQuestion) -> None:
    """A question of the teacher's own stands above the page until it has been dealt with."""
    with st.container(border=True):
        st.markdown(f":material/lightbulb: **{literal(say(asked.question.text, language()))}**")
        panel(mine, asked)
        st.button(
            t("room.wall.done"),
            key="room/done",
            type="tertiary",
            icon=":material/check:",
            on_click=_finish,
            args=(mine,),
        )


def panel(mine: Key, asked: PosedQuestion) -> None:
    """Buttons and results of a question, kept up to date while a class votes."""
    every = EVERY if asked.phase == OPEN else None
    st.fragment(lambda: _panel(mine, asked), run_every=every)()


def was_lost() -> bool:
    """Whether a question could not be asked when the page was drawn; told once."""
    return bool(st.session_state.pop(_LOSS, False))


def current(mine: Key) -> RoomState | None:
    """The room now; one that is gone is forgotten, one that does not answer is said to be."""
    try:
        seen = look(database(), mine.code)
    except (Refusal, Trouble):
        st.caption(t("room.refused.unreachable"))
        return None
    if seen is EMPTY:
        session.forget()
        st.rerun()
    return seen


def _ask(mine: Key, forms: Sequence[Form]) -> bool:
    asked = rounds.on_wall(database(), mine.code)[1]
    on = next((one for one in forms if asked and one.question.key == asked.question.key), None)
    if asked is None or asked.phase != REVEALED:
        st.session_state.pop(_ASIDE, None)
    with st.container(border=True, gap="small", key="room-asked"):
        shown = (on or forms[0]).question
        st.markdown(f":material/lightbulb: **{literal(say(shown.text, language()))}**")
        if asked is not None and on is not None:
            _publish(mine, asked, on)
            _same_case(asked, on)
            panel(mine, asked)
        else:
            answers.options(shown)
        if on is None or (asked is not None and asked.phase in (SHOWN, CLOSED, REVEALED)):
            for one in forms:
                if one is not on:
                    _other(mine, one.question)
    return is_revealed(*(one.question.key for one in forms))


def _other(mine: Key, question: RoomQuestion) -> None:
    """A button that puts another question on the wall."""
    st.button(
        t("room.wall.ask_curve" if question.sheet else "room.wall.ask"),
        key=f"room/ask/{question.key}",
        icon=":material/draw:" if question.sheet else ":material/groups:",
        on_click=_change_form,
        args=(mine, question),
    )


def _publish(mine: Key, asked: PosedQuestion, form: Form) -> None:
    """Tell the room, and so the phones, what was measured; as it was when it was revealed."""
    if asked.phase == REVEALED and asked.question.right is None and form.right is not None:
        rounds.keep_measurement(database(), mine.code, asked.question.key, form.right())


def _same_case(asked: PosedQuestion, form: Form) -> None:
    """Say where the wall's settings are not those for which the class has voted."""
    key = f"{_CASE}/{asked.question.key}/{asked.round}"
    if asked.phase == SHOWN:
        st.session_state.pop(key, None)
    elif st.session_state.setdefault(key, form.case) != form.case:
        st.warning(t("room.wall.other_case"))


def _change_form(mine: Key, question: RoomQuestion) -> None:
    slug, _ = st.session_state.get(_OFFER, ("", ""))
    if session.attempt(rounds.offer, mine.code, question):
        st.session_state[_OFFER] = (slug, question.key)


def _offer(mine: Key, question: RoomQuestion) -> None:
    slug, _ = st.session_state.get(_OFFER, ("", ""))
    st.session_state[_OFFER] = (slug, question.key)
    rounds.offer(database(), mine.code, question)


def _finish(mine: Key) -> None:
    slug, _ = st.session_state.get(_OFFER, ("", ""))
    st.session_state[_OFFER] = (slug, "")
    session.attempt(rounds.clear_wall, mine.code)


def _panel(mine: Key, drawn: PosedQuestion) -> None:
    seen = current(mine)
    if seen is None or seen.question is None or seen.question.question.key != drawn.question.key:
        return
    now, before = seen.question, drawn
    if session.has_refusal() or (now.phase, now.round) != (before.phase, before.round):
        st.rerun()
    results.show(seen.question, seen.ballots, seen.pulse)
    _steps(mine, seen.question)
    if seen.question.phase == REVEALED:
        st.button(
            t("room.step.anew"),
            key="room/anew",
            icon=":material/restart_alt:",
            type="tertiary",
            on_click=session.press,
            args=(rounds.start_over, mine.code, seen.question.question.key),
        )


def _steps(mine: Key, asked: PosedQuestion) -> None:
    """The next steps, the likeliest first; and whether the answers are shown."""
    names = [one for one in NEXT[asked.phase] if one != "again" or asked.round == 1]
    with st.container(horizontal=True, vertical_alignment="center"):
        for name in names:
            st.button(
                t(f"room.step.{name}"),
                key=f"room/{name}",
                icon=f":material/{ICONS[name]}:",
                type="primary" if name == names[0] else "secondary",
                on_click=session.press,
                args=(rounds.step, mine.code, asked.question.key, name),
            )
        if asked.phase in (OPEN, CLOSED):
            st.button(
                t("room.step.hide_bars" if asked.bars else "room.step.show_bars"),
                key="room/bars",
                icon=":material/bar_chart:",
                type="tertiary",
                on_click=session.press,
                args=(rounds.show_bars, mine.code, asked.question.key, not asked.bars),
            )
