"""One look at the database serves all phones of a room in this process.

Every process looks for itself, a few times a second while a phone listens, so it does not matter
which of them took a vote or a command.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from lstm97.room.database import Database, Trouble
from lstm97.room.refusal import Refusal
from lstm97.room.rooms import Pulse, Room, pulse
from lstm97.room.rounds import REVEALED, PosedQuestion, on_wall
from lstm97.room.votes import Ballots, ballots

EVERY = 0.3  # seconds between two looks
BEAT = 15.0  # seconds after which a silent connection says that it is alive
THREADS = 4

Result = TypeVar("Result")
_log = logging.getLogger("lstm97.room")


class RoomState(NamedTuple):
    """A room at one moment; ``room`` is None when it is gone."""

    pulse: Pulse
    room: Room | None = None
    question: PosedQuestion | None = None
    ballots: Ballots = {}  # noqa: RUF012 - never written to

    def answer_of(self, voter: str) -> Any:
        """The voter's answer in this round; when all is said, also one of the round before."""
        if self.question is None:
            return None
        mine = self.ballots.get(self.question.round, {}).get(voter)
        if mine is None and self.question.phase == REVEALED:
            mine = self.ballots.get(1, {}).get(voter)
        return mine


EMPTY = RoomState(Pulse(-1, 0, 0))


@dataclass
class _Channel:
    """Those who listen to a room, and what they were told last."""

    state: RoomState | None = None
    change: asyncio.Event = field(default_factory=asyncio.Event)
    listeners: int = 0
    task: asyncio.Task[None] | None = None

    def tell(self, seen: RoomState) -> None:
        self.state = seen
        self.change.set()
        self.change = asyncio.Event()


class Watch:
    """Looks at rooms and tells those who listen; ends when the server does."""

    def __init__(self, db: Callable[[], Database]) -> None:
        self._db = db
        self._channels: dict[str, _Channel] = {}
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="room")
        self.ended = False

    async def run(self, work: Callable[..., Result], *arguments: Any) -> Result:
        """Do something with the database beside the event loop."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, lambda: work(self._db(), *arguments))

    def end(self) -> None:
        """Wake and end every listener: the server is stopping."""
        self.ended = True
        for channel in self._channels.values():
            channel.tell(channel.state or EMPTY)

    def close(self) -> None:
        """End, and wait until no thread holds the database any more."""
        self.end()
        self._threads.shutdown(cancel_futures=True)

    async def follow(self, code: str) -> AsyncIterator[RoomState | None]:
        """The room now and whenever it has changed; None as a sign of life in between."""
        channel = self._channels.setdefault(code, _Channel())
        channel.listeners += 1
        if channel.task is None:
            channel.task = asyncio.create_task(self._look(code, channel))
        try:
            async for seen in self._listen(channel):
                yield seen
        finally:
            channel.listeners -= 1
            if not channel.listeners:
                channel.task.cancel()
                self._channels.pop(code, None)

    async def _listen(self, channel: _Channel) -> AsyncIterator[RoomState | None]:
        told: RoomState | None = None
        while not self.ended and told is not EMPTY:
            event, now = channel.change, channel.state
            if now is not None and now is not told:
                told = now
                yield now
                continue
            try:
                await asyncio.wait_for(event.wait(), BEAT)
            except TimeoutError:
                yield None

    async def _look(self, code: str, channel: _Channel) -> None:
        lost = False
        while True:
            try:
                seen = await self.run(look, code, channel.state)
                if seen is not channel.state:
                    channel.tell(seen)
                lost = False
            except (Trouble, Refusal) as error:
                if not lost:  # said once, and not three times a second
                    _log.error("no look at room %s: %s", code, error)
                lost = True
            with suppress(TimeoutError):
                await asyncio.sleep(EVERY)


def look(db: Database, code: str, before: RoomState | None = None) -> RoomState:
    """The room as it is; the same object as before if nothing has changed."""
    try:
        now = pulse(db, code)
        if before is not None and before.pulse == now:
            return before
        if before is not None and before.pulse.revision == now.revision:
            return before._replace(pulse=now)
        room, asked = on_wall(db, code)
    except Refusal as refusal:
        if refusal.reason != "gone":
            raise
        return EMPTY
    votes = {} if asked is None else ballots(db, code, asked.question.key)
    return RoomState(now, room, asked, votes)
