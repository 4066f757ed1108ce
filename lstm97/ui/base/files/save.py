"""Files to save that are made in the browser: a download of the server's lives in one process."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from lstm97.figures.stage.script import bundle
from lstm97.folders import ASSETS, asset


class Download(NamedTuple):
    """A file to save: what its button says, its name, and its text or where its picture is.

    ``picture`` is a CSS selector of what holds a chart, which is saved as PNG. Without a name the
    text is copied, or handed on as a phone does it, and the button says ``thanks``.
    """

    label: str
    name: str
    text: str = ""
    picture: str = ""
    thanks: str = ""


def save(files: Sequence[Download], *, key: str, caption: str = "") -> None:
    """A button for each file; ``caption`` and the page's link stand below a picture."""
    _SAVE(key=key, data={"files": [one._asdict() for one in files], "caption": caption})


_SAVE = st.components.v2.component(
    "lstm97_save",
    html="<span></span>",
    css=asset("files/save.css"),
    js=bundle(ASSETS, "files/save.js"),
)
