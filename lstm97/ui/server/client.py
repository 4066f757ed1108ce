"""Streamlit's client reaches the browser quickly, also when a whole class opens the lesson at once.

A visit asks for some sixty small files; served one by one through the framework they cost a
third of a second of the processor, from memory a few milliseconds. And what the first picture
will need is named on the page itself, so that it comes while the browser still starts.
"""

from __future__ import annotations

import gzip
import mimetypes
from collections.abc import Awaitable, Callable, MutableMapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

CLIENT = Path(st.__file__).parent / "static"
FOLDERS = ("static/js", "static/css", "static/media")  # names there change with their contents
STAGE = ("BidiComponent", "serialization", "recordbatch", "_arrayReduce", "Metric", "PageLink",
         "WidgetLabelHelpIconInline", "printWidthCap", "CustomTheme", "formatNumber", "numbro",
         "sprintfjs", "loadVegaEmbed", "Button", "styled-components")  # fmt: skip
WIDGETS = ("WidgetLabel", "WidgetLabelHelpIcon", "useBasicWidgetState", "useField", "useFormReset",
           "useFormValidation", "useSlot", "Radio", "ButtonGroup", "Slider", "moment",
           "formatMoment", "withCalculatedWidth", "rehype-katex", "web-namespaces",
           "hastscript")  # fmt: skip
TEXT_ENDINGS = (".js", ".css")  # what shrinks
KEEP = b"public, immutable, max-age=31536000"

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Any, Send], Awaitable[None]]


def hints(pieces: tuple[str, ...], client: Path = CLIENT) -> bytes:
    """A header that names these files of the client; empty where no file has these names."""
    found = [path for name in pieces for path in sorted(client.glob(f"static/js/{name}.*.js"))]
    links = [f"<{path.relative_to(client).as_posix()}>" for path in found]
    return ", ".join(f"{link}; rel=modulepreload; crossorigin" for link in links).encode()


def files(client: Path = CLIENT) -> dict[str, Path]:
    """Every file of the client that never changes, by the path it is asked for under."""
    found = [path for folder in FOLDERS for path in (client / folder).glob("*") if path.is_file()]
    return {f"/{path.relative_to(client).as_posix()}": path for path in found}


def base_path() -> str:
    """What stands before every path of the app, such as ``/lesson``; mostly nothing."""
    prefix = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{prefix}" if prefix else ""


class Client:
    """Answers for the client's own files, and adds the hints to every page of the app."""

    def __init__(self, app: Application, client: Path = CLIENT) -> None:
        self._app, self._files, self._base = app, files(client), base_path()
        self._home, self._lesson = hints(STAGE, client), hints(STAGE + WIDGETS, client)

    async def __call__(self, scope: Message, receive: Any, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        asked = scope["path"].removeprefix(self._base)
        path = self._files.get(asked)
        if path and scope["method"] == "GET" and b"range" not in dict(scope["headers"]):
            return await _answer(path, _takes_gzip(scope), send)

        named = self._home if asked in ("", "/") else self._lesson

        async def hinting(message: Message) -> None:
            if named and message["type"] == "http.response.start" and is_page(message):
                message["headers"] = [*message["headers"], (b"link", named)]
            await send(message)

        await self._app(scope, receive, hinting)


async def _answer(path: Path, packed: bool, send: Send) -> None:
    packed = packed and path.suffix in TEXT_ENDINGS
    body = _read(path, packed)
    headers = [(b"content-type", _kind(path)), (b"content-length", str(len(body)).encode()),
               (b"cache-control", KEEP), (b"vary", b"accept-encoding"),
               (b"x-content-type-options", b"nosniff")]  # fmt: skip
    if packed:
        headers.append((b"content-encoding", b"gzip"))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@lru_cache(maxsize=512)
def _read(path: Path, packed: bool) -> bytes:
    body = path.read_bytes()
    return gzip.compress(body, 6) if packed else body


def _kind(path: Path) -> bytes:
    kind = "text/javascript" if path.suffix == ".js" else mimetypes.guess_type(path.name)[0]
    return (kind or "application/octet-stream").encode()


def _takes_gzip(scope: Message) -> bool:
    """Whether the browser accepts it; ``gzip;q=0`` says that it does not (RFC 9110, 12.5.3)."""
    given = b",".join(value for name, value in scope["headers"] if name == b"accept-encoding")
    weights = dict(map(_weigh, given.decode("latin-1").split(",")))
    return weights.get("gzip", weights.get("*", 0.0)) > 0.0


def _weigh(coding: str) -> tuple[str, float]:
    name, _, weight = coding.replace(" ", "").lower().partition(";q=")
    try:
        return name, float(weight or 1.0)
    except ValueError:
        return name, 0.0


def is_page(message: Message) -> bool:
    """Whether an answer that begins is a page, and no file."""
    return any(
        name.lower() == b"content-type" and value.startswith(b"text/html")
        for name, value in message["headers"]
    )
