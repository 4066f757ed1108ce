"""The database of rooms: SQLite in a file, or the one that the environment names.

A transaction is on the disk before its answer is sent.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from lstm97.room.tables import TABLES

URL = "LSTM97_DATABASE"  # in the environment, where Streamlit puts secrets too
FOLDER = "LSTM97_DATA"
FILE = "rooms.sqlite"
WAIT = 10.0  # seconds that one writer waits for another
ANSWER = 5  # seconds in which a server has to answer at all
ALONE = 1997  # PostgreSQL's name of the lock under which one process at a time works

Trouble = sa.exc.SQLAlchemyError  # the database does not do what it was asked

_INSERT: Mapping[str, Callable[[sa.Table], Any]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


@dataclass(frozen=True)
class Database:
    """A database with its tables made; ``now`` is the server's clock, in seconds."""

    engine: sa.Engine
    now: Callable[[], float] = time.time

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that sees one moment."""
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction; with SQLite the only one, from its beginning."""
        connected = self.engine.connect().execution_options(writing=True)
        with connected as connection, connection.begin():
            yield connection

    def insert(self, table: sa.Table) -> Any:
        """An INSERT that may say what to do if the row is there already."""
        return _INSERT[self.engine.dialect.name](table)

    def alone(self, connection: sa.Connection) -> None:
        """Until the transaction ends no other process is in such a place."""
        if self.engine.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(ALONE)))


def connect(url: str = "", now: Callable[[], float] = time.time) -> Database:
    """The database at ``url``, or the one that the environment names, with its tables made."""
    chosen = url or os.environ.get(URL, "")
    engine = _server(chosen) if chosen else _file(folder() / FILE)
    database = Database(engine, now)
    with database.writing() as connection:
        database.alone(connection)
        TABLES.create_all(connection)
    return database


def folder() -> Path:
    """The data folder: as the environment says, else one of the user's, else a temporary one."""
    named = os.environ.get(FOLDER)
    places = [Path(named)] if named else [Path.home() / ".lstm97", _temporary()]
    for place in places[:-1]:
        if _writable(place):
            return place
    places[-1].mkdir(parents=True, exist_ok=True)
    return places[-1]


def _temporary() -> Path:
    return Path(tempfile.gettempdir()) / "lstm97"


def _writable(place: Path) -> bool:
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(place, os.W_OK)


def _server(url: str) -> sa.Engine:
    """PostgreSQL, however its provider writes the address; or SQLite by an address."""
    try:
        parsed = sa.make_url(url.replace("postgres://", "postgresql://", 1))
    except ValueError:  # its words would quote what may be a piece of a password
        raise ValueError("the address of the database can't be read") from None
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() == "sqlite":
        return _file(Path(parsed.database or ""))
    if parsed.get_backend_name() not in _INSERT:
        raise ValueError(f"rooms are kept in {' or '.join(_INSERT)}, not in {parsed.drivername}")
    patience = {} if "connect_timeout" in parsed.query else {"connect_timeout": ANSWER}
    return sa.create_engine(
        parsed, pool_pre_ping=True, pool_size=5, max_overflow=10,
        connect_args=patience, hide_parameters=True,
    )  # fmt: skip


def _file(path: Path) -> sa.Engine:
    """Answers of persons, which an error would quote, stay out of the log."""
    engine = sa.create_engine(
        f"sqlite:///{path}", connect_args={"timeout": WAIT}, hide_parameters=True
    )
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _: Any) -> None:
    """Readers don't wait for a writer, and a commit is on the disk when it returns."""
    connection.isolation_level = None  # we begin transactions ourselves
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    """A writer says so at once: one that has read first could not become one any more."""
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
