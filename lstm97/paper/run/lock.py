"""One process at a time trains a row in a folder: two would write over each other's results.

The lock is the system's, so that it is gone with the process that held it, however that ended.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from lstm97.paper.errors import RunError

if sys.platform != "win32":
    import fcntl


@contextmanager
def lock_rows(folder: Path, rows: Iterable[str]) -> Iterator[None]:
    """Hold the rows of a folder; raises `RunError` if another process holds one of them."""
    with ExitStack() as stack:
        for row in rows:
            file = stack.enter_context((folder / f"{row}.lock").open("w"))
            _lock(file, row, folder.parent)
        yield


def _lock(file: IO[str], row: str, folder: Path) -> None:
    if sys.platform == "win32":
        return  # nothing is locked there
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise RunError("busy", {"row": row, "folder": str(folder)}) from None
