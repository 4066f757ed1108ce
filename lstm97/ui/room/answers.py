"""The answers of a question on the wall; once they may be seen, each with its bars below it.

A wall has room for the words or for a chart beside them, not for both: the words are the chart's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

import streamlit as st

from lstm97.figures.evidence.room import CHECK_MARK, ROUND_ROLES
from lstm97.room import tally
from lstm97.room.question import DONT_KNOW, RoomQuestion, letter_of, say
from lstm97.room.rounds import ROUNDS
from lstm97.ui.base.text import labelled, language, literal, t
from lstm97.ui.base.theme import current_palette

Counts = Sequence[Mapping[str, int]]  # of each round, by answer
FEWEST = 4  # answers that a bar as wide as its place stands for, at least
BAR = (
    '<div style="width:{width:.1f}%; min-width:2px; height:{height}rem; background:{color}"></div>'
)
ROW = (
    '<div role="img" aria-label="{alt}" style="display:flex; align-items:center; gap:0.5rem">'
    '<div style="flex:none; width:{column}rem; font-size:0.94rem">{letter}</div>'
    '<div style="flex:1; display:grid; gap:2px">{bars}</div>'
    '<div style="flex:none; width:{counted}ch; font-size:1rem; line-height:1.1">{counts}</div>'
    "</div>"
)


class _Grid(NamedTuple):
    """What all rows share, so that equal counts have equal bars."""

    most: int  # answers that a bar as wide as its place stands for
    letter: float  # rem
    characters: int  # characters


def options(question: RoomQuestion) -> None:
    """What may be answered, with letters to talk about."""
    lines = [literal(_line(question, slug)) for slug in _slugs(question)]
    if question.sheet:
        lines = [t("room.wall.draw")]
    if question.several:
        lines.append(t("room.wall.several"))
    st.markdown("  \n".join(lines))


def answer_counts(question: RoomQuestion, counts: Counts, right: Sequence[str]) -> None:
    """The same with how often each was answered.

    Once it is known which are ``right``, those stand out, and the others' words, which the class
    has read, make room for what was measured.
    """
    most = max([FEWEST, *(count for one in counts for count in one.values())])
    grid = _Grid(most, 1.2 if right else 0.0, len(_tell([most] * len(counts))) + 1)
    with st.container(key="room-answers", gap=None):
        for slug in tally.slugs(question):
            line, known = _line(question, slug), right and slug not in right
            letter = _letter(question, slug, line) if known else ""
            if not letter:
                said = literal(line)
                st.markdown(f"**{said}{CHECK_MARK}**" if slug in right else said)
            st.html(_row(line, [one[slug] for one in counts], letter, grid))
        if len(counts) > 1:
            st.html(_legend())


def _slugs(question: RoomQuestion) -> list[str]:
    return [one.slug for one in question.options]


def _line(question: RoomQuestion, slug: str) -> str:
    if slug not in _slugs(question):
        return t("room.phone.dont_know" if slug == DONT_KNOW else "room.wall.drawn")
    number = _slugs(question).index(slug)
    return f"{letter_of(number)} · {say(question.options[number].words, language())}"


def _letter(question: RoomQuestion, slug: str, line: str) -> str:
    """What stands for words that the class has read; "" where nothing does."""
    if slug in _slugs(question):
        return line.partition(" ")[0]
    return DONT_KNOW if slug == DONT_KNOW else ""


def _row(line: str, counts: Sequence[int], letter: str, grid: _Grid) -> str:
    height = 0.9 if len(counts) == 1 else 0.5
    lengths = "".join(
        BAR.format(width=100 * count / grid.most, height=height, color=color)
        for count, color in zip(counts, _colors(len(counts)), strict=True)
    )
    alt, told = escape(labelled(line, _tell(counts))), _tell(counts)
    columns = {"column": grid.letter, "counted": grid.characters}
    return ROW.format(alt=alt, letter=letter, bars=lengths, counts=told, **columns)


def _tell(counts: Sequence[int]) -> str:
    return " → ".join(map(str, counts))


def _legend() -> str:
    parts = zip(_colors(len(ROUNDS)), ROUNDS, strict=True)
    words = (
        f'<span style="color:{color}">■</span> {escape(t(f"room.wall.round{number}"))}'
        for color, number in parts
    )
    return f'<div style="font-size:0.9rem">{" &nbsp; ".join(words)}</div>'


def _colors(rounds: int) -> list[str]:
    look = current_palette()
    return [look.color(role) for role in ROUND_ROLES[-rounds:]]
