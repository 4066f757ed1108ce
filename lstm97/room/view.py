"""What a phone may know of a room, and what the wall and the remote control may.

A phone gets the answer when it is revealed and never before, of the others' votes nothing, and
of secrets nothing at all.
"""

from __future__ import annotations

from typing import Any

from lstm97.room.question import Answer, Axis, Option, RoomQuestion, is_curve, say
from lstm97.room.rooms import Pulse, Room
from lstm97.room.rounds import REVEALED, PosedQuestion
from lstm97.room.tally import count_found, is_right, near


def for_phone(
    room: Room, asked: PosedQuestion | None, mine: Answer | None, lang: str
) -> dict[str, Any]:
    """The state of a phone, ready for JSON, in its language."""
    seen: dict[str, Any] = {"room": room.code, "explore": room.explore, "phase": "waiting"}
    if asked is None:
        return seen
    seen |= {
        "phase": asked.phase,
        "round": asked.round,
        "question": _question(asked.question, lang),
        "mine": mine,
    }
    if asked.phase == REVEALED:
        seen["verdict"] = _verdict(asked.question, mine, lang)
    return seen


def for_remote(room: Room, asked: PosedQuestion | None, pulse: Pulse, lang: str) -> dict[str, Any]:
    """The state of a teacher's second device."""
    seen: dict[str, Any] = {
        "room": room.code,
        "stage": room.stage,
        "lesson": room.lesson,
        "wall": room.wall,
        "explore": room.explore,
        "joined": pulse.voters,
        "answered": pulse.answers,
        "phase": "waiting",
    }
    if asked is not None:
        seen |= {"phase": asked.phase, "round": asked.round, "bars": asked.bars,
                 "question": _question(asked.question, lang)}  # fmt: skip
    return seen


def _question(question: RoomQuestion, lang: str) -> dict[str, Any]:
    return {
        "key": question.key,
        "text": say(question.text, lang),
        "options": [_option(one, lang) for one in question.options],
        "several": question.several,
        "sheet": None if question.sheet is None else _sheet(question.sheet, lang),
    }


def _option(option: Option, lang: str) -> dict[str, str]:
    return {"slug": option.slug, "words": say(option.words, lang)}


def _sheet(axis: Axis, lang: str) -> dict[str, Any]:
    return {
        "x": axis.x,
        "y": axis.y,
        "xWords": say(axis.x_words, lang),
        "yWords": say(axis.y_words, lang),
        "points": axis.points,
        "decades": axis.decades,
    }


def _verdict(question: RoomQuestion, mine: Answer | None, lang: str) -> dict[str, Any]:
    """What was measured, and how the phone's own answer stands to it."""
    right = question.right
    told: dict[str, Any] = {
        "right": None if mine is None else is_right(question, mine),
        "options": [] if right is None else list(right.options),
        "curve": None,
        "words": "" if right is None else say(right.words, lang),
    }
    if right is not None and right.curve and question.sheet is not None:
        told["curve"] = right.curve
        if is_curve(mine):
            told["near"] = near(mine, question)
    if mine is not None and (chosen := count_found(question, mine)) is not None:
        told["found"] = chosen
    return told
