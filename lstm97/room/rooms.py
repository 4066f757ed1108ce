"""A room from its opening to its end, 24 hours later: its teacher and who has joined.

The code lets a phone vote, the secret lets a teacher lead.
"""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from lstm97.room.codes import clean_code, digest, new_code, new_secret, same
from lstm97.room.database import Database
from lstm97.room.refusal import Refusal
from lstm97.room.tables import ALL, QUESTIONS, ROOMS, VOTERS, VOTES

LIFE = 24 * 3600.0  # seconds
MAX_ROOMS = 200
MAX_VOTERS = 500
MAX_ADDRESS = 2000  # characters
LESSON = 45  # minutes of the usual plan


class Room(NamedTuple):
    """A room as its row says; `tables.ROOMS` explains the fields."""

    code: str
    secret: str
    opening_time: float
    revision: int
    current: str
    stage: int
    wall: str
    explore: str
    lesson: int = LESSON


class Key(NamedTuple):
    """What a teacher gets: the code for the class, and a secret for themselves."""

    code: str
    secret: str


class Pulse(NamedTuple):
    """What changes in a room, cheap to ask for: what the teacher did, who came, who voted."""

    revision: int
    voters: int
    answers: int


def open_room(db: Database) -> Key:
    """A new room. Raises Refusal where there are too many."""
    forget_old(db)
    with db.writing() as connection:
        db.alone(connection)
        taken = set(connection.scalars(sa.select(ROOMS.c.code)))
        if len(taken) >= MAX_ROOMS:
            raise Refusal("rooms-full")
        code = next(code for code in iter(new_code, "") if code not in taken)
        secret = new_secret()
        connection.execute(
            ROOMS.insert().values(
                code=code,
                secret=digest(secret, code),
                opened=db.now(),
                revision=1,
                current="",
                stage=-1,
                wall="",
                explore="",
                lesson=LESSON,
            )
        )
    return Key(code, secret)


def find(db: Database, typed: str) -> Room:
    """The room with this code. Raises Refusal if there is none."""
    with db.reading() as connection:
        return room_of(db, connection, clean_code(typed))


def room_of(db: Database, connection: Connection, code: str, *, lock: bool = False) -> Room:
    """The same within a transaction; with ``lock`` nobody else changes it meanwhile."""
    query = sa.select(ROOMS).where(ROOMS.c.code == code, ROOMS.c.opened > db.now() - LIFE)
    row = connection.execute(query.with_for_update() if lock else query).first()
    if row is None:
        raise Refusal("gone")
    return Room._make(row)


def teaches(db: Database, key: Key) -> Room:
    """The room that this secret belongs to. Raises Refusal."""
    room = find(db, key.code)
    if not same(room.secret, digest(key.secret, room.code)):
        raise Refusal("not-teacher")
    return room


def join(db: Database, code: str, voter: str) -> None:
    """Let somebody in, once. Raises Refusal if the room is gone or full."""
    if has_joined(db, code, voter):
        return
    with db.writing() as connection:
        let_in(db, connection, code, voter)


def let_in(db: Database, connection: Connection, code: str, voter: str) -> None:
    """The same within a transaction."""
    mine = sa.and_(VOTERS.c.code == code, VOTERS.c.voter == voter)
    if connection.execute(sa.select(VOTERS.c.voter).where(mine)).first():
        return
    room_of(db, connection, code, lock=True)
    if _count(connection, VOTERS, VOTERS.c.code == code) >= MAX_VOTERS:
        raise Refusal("full")
    put = db.insert(VOTERS).values(code=code, voter=voter)
    connection.execute(put.on_conflict_do_nothing())


def has_joined(db: Database, code: str, voter: str) -> bool:
    """Whether this voter has joined before."""
    mine = sa.and_(VOTERS.c.code == code, VOTERS.c.voter == voter)
    with db.reading() as connection:
        return connection.execute(sa.select(VOTERS.c.voter).where(mine)).first() is not None


def pulse(db: Database, code: str) -> Pulse:
    """What one has to know to see that something has changed. Raises Refusal if it is gone."""
    with db.reading() as connection:
        room = room_of(db, connection, code)
        this = sa.and_(QUESTIONS.c.code == code, QUESTIONS.c.key == room.current)
        number = sa.select(QUESTIONS.c.round).where(this).scalar_subquery()
        mine = sa.and_(VOTES.c.code == code, VOTES.c.key == room.current, VOTES.c.round == number)
        return Pulse(
            room.revision,
            _count(connection, VOTERS, VOTERS.c.code == code),
            _count(connection, VOTES, mine),
        )


def change(db: Database, connection: Connection, code: str, **values: object) -> None:
    """Set columns of a room, and say that something has changed."""
    touched = {"revision": ROOMS.c.revision + 1, **values}
    connection.execute(ROOMS.update().where(ROOMS.c.code == code).values(**touched))


def wall_at(
    db: Database, code: str, stage: int, address: str, lesson: int = LESSON, *, seen: int
) -> bool:
    """The wall's stage in a lesson of so many minutes, or -1, and the address of its page.

    ``seen`` is the stage that the wall was at when it looked: nothing is written where somebody has
    turned it since. Returns whether the room has a new revision.
    """
    if len(address) > MAX_ADDRESS:
        raise Refusal("too-long")
    with db.writing() as connection:
        room = room_of(db, connection, code, lock=True)
        if room.stage != seen:
            return False
        if (room.stage, room.lesson) != (stage, lesson):
            change(db, connection, code, stage=stage, wall=address, lesson=lesson)
            return True
        if room.wall != address:  # what no phone has to hear of
            put = ROOMS.update().where(ROOMS.c.code == code).values(wall=address)
            connection.execute(put)
        return False


def bring(db: Database, code: str, here: bool) -> None:
    """Bring the class to the page that is on the wall, as it is now; or back from there."""
    with db.writing() as connection:
        room = room_of(db, connection, code, lock=True)
        change(db, connection, code, explore=room.wall if here else "")


def turn_to(db: Database, code: str, stage: int) -> None:
    """Which stage of the lesson the wall should show."""
    with db.writing() as connection:
        if room_of(db, connection, code, lock=True).stage != stage:
            change(db, connection, code, stage=stage, current="")


def end(db: Database, code: str) -> None:
    """The teacher closes the room: nothing of it is left."""
    with db.writing() as connection:
        _remove(connection, [code])


def forget_old(db: Database) -> None:
    """Remove every room whose time is over."""
    over = sa.select(ROOMS.c.code).where(ROOMS.c.opened <= db.now() - LIFE)
    with db.reading() as connection:
        codes = list(connection.scalars(over))
    if codes:
        with db.writing() as connection:
            _remove(connection, codes)


def _remove(connection: Connection, codes: list[str]) -> None:
    for table in ALL:
        connection.execute(table.delete().where(table.c.code.in_(codes)))


def _count(connection: Connection, table: sa.Table, where: sa.ColumnElement[bool]) -> int:
    return connection.scalar(sa.select(sa.func.count()).select_from(table).where(where)) or 0
