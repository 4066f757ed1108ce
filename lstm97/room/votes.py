"""One answer per voter and round, changeable while the round is open, counted once.

A vote that comes again, because a phone did not hear that it had come, changes nothing.
"""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa

from lstm97.room.database import Database
from lstm97.room.question import Answer, load_answer, parse_answer
from lstm97.room.refusal import Refusal
from lstm97.room.rooms import let_in, room_of
from lstm97.room.rounds import OPEN, asked_of
from lstm97.room.tables import VOTES

Ballots = dict[int, dict[str, Answer]]  # by round, by voter


def cast(db: Database, code: str, voter: str, key: Any, number: Any, answer: Any) -> Answer:
    """Store a vote for round ``number`` of question ``key``, as it came from a phone.

    Returns it as stored; once this has returned the vote is on the disk. Raises Refusal.
    """
    with db.writing() as connection:
        current = room_of(db, connection, code).current
        if not current or key != current:
            raise Refusal("other-question")
        let_in(db, connection, code, voter)  # locks the room before the question, as a teacher does
        asked = asked_of(connection, code, current)
        if asked is None or asked.phase != OPEN or number is True or number != asked.round:
            raise Refusal("closed")
        kept = parse_answer(asked.question, answer)
        row = {"code": code, "key": current, "round": asked.round, "voter": voter}
        put = db.insert(VOTES).values(**row, answer=json.dumps(kept))
        keys = [VOTES.c.code, VOTES.c.key, VOTES.c.round, VOTES.c.voter]
        connection.execute(
            put.on_conflict_do_update(index_elements=keys, set_={"answer": put.excluded.answer})
        )
    return kept


def ballots(db: Database, code: str, key: str) -> Ballots:
    """Every vote on a question, by round and voter."""
    mine = sa.select(VOTES.c.round, VOTES.c.voter, VOTES.c.answer)
    found: Ballots = {}
    with db.reading() as connection:
        for number, voter, answer in connection.execute(
            mine.where(VOTES.c.code == code, VOTES.c.key == key)
        ):
            found.setdefault(number, {})[voter] = load_answer(answer)
    return found
