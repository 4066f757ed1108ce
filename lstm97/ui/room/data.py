"""The one database of this process, opened when it is needed first.

A lesson without rooms goes on where the database can't be reached.
"""

from __future__ import annotations

from functools import lru_cache
from threading import Lock

from lstm97.room.database import Database, Trouble, connect
from lstm97.room.refusal import Refusal

_one_at_a_time = Lock()


def database() -> Database:
    """The database that rooms are kept in. Raises Refusal if it does not answer."""
    with _one_at_a_time:
        try:
            return _connected()
        except (Trouble, OSError) as error:
            raise Refusal("unreachable") from error


@lru_cache(maxsize=1)
def _connected() -> Database:
    return connect()
