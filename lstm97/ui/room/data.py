"""The one database of this process, opened when it is needed first.

A lesson without rooms goes on where the database can't be reached.
"""

from __future__ import annotations

import os
from functools import lru_cache
from threading import Lock

from lstm97.room.database import FILE, URL, Database, Trouble, connect, folder
from lstm97.room.refusal import Refusal

_one_at_a_time = Lock()


def database() -> Database:
    """The database that rooms are kept in. Raises Refusal if it does not answer."""
    with _one_at_a_time:
        try:
            return _connected()
        except (Trouble, OSError) as error:
            raise Refusal("unreachable") from error


def kept() -> bool:
    """Whether there may be rooms in store, of this process or of one before."""
    return URL in os.environ or (folder() / FILE).exists()


@lru_cache(maxsize=1)
def _connected() -> Database:
    return connect()
