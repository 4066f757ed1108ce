"""A lesson goes on when a page breaks: the reader gets a calm sentence, the log gets the rest.

The number in the message is the one in the server's log, so that a report can be traced.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit.errors import FragmentHandledException

from lstm97.ui.base.text import strict, t

_log = logging.getLogger("lstm97.ui")


@contextmanager
def boundary(place: str) -> Iterator[None]:
    """Keep an error inside ``place``; use it around a page, and inside each fragment.

    What Streamlit uses to stop, rerun or switch a page passes through; under test errors do too.
    """
    try:
        yield
    except FragmentHandledException:
        raise  # a fragment's boundary has told the reader already
    except Exception:
        if strict():
            raise
        number = secrets.token_hex(3)
        _log.exception("error %s on %s", number, place)
        _apologise(number)


def _apologise(number: str) -> None:
    st.error(t("common.error.text", number=number), icon=":material/healing:")
    st.button(t("common.error.retry"), key=f"retry/{number}", icon=":material/refresh:")
