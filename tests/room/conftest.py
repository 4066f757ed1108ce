"""A room to test with, on each database."""

import pytest
from databases import fresh
from samples import CHOICE, DRAWING

from lstm97.room.database import connect
from lstm97.room.rooms import open_room


class Clock:
    """A server's clock that a test turns forward."""

    def __init__(self):
        self.time = 1_000_000.0

    def __call__(self):
        return self.time


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    with fresh(request.param, tmp_path) as address:
        yield address


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def db(url, clock):
    database = connect(url, clock)
    yield database
    database.engine.dispose()


@pytest.fixture
def code(db):
    return open_room(db).code


@pytest.fixture
def choice():
    return CHOICE


@pytest.fixture
def drawing():
    return DRAWING
