"""The teacher's side of a room, away from the wall: open it, lead it from a phone, look back at it.

The secret link is shown here and only on demand, since whoever scans it can lead the room.
"""

from __future__ import annotations

import csv
import io
import secrets

import segno
import streamlit as st

from lstm97.room import rooms, rounds, tally
from lstm97.room.database import Trouble
from lstm97.room.question import MAX_OWN_OPTIONS, MAX_WORDS, own, say
from lstm97.room.refusal import Refusal
from lstm97.room.rooms import Key
from lstm97.room.rounds import PosedQuestion
from lstm97.room.votes import Ballots, ballots
from lstm97.ui.base import numbers
from lstm97.ui.base.files.save import Download, save
from lstm97.ui.base.part import drawer
from lstm97.ui.base.text import language, literal, t
from lstm97.ui.base.theme import presenting
from lstm97.ui.room import poll, results, session, wall
from lstm97.ui.room.data import database
from lstm97.ui.room.routes import phrases

# What is said of a question that was refused, with the limit that it passed.
OWN_LIMITS = {"no-answer": ("own_wrong", MAX_OWN_OPTIONS), "too-long": ("own_long", MAX_WORDS)}
_TEXT, _ANSWERS, _WRONG = "room/own/text", "room/own/answers", "room/own/wrong"


def tools() -> None:
    """Everything about the room on one page."""
    session.keep()
    if reason := session.refusal():
        st.warning(phrases.refusal(language(), reason))
    mine = session.key()
    if mine is None:
        st.button(
            t("room.teach.open"), key="room/open", type="primary", icon=":material/groups:",
            on_click=session.open_room,
        )  # fmt: skip
        return
    try:
        _room(mine)
    except Refusal as refusal:
        if refusal.reason == "gone":
            session.forget()
        st.warning(phrases.refusal(language(), refusal.reason))
    except Trouble:
        st.warning(t("room.refused.unreachable"))


def _room(mine: Key) -> None:
    here, beside = st.columns([2, 3], gap="large")
    with here:
        wall.join(mine.code)
        st.fragment(lambda: _count_voters(mine), run_every=2.0)()
        if not session.has_small_page():
            st.caption(t("room.teach.no_routes"))
    with beside:
        drawer(t("room.teach.remote"), "settings_remote", "room/remote", lambda: _remote(mine))
        _own(mine)
        st.button(
            t("room.teach.close"), key="room/end", icon=":material/delete:", type="tertiary",
            on_click=session.close_room,
        )  # fmt: skip
    _afterwards(mine)


def _count_voters(mine: Key) -> None:
    try:
        st.markdown(t("room.wall.joined", joined=rooms.pulse(database(), mine.code).voters))
    except (Refusal, Trouble):
        st.caption(t("room.refused.unreachable"))


def _remote(mine: Key) -> None:
    """The link to the remote control, not while the wall shows this page."""
    if presenting():
        st.markdown(t("room.teach.not_on_wall"))
        return
    st.markdown(t("room.teach.remote_how"))
    if not session.has_small_page():
        st.caption(t("room.teach.no_remote"))
        return
    address = session.remote_address(mine)
    image = segno.make(address, error="m").svg_data_uri(scale=4, border=2, light="white")
    st.html(f'<img alt="{t("room.teach.remote_qr")}" src="{image}" style="width:220px">')
    st.code(address, language=None, wrap_lines=True)


def _own(mine: Key) -> None:
    """A question of the teacher's own, which goes on the wall at once."""
    with st.form("room/own"):
        st.markdown(f"**{t('room.teach.own')}**")
        st.text_input(t("room.teach.own_text"), key=_TEXT)
        st.text_area(t("room.teach.own_answers", most=MAX_OWN_OPTIONS), key=_ANSWERS, height=140)
        st.form_submit_button(
            t("room.teach.own_ask"), icon=":material/groups:", on_click=_ask_own, args=(mine,)
        )
    if reason := st.session_state.pop(_WRONG, ""):
        name, most = OWN_LIMITS[reason]
        st.warning(t(f"room.teach.{name}", most=most))
    _, asked = rounds.on_wall(database(), mine.code)
    if asked is not None and asked.question.key.startswith(poll.OWN):
        st.markdown(f":material/lightbulb: **{literal(say(asked.question.text, language()))}**")
        poll.panel(mine, asked)


def _ask_own(mine: Key) -> None:
    """Put it on the wall (from a callback); what is refused stays in its fields to be mended.

    A line that begins with an asterisk is right.
    """
    lines = [line.strip() for line in str(st.session_state[_ANSWERS]).splitlines()]
    answers = [(line.removeprefix("*").strip(), line.startswith("*")) for line in lines]
    listed = [(words, right) for words, right in answers if words]
    right = [n for n, (_, one) in enumerate(listed) if one]
    try:
        key = poll.OWN + secrets.token_hex(4)
        text = str(st.session_state[_TEXT])
        asked = own(text, [words for words, _ in listed], right, key)
    except Refusal as refusal:
        st.session_state[_WRONG] = refusal.reason
        return
    if session.attempt(rounds.offer, mine.code, asked):
        st.session_state[_TEXT] = st.session_state[_ANSWERS] = ""


def _afterwards(mine: Key) -> None:
    """What this class found hard, and the counts to keep; nothing about persons."""
    db = database()
    asked = rounds.every(db, mine.code)
    votes = {one.question.key: ballots(db, mine.code, one.question.key) for one in asked}
    hard = tally.hard(asked, votes)
    if not hard:
        return
    st.subheader(t("room.after.title"), anchor=False)
    heads = [t(f"room.after.{one}") for one in ("question", "votes", "before", "after")]
    rows = [
        (
            literal(say(one.question.text, language())),
            str(one.votes),
            _share(one.before),
            _share(one.after),
        )
        for one in hard
    ]
    st.table({head: [row[n] for row in rows] for n, head in enumerate(heads)}, hide_index=True)
    st.caption(t("room.after.how"))
    save([Download(t("room.after.save"), f"{mine.code}.csv", table(asked, votes))], key="room/save")


def table(asked: list[PosedQuestion], votes: dict[str, Ballots]) -> str:
    """Counts of every question and round as CSV, in the reader's language."""
    heads = [t(f"room.after.{one}") for one in ("question", "round", "answer", "count", "right")]
    words = {"yes": t("room.after.yes"), "no": t("room.after.no"), "": ""}
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    for question, number, answer, count, right in tally.rows(
        asked, votes, language(), results.names()
    ):
        writer.writerow([_safe(question), number, _safe(answer), count, words[right]])
    return out.getvalue()


def _safe(cell: str) -> str:
    """A spreadsheet takes what begins like a formula for one."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _share(share: float | None) -> str:
    return "–" if share is None else numbers.share(share)
