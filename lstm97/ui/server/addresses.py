"""An address that was copied badly leads to the page it meant.

A stray space or full stop behind a link, capitals, or far too many settings: Streamlit would answer
with a dialogue in English, or leave the whole link out without a word.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import accumulate
from typing import Any

from lstm97.ui.server.client import Application, Message, Send, base_path

MOST_FIELDS, LONGEST = 200, 30_000  # settings of a link, and bytes of all of them
REST = "rest"  # in a link: how many settings were left out
STRAY = (
    " \t\r\n\u00a0\u3000.,;:!?)]}>\"'，。；：！？）】》”’`"  # what stands around a link in a text
)


class Addresses:
    """Sends a browser on to the page of a mistyped address; ``slugs`` are those there are."""

    def __init__(self, app: Application, slugs: Collection[str]) -> None:
        self._app, self._slugs, self._base = app, frozenset(slugs), base_path()

    async def __call__(self, scope: Message, receive: Any, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "GET":
            path = scope["path"].removeprefix(self._base)
            where = redirect(path, scope["query_string"], self._slugs)
            if where:
                return await _send_on(self._base.encode() + where, send)
        await self._app(scope, receive, send)


def redirect(path: str, query: bytes, slugs: Collection[str]) -> bytes | None:
    """The address of the page that was meant, if it is none of ours as it stands; else None."""
    asked = path.strip("/")
    page = asked.strip("/" + STRAY).lower()
    if page not in slugs and asked:
        return None
    short = shortened(query)
    if page == asked and short == query:
        return None
    return f"/{page}".encode() + (b"?" + short if short else b"")


def shortened(query: bytes) -> bytes:
    """A link's settings; of too many the first, and the number of the others."""
    fields = query.split(b"&")
    ends = accumulate(len(field) + 1 for field in fields)
    kept = min(MOST_FIELDS, sum(end <= LONGEST for end in ends))
    if kept >= len(fields):
        return query
    return b"&".join([*fields[:kept], f"{REST}={len(fields) - kept}".encode()])


async def _send_on(where: bytes, send: Send) -> None:
    headers = [(b"location", where), (b"content-length", b"0"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": 307, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
