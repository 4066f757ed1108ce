"""A question on its way through a class: shown, open, closed, opened again after talking, revealed.

Two tabs and a remote control may press the same button: what is not the next step does nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from lstm97.room.database import Database
from lstm97.room.question import Right, RoomQuestion, dump, load
from lstm97.room.refusal import Refusal
from lstm97.room.rooms import Room, change, room_of
from lstm97.room.tables import QUESTIONS, VOTES

SHOWN, OPEN, CLOSED, REVEALED = "shown", "open", "closed", "revealed"
ROUNDS = (1, 2)
MAX_QUESTIONS = 100  # of one room


class PosedQuestion(NamedTuple):
    """A question as it stands in a room."""

    question: RoomQuestion
    phase: str
    round: int
    bars: bool


class Transition(NamedTuple):
    """From which phases a step leads where; ``again`` opens the second round, in the first only."""

    after: tuple[str, ...]
    phase: str
    again: bool = False


STEPS: Mapping[str, Transition] = {
    "open": Transition((SHOWN, CLOSED), OPEN),
    "close": Transition((OPEN,), CLOSED),
    "again": Transition((CLOSED,), OPEN, again=True),
    "reveal": Transition((SHOWN, OPEN, CLOSED), REVEALED),
}


def offer(db: Database, code: str, question: RoomQuestion) -> PosedQuestion:
    """Put a question on the wall; one that was there before goes on where it stood.

    Phones hear of it only if something has changed. Raises Refusal.
    """
    with db.writing() as connection:
        room = room_of(db, connection, code, lock=True)
        kept = _find(connection, code, question.key)
        if kept is None:
            _insert(db, connection, code, question)
        elif kept.question != question:
            _set(connection, code, question.key, record=dump(_with_answer(question, kept)))
        if room.current != question.key or kept is None or kept.question != question:
            change(db, connection, code, current=question.key)
        return _find(connection, code, question.key) or PosedQuestion(question, SHOWN, 1, False)


def clear_wall(db: Database, code: str) -> None:
    """No question is on the wall."""
    with db.writing() as connection:
        if room_of(db, connection, code, lock=True).current:
            change(db, connection, code, current="")


def on_wall(db: Database, code: str) -> tuple[Room, PosedQuestion | None]:
    """The room and the question that is on its wall, if any. Raises Refusal."""
    with db.reading() as connection:
        room = room_of(db, connection, code)
        return room, _find(connection, code, room.current)


def every(db: Database, code: str) -> list[PosedQuestion]:
    """All questions of a room, as they were asked."""
    mine = sa.select(QUESTIONS).where(QUESTIONS.c.code == code).order_by(QUESTIONS.c.asked)
    with db.reading() as connection:
        return [_question_of(row) for row in connection.execute(mine).mappings()]


def step(db: Database, code: str, key: str, name: str) -> PosedQuestion:
    """Take a step of `STEPS` if it is the next one; returns how the question stands after it.

    A question that has left the wall is not opened: its votes would be refused.
    """
    rule = STEPS[name]
    with db.writing() as connection:
        gone = room_of(db, connection, code, lock=True).current != key and rule.phase == OPEN
        asked = _lock_question(db, connection, code, key)
        over = rule.again and asked.round == ROUNDS[-1]
        if asked.phase in rule.after and not (gone or over):
            number = ROUNDS[-1] if rule.again else asked.round
            _set(connection, code, key, phase=rule.phase, round=number, bars=False)
            change(db, connection, code)
        return _find(connection, code, key) or asked


def show_bars(db: Database, code: str, key: str, shown: bool) -> None:
    """Whether the wall shows what has been answered so far."""
    with db.writing() as connection:
        if _lock_question(db, connection, code, key).bars != shown:
            _set(connection, code, key, bars=shown)
            change(db, connection, code)


def start_over(db: Database, code: str, key: str) -> None:
    """As if this question had not been asked: its votes are gone."""
    with db.writing() as connection:
        _lock_question(db, connection, code, key)
        connection.execute(VOTES.delete().where(VOTES.c.code == code, VOTES.c.key == key))
        _set(connection, code, key, phase=SHOWN, round=1, bars=False)
        change(db, connection, code)


def keep_measurement(db: Database, code: str, key: str, right: Right) -> None:
    """Keep what was measured; phones see it once it is revealed."""
    with db.writing() as connection:
        asked = _lock_question(db, connection, code, key)
        if asked.question.right != right:
            _set(connection, code, key, record=dump(replace(asked.question, right=right)))
            change(db, connection, code)


def asked_of(connection: Connection, code: str, key: str) -> PosedQuestion | None:
    """A question of a room, which stays as it is until the transaction ends."""
    return _find(connection, code, key, share=True)


def _lock_question(db: Database, connection: Connection, code: str, key: str) -> PosedQuestion:
    room_of(db, connection, code, lock=True)
    asked = _find(connection, code, key, change=True)
    if asked is None:
        raise Refusal("other-question")
    return asked


def _find(
    connection: Connection, code: str, key: str, *, share: bool = False, change: bool = False
) -> PosedQuestion | None:
    query = sa.select(QUESTIONS).where(QUESTIONS.c.code == code, QUESTIONS.c.key == key)
    if share or change:
        query = query.with_for_update(read=not change)
    row = connection.execute(query).mappings().first()
    return None if row is None else _question_of(row)


def _question_of(row: sa.RowMapping) -> PosedQuestion:
    return PosedQuestion(load(row["record"]), row["phase"], row["round"], row["bars"])


def _insert(db: Database, connection: Connection, code: str, question: RoomQuestion) -> None:
    held = sa.select(sa.func.count()).select_from(QUESTIONS).where(QUESTIONS.c.code == code)
    if (connection.scalar(held) or 0) >= MAX_QUESTIONS:
        raise Refusal("full")
    fresh = {"phase": SHOWN, "round": 1, "bars": False, "asked": db.now()}
    row = {"code": code, "key": question.key, "record": dump(question), **fresh}
    connection.execute(QUESTIONS.insert().values(row))


def _set(connection: Connection, code: str, key: str, **values: object) -> None:
    this = sa.and_(QUESTIONS.c.code == code, QUESTIONS.c.key == key)
    connection.execute(QUESTIONS.update().where(this).values(**values))


def _with_answer(question: RoomQuestion, kept: PosedQuestion) -> RoomQuestion:
    """A question asked again without what was measured keeps what is known."""
    return question if question.right else replace(question, right=kept.question.right)
