"""The one database of this process, opened when it is needed first.

A lesson without rooms goes on where the database can't be reached.
"""

from __future__ import annotations

import logging
import os
from functools import lru_cache
from threading import Lock

from lstm97.room.database import FILE, FOLDER, URL, Database, Trouble, connect, folder
from lstm97.room.refusal import Refusal

_one_at_a_time = Lock()
_log = logging.getLogger("lstm97.room")
# An address that is none, a driver that is not installed, a folder that can't be written to.
_WRONG = (Trouble, OSError, ImportError, ValueError)


def database() -> Database:
    """The database that rooms are kept in. Raises Refusal if it does not answer."""
    with _one_at_a_time:
        try:
            return _connect()
        except _WRONG as error:
            _complain(f"{type(error).__name__}: {error}")
            raise Refusal("unreachable") from error


@lru_cache(maxsize=8)
def _complain(trouble: str) -> None:
    """Tell the log once; phones ask again every other second."""
    _log.error("there are no rooms, for their database (%s, %s) fails: %s", URL, FOLDER, trouble)


def has_rooms() -> bool:
    """Whether there may be rooms in store, of this process or of one before."""
    return URL in os.environ or (folder() / FILE).exists()


@lru_cache(maxsize=1)
def _connect() -> Database:
    return connect()
