"""Files to and from the reader that no process of the server keeps.

Streamlit's own downloads and uploads live in one process, and with several the next request may
reach another. So a file to save is made in the browser, and one to read comes over the session's
own socket, in pieces.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import streamlit as st

from lstm97.folders import ASSETS

FOLDER = ASSETS / "files"


class Saved(NamedTuple):
    """A file to save: what its button says, its name, and its text or where its picture is.

    ``picture`` is a CSS selector of what holds a chart, which is saved as PNG.
    """

    label: str
    name: str
    text: str = ""
    picture: str = ""


class Dropped(NamedTuple):
    """A file that a reader has given."""

    name: str
    data: bytes


@dataclass
class _Arriving:
    """What has come of a file so far."""

    id: str = ""
    name: str = ""
    size: int = 0
    data: bytearray | None = None


def save(files: Sequence[Saved], *, key: str, caption: str = "") -> None:
    """A button for each file; ``caption`` and the page's link stand below a picture."""
    _SAVE(key=key, data={"files": [one._asdict() for one in files], "caption": caption})


def drop(
    *, key: str, words: Mapping[str, str], most: int, take: Callable[[Dropped], object]
) -> None:
    """A place to drop a file of at most ``most`` bytes, or to choose one.

    ``words``: label, help, large (what is said of a larger one). ``take`` gets the file before
    anything of the page is drawn again.
    """
    arriving = _arriving(key)
    _DROP(
        key=key,
        data={
            "words": dict(words),
            "most": most,
            "id": arriving.id,
            "got": len(arriving.data or b""),
        },
        on_piece_change=lambda: _heard(key, most, take),
    )


def _arriving(key: str) -> _Arriving:
    kept: _Arriving = st.session_state.setdefault(f"{key}/arriving", _Arriving())
    return kept


def _heard(key: str, most: int, take: Callable[[Dropped], object]) -> None:
    piece = (st.session_state.get(key) or {}).get("piece")
    if (found := received(_arriving(key), piece, most)) is not None:
        st.session_state[f"{key}/arriving"] = _Arriving()
        take(found)


def received(arriving: _Arriving, piece: Any, most: int) -> Dropped | None:
    """Add a piece to what has arrived; the file once it is whole. What is no piece is dropped."""
    try:
        start, size = int(piece["start"]), int(piece["size"])
        data = base64.b64decode(piece["text"], validate=True)
        name, id_ = str(piece["name"])[:200], str(piece["id"])[:80]
    except (TypeError, KeyError, ValueError, binascii.Error):
        return None
    if start == 0:
        arriving.id, arriving.name, arriving.size, arriving.data = id_, name, size, bytearray()
    if arriving.data is None or arriving.id != id_ or start != len(arriving.data) or size > most:
        return None
    if start + len(data) > arriving.size:
        return None
    arriving.data += data
    if len(arriving.data) < arriving.size:
        return None
    return Dropped(arriving.name, bytes(arriving.data))


def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


_SAVE = st.components.v2.component(
    "lstm97_save", html="<span></span>", css=_read("save.css"), js=_read("save.js")
)
_DROP = st.components.v2.component(
    "lstm97_drop",
    html="<label><span></span><input type='file'></label>",
    css=_read("drop.css"),
    js=_read("drop.js"),
)
