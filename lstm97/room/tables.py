"""The four tables of rooms. Their names carry a version: a room lives a day, so nothing is moved.

No name, no address and no clock of a phone is in them.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Index, Integer, MetaData, String, Table, Text

VERSION = "lstm97_2"
TABLES = MetaData()

ROOMS = Table(
    f"{VERSION}_rooms",
    TABLES,
    Column("code", String(6), primary_key=True),
    Column("secret", String(64), nullable=False),  # a digest
    Column("opened", Float, nullable=False),  # seconds since 1970, by the server
    Column("revision", Integer, nullable=False),  # counts what the teacher does
    Column("current", String(200), nullable=False),  # key of the question on the wall, or ""
    Column("stage", Integer, nullable=False),  # of the lesson, that the wall should show; or -1
    Column("wall", Text, nullable=False),  # address of the page on the wall, or ""
    Column("explore", Text, nullable=False),  # address that the class is brought to, or ""
    Column("lesson", Integer, nullable=False),  # minutes of the plan that the stage is of
)
QUESTIONS = Table(
    f"{VERSION}_questions",
    TABLES,
    Column("code", String(6), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("record", Text, nullable=False),
    Column("phase", String(10), nullable=False),
    Column("round", Integer, nullable=False),  # 1 or 2
    Column("bars", Boolean, nullable=False),  # shown on the wall
    Column("asked", Float, nullable=False),
)
VOTERS = Table(
    f"{VERSION}_voters",
    TABLES,
    Column("code", String(6), primary_key=True),
    Column("voter", String(64), primary_key=True),  # a digest that depends on the room
)
VOTES = Table(
    f"{VERSION}_votes",
    TABLES,
    Column("code", String(6), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("voter", String(64), primary_key=True),
    Column("answer", Text, nullable=False),
)
Index(f"{VERSION}_opened", ROOMS.c.opened)
ALL = (VOTES, VOTERS, QUESTIONS, ROOMS)
