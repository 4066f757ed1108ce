"""A server that is killed loses no vote it has answered for; one that is stopped stops at once."""

import asyncio
import os
import signal
import time

import pytest
from asking import run
from databases import fresh
from driving import free_port
from load import Phone, asked, kill, running

from lstm97.room import rooms
from lstm97.room.database import connect


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_killed_in_the_middle_of_a_vote(kind):
    assert kill(kind, count=12)


def test_a_server_with_open_streams_stops_when_it_is_told_to(tmp_path):
    with fresh("sqlite", tmp_path) as url:
        db, port = connect(url), free_port()
        code = asked(db)

        async def listen():
            phone = Phone(port, code)
            await phone.enter()
            while rooms.pulse(db, code).voters == 0:
                await asyncio.sleep(0.05)
            began = time.monotonic()
            os.killpg(process.pid, signal.SIGTERM)
            while process.poll() is None and time.monotonic() < began + 20:
                await asyncio.sleep(0.05)
            phone.leave()
            return time.monotonic() - began

        with running(url, 1, port) as process:
            took = run(listen())
        db.engine.dispose()
    assert took < 5
