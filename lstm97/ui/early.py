"""The browser is told early what the first picture needs, and fetches it while it still starts.

The pieces of Streamlit's client that draw components are asked for only when the first message
has come, one after the other; a header on the page itself brings them a quarter second forward.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

import streamlit as st

CLIENT = Path(st.__file__).parent / "static"
PIECES = ("BidiComponent", "serialization", "recordbatch", "_arrayReduce")

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Any, Send], Awaitable[None]]


def hints(client: Path = CLIENT) -> bytes:
    """The header's value; empty where the client has no pieces of these names."""
    found = [path for name in PIECES for path in sorted(client.glob(f"static/js/{name}.*.js"))]
    links = [f"<{path.relative_to(client).as_posix()}>" for path in found]
    return ", ".join(f"{link}; rel=modulepreload; crossorigin" for link in links).encode()


class Early:
    """Adds the hints to every page of the app, and to nothing else."""

    def __init__(self, app: Application) -> None:
        self._app = app
        self._header = (b"link", hints())

    async def __call__(self, scope: Message, receive: Any, send: Send) -> None:
        async def hinting(message: Message) -> None:
            if self._header[1] and message["type"] == "http.response.start" and _is_page(message):
                message["headers"] = [*message["headers"], self._header]
            await send(message)

        await self._app(scope, receive, hinting if scope["type"] == "http" else send)


def _is_page(message: Message) -> bool:
    return any(
        name.lower() == b"content-type" and value.startswith(b"text/html")
        for name, value in message["headers"]
    )
