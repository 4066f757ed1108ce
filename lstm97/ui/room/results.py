"""The answers of a class as a picture, with a sentence for each: bars, a band, who was right.

Nothing is shown while a class votes unless the teacher wants it, and what is right not before it
is revealed.
"""

from __future__ import annotations

import numpy as np
import streamlit as st

from lstm97.figures.evidence.room import Bar, ClassDrawings, answer_bars, class_band
from lstm97.room import tally
from lstm97.room.band import band, positions, table
from lstm97.room.question import DONT_KNOW, Axis, RoomQuestion, letter_of, say
from lstm97.room.rooms import Pulse
from lstm97.room.rounds import OPEN, REVEALED, ROUNDS, SHOWN, PosedQuestion
from lstm97.room.votes import Ballots
from lstm97.ui.base.charts import draw
from lstm97.ui.base.text import labelled, language, listed, literal, t
from lstm97.ui.base.theme import current_palette, presenting
from lstm97.ui.room import answers

HEIGHT, ON_A_WALL = 380, 540  # of the class's curves; there as much as is left below the question
LONGEST = 60  # characters of an answer beside a bar


def show(asked: PosedQuestion, ballots: Ballots, pulse: Pulse) -> None:
    """What may be seen of the answers at this moment; on a wall the answers themselves, too."""
    seen = _is_visible(asked)
    with st.container(key="room-seen" if seen else "room-hidden", gap="small"):
        _show(asked, ballots, pulse, seen=seen)


def _show(asked: PosedQuestion, ballots: Ballots, pulse: Pulse, *, seen: bool) -> None:
    question, revealed, wall = asked.question, asked.phase == REVEALED, presenting()
    if asked.phase == OPEN and not wall:  # there the row above says it
        st.markdown(t("room.wall.answered", answered=pulse.answers, joined=pulse.voters))
    if wall and not seen:
        answers.options(question)
    elif wall and question.options:
        right = question.right.options if revealed and question.right else ()
        answers.answer_counts(question, _counts(question, ballots, asked.round), right)
    if seen and question.sheet is not None:
        _band(question, question.sheet, ballots, asked.round, revealed)
    if seen and revealed:
        _judge(question, ballots)
    if seen and not wall and (question.options or question.sheet is None):
        _bars(question, ballots, asked.round, revealed)


def _is_visible(asked: PosedQuestion) -> bool:
    """Whether the class may see what it has answered."""
    return asked.phase != SHOWN and (asked.bars or asked.phase == REVEALED)


def _counts(question: RoomQuestion, ballots: Ballots, now: int) -> list[dict[str, int]]:
    """How often each answer was given, in each round that there was."""
    return [tally.counts(question, ballots, number) for number in ROUNDS if number <= now]


def names() -> dict[str, str]:
    """What answers are called that are no option of a question."""
    return {DONT_KNOW: t("room.phone.dont_know"), tally.CURVE: t("room.wall.drawn")}


def _bars(question: RoomQuestion, ballots: Ballots, now: int, revealed: bool) -> None:
    counted = _counts(question, ballots, now)
    right = question.right.options if revealed and question.right else ()
    named = {slug: tally.answer_name(question, slug, language(), names()) for slug in counted[0]}
    letters = {one.slug: letter_of(n) for n, one in enumerate(question.options)}
    bars = [
        Bar(
            _label(letters.get(slug, ""), name),
            tuple(one[slug] for one in counted),
            slug in right,
        )
        for slug, name in named.items()
    ]
    words = {f"round{n}": t(f"room.wall.round{n}") for n in ROUNDS}
    said = listed(labelled(bar.answer, " / ".join(map(str, bar.counts))) for bar in bars)
    chart = answer_bars(bars, words, current_palette(), size=_size())
    draw(chart, key=f"room/bars/{question.key}", alt=t("room.wall.bars_alt", listed=said))


def _band(question: RoomQuestion, axis: Axis, ballots: Ballots, now: int, revealed: bool) -> None:
    curves = tally.curves(ballots, now) or tally.curves(ballots, ROUNDS[0])
    if not curves:
        return
    found, right = band(curves, axis), question.right
    measured = None
    if revealed and right is not None and right.curve:
        measured = table([right.curve], axis)[0]
    sheet = ClassDrawings(
        positions(axis),
        table(curves, axis),
        np.stack([found.low, found.middle, found.high]),
        axis.y,
        axis.decades,
        measured,
    )
    words = {one: t(f"room.wall.{one}") for one in ("each", "half", "middle", "measured")}
    words |= {"x": say(axis.x_words, language()), "y": say(axis.y_words, language())}
    height = ON_A_WALL if presenting() else HEIGHT
    chart = class_band(sheet, words, current_palette(), size=_size(), height=height)
    alt = t("room.wall.band_alt", count=len(curves))
    draw(chart, key=f"room/band/{question.key}", alt=alt)


def _judge(question: RoomQuestion, ballots: Ballots) -> None:
    """Who was right in each round, and who found it by talking."""
    lines = []
    for number in ROUNDS:
        share = tally.share_right(question, ballots, number)
        if share is not None:
            count, said = len(ballots[number]), t(f"room.wall.round{number}")
            lines.append(t("room.wall.share", round=said, right=round(share * count), of=count))
    if len(lines) == len(ROUNDS):
        changed = tally.change(question, ballots)
        lines.append(t("room.wall.change", gained=changed.only_after, lost=changed.only_before))
    if lines:  # first: a wall may be too low for all of the reason
        st.markdown("  \n".join(lines))
    if question.right is not None and (words := say(question.right.words, language())):
        st.markdown(literal(words))


def _size() -> int:
    """Letters of a chart; on a wall it is drawn twice as large."""
    return 12 if presenting() else 15


def _label(letter: str, name: str) -> str:
    """An answer beside its bar."""
    short = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
    return f"{letter} · {short}" if letter else short
