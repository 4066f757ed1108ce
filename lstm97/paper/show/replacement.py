"""Writing a file whole or not at all, for those who read it while it is written anew.

A result, a checkpoint and a run's progress are read by pages and commands at any moment, a run
may be killed at any moment, and what a command writes anew may not fit on the disk.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def replacement(path: Path) -> Iterator[BinaryIO]:
    """A file beside ``path`` that takes its place when the block ends, and is on the disk then.

    The folder is made if there is none. An error leaves what was there, and passes on, by the name
    of ``path``. What is no file, such as ``/dev/stdout``, is written to as it is.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            yield device
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    rough = path.with_name(f".{path.name}")
    try:
        with rough.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        rough.replace(path)
    except BaseException as error:
        rough.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(path)
        raise
