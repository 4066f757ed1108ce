"""The databases that rooms are tested with: SQLite in a file, and PostgreSQL if there is one.

``LSTM97_TEST_POSTGRES`` is the address of a server on which databases may be made; `.ci/run` starts
one. Without it these tests are skipped, and fail under CI.
"""

import os
import secrets
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

SERVER = os.environ.get("LSTM97_TEST_POSTGRES", "")


@contextmanager
def fresh(kind, folder):
    """Address of an empty database."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'rooms.sqlite'}"
        return
    if not SERVER:
        if os.environ.get("CI"):
            pytest.fail("no LSTM97_TEST_POSTGRES")
        pytest.skip("no PostgreSQL (see README)")
    url = sa.make_url(SERVER).set(drivername="postgresql+psycopg")
    name = f"test_{secrets.token_hex(6)}"
    _say(url, f"CREATE DATABASE {name}")
    yield url.set(database=name).render_as_string(hide_password=False)
    _say(url, f"DROP DATABASE {name} WITH (FORCE)")


def _say(url, statement):
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
