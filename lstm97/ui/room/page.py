"""A room as an ordinary page of the app, for hosts that do not pass on the room's own routes.

It is heavier than the small page, since it is the whole app, but asks and counts the same.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lstm97.figures.evidence.room import MEASURED_ROLE
from lstm97.folders import asset
from lstm97.room import rooms, votes
from lstm97.room.codes import clean_code, digest, new_secret
from lstm97.room.database import Trouble
from lstm97.room.pace import Pace
from lstm97.room.question import DONT_KNOW, Answer, Axis, is_curve, letter_of, say
from lstm97.room.refusal import Refusal
from lstm97.room.rounds import OPEN, REVEALED, PosedQuestion
from lstm97.room.tally import count_found, is_right, near
from lstm97.ui.base.text import language, literal, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.room.data import database
from lstm97.ui.room.routes import phrases
from lstm97.ui.room.routes.incoming import VOTER
from lstm97.ui.room.watch import EMPTY, RoomState, look

SLUG = "room"
EVERY = 2.0  # seconds
MOST = 40  # characters of what was typed that are looked at
_NOTE, _VOTER = "room/note", "room/voter"
_wrong = Pace(burst=30, rate=0.5)  # codes of one address


def show() -> None:
    """Join by the code in the address or typed, then answer."""
    st.title(t("room.phone.title"), anchor=False)
    typed = st.query_params.get("code", "")
    st.text_input(t("room.door.code"), typed, key="room/code", on_change=_take_code)
    if not typed:
        return
    try:
        code = _find(typed)
        rooms.join(database(), code, digest(_voter(), code))
    except Refusal as refusal:
        st.warning(phrases.refusal(language(), refusal.reason))
        return
    except Trouble:
        st.warning(t("room.refused.unreachable"))
        return
    _keep(data={"name": VOTER, "value": _voter()}, key="room/voter-keeper")
    st.fragment(lambda: _now(code), run_every=EVERY)()
    st.caption(t("room.phone.private"))


def _take_code() -> None:
    st.query_params["code"] = str(st.session_state["room/code"])[:MOST]


def _find(typed: str) -> str:
    """The code of a room; who types wrong too often has to wait, who is inside never."""
    place, code = str(st.context.ip_address or ""), clean_code(typed)
    known = rooms.has_joined(database(), code, digest(_voter(), code))
    if not known and _wrong.wait(place):
        raise Refusal("slow-down")
    try:
        return rooms.find(database(), code).code
    except Refusal:
        _wrong.spend(place)
        raise


def _voter() -> str:
    """This phone, also after it has loaded the page again."""
    if _VOTER not in st.session_state:
        st.session_state[_VOTER] = st.context.cookies.get(VOTER) or new_secret()
    return str(st.session_state[_VOTER])


def _now(code: str) -> None:
    """The room as it is, looked at every other second."""
    try:
        seen = look(database(), code)
    except (Refusal, Trouble):
        st.warning(t("room.refused.unreachable"))
        return
    if seen is EMPTY or seen.room is None:
        st.markdown(t("room.phone.gone"))
        return
    if seen.question is None:
        st.markdown(t("room.phone.waiting"))
    else:
        _question(code, seen, seen.question)
    if seen.room.explore:
        st.link_button(t("room.phone.explore"), seen.room.explore, icon=":material/open_in_new:")


def _question(code: str, seen: RoomState, asked: PosedQuestion) -> None:
    mine, question = seen.answer_of(digest(_voter(), code)), asked.question
    st.text(say(question.text, language()))
    if question.sheet is not None:
        _draw(code, asked, question.sheet, mine)
    listed = [
        (one.slug, f"{letter_of(n)} · {say(one.words, language())}")
        for n, one in enumerate(question.options)
    ]
    if question.several:
        _mark(code, asked, listed, mine)
        listed = []
    for slug, words in [*listed, (DONT_KNOW, t("room.phone.dont_know"))]:
        st.button(
            literal(words),
            key=f"room/vote/{question.key}/{asked.round}/{slug}",
            type="primary" if slug == mine else "secondary",
            disabled=asked.phase != OPEN,
            width="stretch",
            on_click=_vote,
            args=(code, question.key, asked.round, slug),
        )
    note = st.session_state.pop(_NOTE, "")
    st.markdown(note or _sentence(asked, mine))
    if asked.phase == REVEALED:
        _verdict(asked, mine)


def _mark(
    code: str, asked: PosedQuestion, listed: Sequence[tuple[str, str]], mine: Answer | None
) -> None:
    """Where several are right they are marked first and sent together."""
    key, open_ = f"room/mark/{asked.question.key}/{asked.round}", asked.phase == OPEN
    sent = mine if isinstance(mine, tuple) else ()
    chosen = [
        slug
        for slug, words in listed
        if st.checkbox(literal(words), slug in sent, key=f"{key}/{slug}", disabled=not open_)
    ]
    st.button(
        t("room.phone.send_all"),
        key=key,
        disabled=not (open_ and chosen) or tuple(chosen) == sent,
        on_click=_vote,
        args=(code, asked.question.key, asked.round, chosen),
    )


def _sentence(asked: PosedQuestion, mine: object) -> str:
    if asked.phase == OPEN and mine is not None:
        return t("room.phone.is_in")
    if asked.phase == OPEN and asked.question.several:
        return t("room.phone.several")
    if asked.phase == OPEN:
        return t("room.phone.again") if asked.round > 1 else ""
    return "" if asked.phase == REVEALED else t(f"room.phone.{asked.phase}")


def _verdict(asked: PosedQuestion, mine: Answer | None) -> None:
    question = asked.question
    judged = None if mine is None else is_right(question, mine)
    if mine is None:
        st.markdown(t("room.phone.unanswered"))
    elif judged is not None:
        st.markdown(t("room.phone.right" if judged else "room.phone.wrong"))
    if question.right is None:
        return
    st.text(say(question.right.words, language()))
    if mine is not None and (chosen := count_found(question, mine)) is not None:
        told = {"hits": chosen.hits, "of": chosen.right, "wrong": chosen.wrong}
        st.markdown(t("room.phone.found", **told))
    if is_curve(mine) and question.right.curve:
        hits, points = near(mine, question)
        st.markdown(t("room.phone.near", hits=hits, points=points))


def _draw(code: str, asked: PosedQuestion, axis: Axis, mine: Answer | None) -> None:
    """The same sheet as on the small page."""
    names = ("draw_here", "send", "clear", "sheet", "measured", "yours")
    right = asked.question.right if asked.phase == REVEALED else None
    data = {
        "axis": {
            "x": axis.x, "y": axis.y, "points": axis.points, "decades": axis.decades,
            "xWords": say(axis.x_words, language()), "yWords": say(axis.y_words, language()),
        },
        "words": {one: t(f"room.phone.{one}") for one in names},
        "open": asked.phase == OPEN,
        "mine": mine if is_curve(mine) else None,
        "colour": current_palette().color(MEASURED_ROLE),
        "measured": right.curve if right and right.curve else None,
    }  # fmt: skip
    key = f"room/sheet/{asked.question.key}/{asked.round}"

    def drawn() -> None:
        _vote(code, asked.question.key, asked.round, st.session_state[key].curve)

    _sheet(data=data, key=key, on_curve_change=drawn)


def _vote(code: str, key: str, number: int, answer: object) -> None:
    """Cast a vote (from a callback); a refusal is said below the question."""
    try:
        votes.cast(database(), code, digest(_voter(), code), key, number, answer)
    except Refusal as refusal:
        st.session_state[_NOTE] = phrases.refusal(language(), refusal.reason)
    except Trouble:
        st.session_state[_NOTE] = t("room.refused.unreachable")


_keep = st.components.v2.component("room_voter", html="<span></span>", js=asset("room/keeper.js"))
_sheet = st.components.v2.component(
    "room_sheet",
    html="<div></div>",
    css=asset("room/sheet.css"),
    js=asset("room/phone.js") + asset("room/sheet.js"),
)
