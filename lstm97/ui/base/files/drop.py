"""A file from the reader, over the session's own socket, piece by piece.

Streamlit's uploads are requests of their own, and with several processes another one may answer.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import streamlit as st

from lstm97.folders import asset


class DroppedFile(NamedTuple):
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


def drop(
    *, key: str, words: Mapping[str, str], most: int, take: Callable[[DroppedFile], object]
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
        on_piece_change=lambda: _receive(key, most, take),
    )


def _arriving(key: str) -> _Arriving:
    kept: _Arriving = st.session_state.setdefault(f"{key}/arriving", _Arriving())
    return kept


def _receive(key: str, most: int, take: Callable[[DroppedFile], object]) -> None:
    piece = (st.session_state.get(key) or {}).get("piece")
    if (found := receive(_arriving(key), piece, most)) is not None:
        st.session_state[f"{key}/arriving"] = _Arriving()
        take(found)


def receive(arriving: _Arriving, piece: Any, most: int) -> DroppedFile | None:
    """Add a piece to what has arrived and return the file once it is whole, else None.

    A malformed piece is ignored.
    """
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
    return DroppedFile(arriving.name, bytes(arriving.data))


_DROP = st.components.v2.component(
    "lstm97_drop",
    html="<label><span></span><small></small><input type='file'></label>",
    css=asset("files/drop.css"),
    js=asset("files/drop.js"),
)
