"""A program of its own: HDF5 in on standard input, an `.npz` of its arrays out.

It is run by `hdf5` and never imported by it. Only what lies in the file itself is read: no link
to another file is followed, no array whose numbers lie elsewhere, and nothing it can't hold.
"""

import contextlib
import io
import json
import os
import sys
from collections.abc import Iterator
from typing import Any

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import h5py
import numpy as np

LARGEST = 32 << 20  # as in `arrays`, which is not imported: this program stands alone
LONGEST_CONFIG = 2 << 20  # as in `archives`; what is cut there is no JSON any more
MOST, DEEPEST = 20_000, 16
ROOM, SECONDS = 96 << 20, 4
NUMBERS = "fiu"


class TooLarge(Exception):  # noqa: N818 - an answer, no error
    """More numbers than are read."""


def confine() -> None:
    """A little more memory than the process has now, and a few seconds of the processor."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        with open("/proc/self/statm") as status:
            taken = int(status.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        resource.setrlimit(resource.RLIMIT_AS, (taken + ROOM, taken + ROOM))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def arrays_in(
    group: Any, path: str = "", depth: int = 0, seen: set[int] | None = None
) -> Iterator[tuple[str, Any]]:
    """Pairs of a path and a dataset, of the hard links below a group; each object once."""
    seen = set() if seen is None else seen
    if depth > DEEPEST:
        return
    for name in group:
        if not isinstance(group.get(name, getlink=True), h5py.HardLink):
            continue
        item = group[name]
        mark = h5py.h5o.get_info(item.id).addr
        if mark in seen or len(seen) > MOST:
            continue
        seen.add(mark)
        if isinstance(item, h5py.Group):
            yield from arrays_in(item, f"{path}{name}/", depth + 1, seen)
        elif not item.is_virtual and not item.external and item.dtype.kind in NUMBERS:
            yield path + name, item


def read(data: bytes) -> bytes:
    """All arrays of a file as an `.npz`. Raises TooLarge, or whatever HDF5 does."""
    with h5py.File(io.BytesIO(data), "r") as file:
        found, total = [], 0
        for name, item in arrays_in(file):
            total += item.dtype.itemsize * int(np.prod(item.shape, dtype=object))
            if total > LARGEST:
                raise TooLarge
            found.append((name, item))
        arrays = {str(number): item[()] for number, (_, item) in enumerate(found)}
        config = file.attrs.get("model_config")
        about = {
            "names": [name for name, _ in found],
            "config": json.loads(config[:LONGEST_CONFIG]) if isinstance(config, str) else None,
        }
    out = io.BytesIO()
    np.savez(out, about=np.frombuffer(json.dumps(about).encode(), np.uint8), **arrays)
    return out.getvalue()


if __name__ == "__main__":
    given = sys.stdin.buffer.read()
    confine()
    try:
        sys.stdout.buffer.write(read(given))
    except TooLarge:
        sys.exit(3)
