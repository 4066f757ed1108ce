"""Serves ``/room`` beside Streamlit: routes of Starlette below the app's own prefix.

Given to ``st.App`` as middleware, because routes given to it do not get ``server.baseUrlPath``, and
because it is made after the configuration is read. Streams end when the server stops.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable
from threading import current_thread, main_thread
from typing import Any

from starlette.routing import Route, Router

from lstm97.room.database import Trouble
from lstm97.room.refusal import Refusal
from lstm97.room.rooms import forget_old
from lstm97.ui.room.data import database, has_rooms
from lstm97.ui.room.routes.desk import Desk, Stages
from lstm97.ui.room.watch import Watch
from lstm97.ui.server.client import Application, Message, Send, base_path

HOUR = 3600.0  # seconds
_log = logging.getLogger("lstm97.room")
_serving = False


def serving() -> bool:
    """True in a process in which the server has these routes."""
    return _serving


def routes(desk: Desk) -> list[Route]:
    """Every address below the app's prefix."""
    return [
        Route("/room", desk.door),
        Route("/room/", desk.slash),
        Route("/room/ping", desk.ping),
        Route("/room/files/{name}", desk.file),
        Route("/room/{code}", desk.phone),
        Route("/room/{code}/", desk.slash),
        Route("/room/{code}/state", desk.state),
        Route("/room/{code}/events", desk.events),
        Route("/room/{code}/vote", desk.vote, methods=["POST"]),
        Route("/room/{code}/remote", desk.remote),
        Route("/room/{code}/remote/key", desk.key, methods=["POST"]),
        Route("/room/{code}/remote/state", desk.panel_state),
        Route("/room/{code}/remote/events", desk.panel),
        Route("/room/{code}/remote/act", desk.act, methods=["POST"]),
    ]


class RoomServer:
    """Answers for rooms, and passes everything else on; ``stages`` names those of the lesson."""

    def __init__(self, app: Application, stages: Stages) -> None:
        self._app, self._base = app, base_path()
        self._desk = Desk(database, self._base, stages)
        self._router = Router(routes(self._desk), redirect_slashes=False)

    async def __call__(self, scope: Message, receive: Any, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(scope, receive, send)
            return
        if scope["type"] == "http" and self._is_ours(scope["path"]):
            inner = {**scope, "path": scope["path"].removeprefix(self._base)}
            inner.pop("app", None)  # then what is not found is answered for here, not raised
            return await self._router(inner, receive, send)
        await self._app(scope, receive, send)

    async def _live(self, scope: Message, receive: Any, send: Send) -> None:
        """From the start of the server to its end."""
        _begin(self._desk.watch.end)
        broom = asyncio.create_task(sweep(self._desk.watch))
        try:
            await self._app(scope, receive, send)
        finally:
            broom.cancel()
            self.close()

    def close(self) -> None:
        """Give the database back; nothing is answered for after that."""
        self._desk.watch.close()

    def _is_ours(self, path: str) -> bool:
        ours = f"{self._base}/room"
        return path == ours or path.startswith(f"{ours}/")


async def sweep(watch: Watch, every: float = HOUR) -> None:
    """Delete the rooms whose 24 hours are over, now and then again and again."""
    while True:
        try:
            if await asyncio.to_thread(has_rooms):
                await watch.run(forget_old)
        except (Trouble, Refusal, OSError):
            _log.exception("old rooms were not deleted")
        await asyncio.sleep(every)


def _begin(end: Callable[[], None]) -> None:
    """From now on rooms are served, until the server is told to stop.

    A server waits for its connections to close, and a stream never closes by itself.
    """
    global _serving
    _serving = True
    if current_thread() is not main_thread():
        return  # nobody but the main thread may hear of signals
    for number in (signal.SIGTERM, signal.SIGINT):
        before = signal.getsignal(number)
        if callable(before):
            signal.signal(number, _after(end, before))


def _after(end: Callable[[], None], before: Callable[..., Any]) -> Callable[..., Any]:
    def handler(*arguments: Any) -> Any:
        end()
        return before(*arguments)

    return handler
