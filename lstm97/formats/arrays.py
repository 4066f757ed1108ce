"""Arrays in a file, by name: shapes first, numbers only when they are asked for.

A file may hold much that is no recurrent network, so nothing is turned into numbers of this machine
before it is known to belong to one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lstm97.engine.activations import Array
from lstm97.formats.refusal import FileRefusal

LARGEST = 32 << 20  # bytes of a file: with what is copied from it, reading stays below 64 MB
MOST_ARRAYS = 20_000
PIECE = 1 << 18  # numbers that are looked at together, so that looking takes no room
FLOATS = ("float64", "float32", "float16", "bfloat16")
WHOLE = re.compile(r"u?int(8|16|32|64)|bool")


@dataclass(frozen=True)
class StoredArray:
    """An array of a file: its shape, what its numbers are, and how to read it as it stands.

    ``read()`` gives the raw array; of "bfloat16", which NumPy lacks, as uint16.
    """

    shape: tuple[int, ...]
    dtype: str
    read: Callable[[], NDArray[Any]]


@dataclass(frozen=True)
class FileContents:
    """All arrays of a file by name, and what else it says about its layers.

    ``hints`` has, for the name of a layer, the options it was built with as far as they are told
    (a Keras config, or the attributes of a module); ``order`` names layers from the bottom up, ""
    where something that is no recurrent layer stands between them; empty if that is not told.
    """

    arrays: Mapping[str, StoredArray]
    hints: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    order: tuple[str, ...] = ()


def demand_numbers(name: str, stored: StoredArray, *, whole: bool) -> None:
    """Raise FileRefusal for what holds no numbers of a kind that is read; see `numbers`."""
    if stored.dtype not in FLOATS and not (whole and WHOLE.fullmatch(stored.dtype)):
        raise FileRefusal("no-numbers" if whole else "dtype", name=name, dtype=stored.dtype)


def numbers(name: str, stored: StoredArray, *, whole: bool = False) -> Array:
    """The array in float64. Raises FileRefusal if it holds no floating-point numbers, or nan, inf.

    With ``whole`` integers are taken, too, as they stand in one-hot sequences.
    """
    demand_numbers(name, stored, whole=whole)
    raw = stored.read()
    bad = sum(int(np.count_nonzero(~np.isfinite(piece))) for piece in _pieces(stored, raw))
    if bad:
        raise FileRefusal("not-finite", name=name, count=bad)
    array = np.empty(raw.size)
    start = 0
    for piece in _pieces(stored, raw):
        array[start : start + piece.size] = piece
        start += piece.size
    return array.reshape(stored.shape)


def _pieces(stored: StoredArray, raw: NDArray[Any]) -> Iterator[NDArray[Any]]:
    flat = raw.reshape(-1)
    for start in range(0, flat.size, PIECE):
        piece = flat[start : start + PIECE]
        yield _wide(piece) if stored.dtype == "bfloat16" else piece


def _wide(halves: NDArray[Any]) -> NDArray[Any]:
    """bfloat16 is the upper half of a float32."""
    return (halves.astype(np.uint32) << 16).view(np.float32)
