"""A class that votes: ``python tests/room/load.py [--only one|many|kill]``.

Starts the app as a teacher would and measures the three bars of a room. Sixty phones vote within
ten seconds with one process and SQLite; two hundred with two processes and PostgreSQL, at the
address in ``LSTM97_TEST_POSTGRES`` (`.ci/postgres` starts one); and a server is killed in the
middle of a vote. Each phone opens its page, hears its stream, votes, and changes its mind once.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT), str(HERE), str(ROOT / "tests" / "browser")]

from asking import run  # noqa: E402
from databases import fresh  # noqa: E402
from driving import answers, free_port  # noqa: E402
from samples import CHOICE  # noqa: E402

from lstm97.room import rooms, rounds, votes  # noqa: E402
from lstm97.room.database import connect  # noqa: E402

WITHIN = 10.0  # seconds in which all phones vote
OPTIONS = ("a", "b", "c", "?")


@contextmanager
def running(database, workers, port):
    """The app with so many processes; yields the one that was started."""
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        "app:app",
        "--port",
        str(port),
        "--log-level",
        "error",
    ]
    command += ["--workers", str(workers)] if workers > 1 else []
    env = {**os.environ, "LSTM97_DATABASE": database, "STREAMLIT_SERVER_COOKIE_SECRET": "c" * 32}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=ROOT, env=env, start_new_session=True, **quiet)
    try:
        while not answers(f"http://127.0.0.1:{port}"):
            assert process.poll() is None, "the app did not start"
            time.sleep(0.1)
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


class Line:
    """A connection that speaks just enough HTTP, so that the load costs less than the server."""

    def __init__(self, port):
        self.port, self.reader, self.writer = port, None, None

    async def ask(self, method, path, cookie="", body=b""):
        """Status, headers and body of an answer; an idle line that was closed is opened again."""
        head = f"{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: {cookie}\r\n"
        head += f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
        if self.writer is not None:
            with suppress(OSError, asyncio.IncompleteReadError):
                return await self.say(head.encode() + body)
            self.close()
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        return await self.say(head.encode() + body)

    async def say(self, request):
        self.writer.write(request)
        status, headers = await self.head()
        return status, headers, await self.reader.readexactly(int(headers.get("content-length", 0)))

    async def head(self):
        lines = (await self.reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        pairs = (line.partition(": ") for line in lines[1:] if line)
        return int(lines[0].split()[1]), {name.lower(): value for name, _, value in pairs}

    async def listen(self, path, cookie):
        """Open a stream; what comes is read and thrown away."""
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        self.writer.write(f"GET {path} HTTP/1.1\r\nhost: x\r\ncookie: {cookie}\r\n\r\n".encode())
        while await self.reader.read(4096):
            pass

    def close(self):
        if self.writer is not None:
            self.writer.close()
            self.writer = None


class Phone:
    """One student: what was answered for, and how long each vote took."""

    def __init__(self, port, code):
        self.line, self.ear, self.code = Line(port), Line(port), code
        self.cookie, self.acknowledged, self.times, self.failed = "", None, [], 0

    async def enter(self):
        _, headers, _ = await self.line.ask("GET", f"/room/{self.code}")
        self.cookie = headers["set-cookie"].partition(";")[0]
        self.listening = asyncio.create_task(self.hear())

    async def hear(self):
        with suppress(OSError):
            await self.ear.listen(f"/room/{self.code}/events", self.cookie)

    async def vote(self, begin):
        for delay in sorted(random.uniform(0, WITHIN) for _ in range(2)):
            await asyncio.sleep(max(0, begin + delay - time.perf_counter()))
            await self.send(random.choice(OPTIONS))

    async def send(self, answer):
        body = json.dumps({"question": CHOICE.key, "round": 1, "answer": answer}).encode()
        began = time.perf_counter()
        status, _, _ = await self.line.ask("POST", f"/room/{self.code}/vote", self.cookie, body)
        self.times.append(time.perf_counter() - began)
        if status == 200:
            self.acknowledged = answer
        else:
            self.failed += 1

    def leave(self):
        self.listening.cancel()
        self.line.close()
        self.ear.close()


def stored(db, code):
    """How often each answer is in the database."""
    given = [*votes.ballots(db, code, CHOICE.key).get(1, {}).values()]
    return {option: given.count(option) for option in OPTIONS}


def asked(db):
    code = rooms.open_room(db).code
    rounds.offer(db, code, CHOICE)
    rounds.step(db, code, CHOICE.key, "open")
    return code


async def wall(db, code, phones, late):
    """Compare what the wall would show with what phones have been told, ten times a second.

    A vote that was answered for and is not on the wall yet has been missing since then.
    """
    missing = None
    while True:
        known = sum(phone.acknowledged is not None for phone in phones)
        shown = (await asyncio.to_thread(rooms.pulse, db, code)).answers
        now = time.perf_counter()
        missing = (missing or now) if shown < known else None
        late.append(now - missing if missing else 0.0)
        await asyncio.sleep(0.1)


async def crowd(port, db, count):
    """So many phones vote; returns them, and how late the wall was at worst."""
    code, late = asked(db), []
    phones = [Phone(port, code) for _ in range(count)]
    for group in range(0, count, 20):
        await asyncio.gather(*(phone.enter() for phone in phones[group : group + 20]))
    watching = asyncio.create_task(wall(db, code, phones, late))
    await asyncio.sleep(1)
    begin = time.perf_counter()
    await asyncio.gather(*(phone.vote(begin) for phone in phones))
    await asyncio.sleep(0.5)
    watching.cancel()
    for phone in phones:
        phone.leave()
    await asyncio.sleep(0.2)
    return code, phones, max(late)


def measure(kind, count, workers):
    with tempfile.TemporaryDirectory() as folder, fresh(kind, Path(folder)) as url:
        db, port = connect(url), free_port()
        with running(url, workers, port):
            code, phones, late = run(crowd(port, db, count))
        told = [phone.acknowledged for phone in phones]
        right = stored(db, code) == {option: told.count(option) for option in OPTIONS}
        db.engine.dispose()
    times = sorted(one for phone in phones for one in phone.times)
    cuts = statistics.quantiles(times, n=20)
    print(
        f"{kind}, {workers} process(es), {count} phones, {len(times)} votes: "
        f"{'every vote counted once' if right else 'VOTES LOST'}, "
        f"{sum(phone.failed for phone in phones)} failed, p50 {1000 * cuts[9]:.0f} ms, "
        f"p95 {1000 * cuts[18]:.0f} ms, wall at most {1000 * late:.0f} ms behind the last answer",
        flush=True,
    )
    return right


async def until_killed(process, port, code, count):
    """Phones vote as fast as they can; after a second the server is killed."""
    phones = [Phone(port, code) for _ in range(count)]
    for phone in phones:
        await phone.enter()

    async def hurry(phone):
        with suppress(OSError, asyncio.IncompleteReadError):
            while True:
                await phone.send(random.choice(OPTIONS[:3]))
                await asyncio.sleep(random.uniform(0.5, 0.7))

    hurrying = [asyncio.create_task(hurry(phone)) for phone in phones]
    await asyncio.sleep(1.5)
    os.killpg(process.pid, signal.SIGKILL)
    await asyncio.wait(hurrying)
    for phone in phones:
        phone.leave()
    return phones


def kill(kind, count=30):
    """Kill the server in the middle of a vote and start it again; returns whether nothing is lost.

    Of a vote that was under way either it or the one before may be there.
    """
    with tempfile.TemporaryDirectory() as folder, fresh(kind, Path(folder)) as url:
        db, port = connect(url), free_port()
        code = asked(db)
        with running(url, 1, port) as process:
            phones = run(until_killed(process, port, code, count))
        acknowledged = [phone for phone in phones if phone.acknowledged]
        with running(url, 1, port):
            kept = [run(again(phone, port)) for phone in acknowledged]
        there = sum(stored(db, code).values())
        db.engine.dispose()
    lost = sum(one is None for one in kept)
    print(
        f"{kind}, killed: {len(acknowledged)} acknowledged, {there} there, {lost} lost", flush=True
    )
    return lost == 0 and there >= len(acknowledged) > 0


async def again(phone, port):
    """What the room knows of a phone's vote after the server has been started again."""
    line = Line(port)
    _, _, body = await line.ask("GET", f"/room/{phone.code}/state", phone.cookie)
    line.close()
    return json.loads(body)["mine"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=("one", "many", "kill"))
    only = parser.parse_args().only
    good = True
    if only in (None, "one"):
        good &= measure("sqlite", 60, 1)
    if only in (None, "many"):
        good &= measure("postgresql", 200, 2)
    if only in (None, "kill"):
        good &= kill("sqlite")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
