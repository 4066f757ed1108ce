"""An address that was copied badly leads to the page it meant.

A stray space or full stop behind a link, capitals, marks that nobody sees, a question mark that
was written as ``%3F``, folders that there are not, or far too many settings: Streamlit would answer
with a dialogue in English or a white page, or leave the whole link out without a word.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import accumulate
from typing import Any
from urllib.parse import quote

from lstm97.ui.server.client import Application, Message, Send, base_path, is_page

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
            if _opens_page(path, scope):
                return await self._page(path, scope, receive, send)
        await self._app(scope, receive, send)

    async def _page(self, path: str, scope: Message, receive: Any, send: Send) -> None:
        where = redirect(path, scope["query_string"], self._slugs)
        if where:
            return await _send_on(self._base.encode() + where, send)
        if name := unlike(path):
            send = _pages_sent_on(self._base.encode() + name, send)
        await self._app(scope, receive, send)


def _opens_page(path: str, scope: Message) -> bool:
    """Whether this may be a reader's own request, and not one of the client that a page runs.

    Below every page the client asks for ``_stcore``, to hear that the app is not there.
    """
    in_folder = "/" in path.strip("/")
    return not in_folder or b"text/html" in dict(scope["headers"]).get(b"accept", b"")


def redirect(path: str, query: bytes, slugs: Collection[str]) -> bytes | None:
    """The address of the page that was meant, if it is none of ours as it stands; else None."""
    asked = path.strip("/")
    folders, _, inside = asked.partition("?")
    names = [_tidy(one).strip(STRAY).lower() for one in folders.split("/")]
    page = next((one for one in names if one in slugs), "")
    if not page and asked:
        return None
    short = shortened(b"&".join(filter(None, (quote(inside, safe="=&,").encode(), query))))
    if f"/{page}" == _without_slash(path) and short == query:
        return None
    return f"/{page}".encode() + (b"?" + short if short else b"")


def unlike(path: str) -> bytes | None:
    """Under which address a page that there is not can say so, if not under this one.

    The client's files are beside a page; in a folder it does not find them, and stays white.
    """
    name = _tidy(path.partition("?")[0]).strip("/").rpartition("/")[2].strip()
    return f"/{quote(name)}".encode() if f"/{name}" != _without_slash(path) else None


def _without_slash(path: str) -> str:
    """As Streamlit makes it of an address with slashes at its end."""
    return path.rstrip("/") or "/"


def _tidy(name: str) -> str:
    """Without marks that nobody sees, such as a space of no width that came along from a text."""
    return "".join(one for one in name if one.isprintable())


def _pages_sent_on(where: bytes, send: Send) -> Send:
    """Passes an answer on, but for a page: that is at another address."""
    gone = False

    async def sending(message: Message) -> None:
        nonlocal gone
        if message["type"] == "http.response.start" and is_page(message):
            gone = True
            await _send_on(where, send)
        elif not gone:
            await send(message)

    return sending


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
