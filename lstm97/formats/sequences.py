"""Sequences that a network is shown: typed, from a table, from an `.npz`, or noise of a seed.

A line is a time step and an empty line ends a sequence; sequences may differ in length. A batch
whose axes a file does not name is refused, since time and sequences look alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from lstm97.demands import floats
from lstm97.engine.activations import Array
from lstm97.engine.arrays.batches import PaddedBatch, padded
from lstm97.formats.archives import read_npy, read_npz
from lstm97.formats.arrays import LARGEST, StoredArray, demand_numbers, numbers
from lstm97.formats.live import numpy_of
from lstm97.formats.loading import contents
from lstm97.formats.refusal import FileRefusal
from lstm97.formats.tables import check_room, read_table

AXES = {"time_first": (0, 2, 1), "batch_first": (1, 2, 0)}  # to (T, I, N)


def noise(inputs: int, steps: int, sequences: int, *, rng: np.random.Generator) -> PaddedBatch:
    """Standard normal numbers, (T, I, N): the sequences of a report without any of its own."""
    return _alike(rng.normal(size=(steps, inputs, sequences)))


def sequences_of(source: Any, inputs: int) -> PaddedBatch:
    """Sequences for a network with ``inputs`` inputs, as `engine.arrays.batches.PaddedBatch`.

    ``source`` is an array or tensor (T, I[, N]), a list of them, (T, I) each, a path or the bytes
    of a `.csv`, `.npy` or `.npz` file. The array of an `.npy` is (T, I). Arrays of an `.npz` are
    (T, I) each, one a sequence, or one array (T, N, I) named ``time_first`` or (N, T, I) named
    ``batch_first``. Raises FileRefusal.
    """
    if isinstance(source, PaddedBatch):
        return _check(source, inputs)
    if isinstance(source, str | Path):
        return sequences_of(contents(Path(source)), inputs)
    if not isinstance(source, bytes | bytearray):
        return _check(_from_arrays(source, inputs), inputs)
    if len(source) > LARGEST:
        raise FileRefusal("too-large", megabytes=len(source) >> 20, most=LARGEST >> 20)
    return _check(_from_bytes(bytes(source), inputs), inputs)


def _from_bytes(data: bytes, inputs: int) -> PaddedBatch:
    """A file, known by its first bytes."""
    if not data.strip():
        raise FileRefusal("empty")
    if data.startswith(b"PK"):
        return _from_npz(read_npz(data).arrays, inputs)
    if data.startswith(b"\x93NUMPY"):
        return _side_by_side({"array": read_npy(data)}, inputs)
    return read_table(data, inputs)


def _from_npz(arrays: Mapping[str, StoredArray], inputs: int) -> PaddedBatch:
    deep = {name: one for name, one in arrays.items() if len(one.shape) == 3}
    if not arrays:
        raise FileRefusal("no-table")
    if not deep:
        return _side_by_side(arrays, inputs)
    (name, stored), *others = deep.items()
    if others or name not in AXES or 0 in stored.shape:
        raise FileRefusal("axes", name=name, shape=stored.shape)
    steps, wide, count = (stored.shape[axis] for axis in AXES[name])
    _check_width(wide, inputs)
    check_room([steps] * count, inputs)
    return _alike(np.transpose(numbers(name, stored, whole=True), AXES[name]))


def _side_by_side(arrays: Mapping[str, StoredArray], inputs: int) -> PaddedBatch:
    """Arrays (T, I) each, or (T,) for one input."""
    for name, stored in arrays.items():
        demand_numbers(name, stored, whole=True)
        if len(stored.shape) not in (1, 2) or 0 in stored.shape:
            raise FileRefusal("axes", name=name, shape=stored.shape)
        _check_width(stored.shape[1] if len(stored.shape) == 2 else 1, inputs)
    check_room([stored.shape[0] for stored in arrays.values()], inputs)
    each = (numbers(name, stored, whole=True) for name, stored in arrays.items())
    return padded([array.reshape(-1, inputs) for array in each])


def _from_arrays(values: Any, inputs: int) -> PaddedBatch:
    """An array or a tensor, or a list of them, (T, I) each."""
    if not isinstance(values, list | tuple) or not all(np.ndim(one) == 2 for one in values):
        return _from_array(values, inputs)
    each = [_from_array(one, inputs).xs[..., 0] for one in values]
    check_room([len(one) for one in each], inputs)
    return padded(each)


def _from_array(values: Any, inputs: int) -> PaddedBatch:
    try:
        array: Array = floats("xs", numpy_of(values), float)
    except (TypeError, ValueError) as error:
        raise FileRefusal("no-numbers", name="xs", dtype=type(values).__name__) from error
    if array.ndim == 1 and inputs == 1:
        array = array[:, None]
    if array.ndim not in (2, 3) or 0 in array.shape:
        raise FileRefusal("axes", name="xs", shape=array.shape)
    _check_width(array.shape[1], inputs)
    bad = int(np.count_nonzero(~np.isfinite(array)))
    if bad:
        raise FileRefusal("not-finite", name="xs", count=bad)
    return _alike(array if array.ndim == 3 else array[..., None])


def _alike(xs: Array) -> PaddedBatch:
    return PaddedBatch(xs, np.full(xs.shape[2], len(xs)))


def _check_width(found: int, inputs: int) -> None:
    if found != inputs:
        raise FileRefusal("columns", wanted=inputs, found=found)


def _check(given: PaddedBatch, inputs: int) -> PaddedBatch:
    """The sequences, if there are as many numbers a step as the network has inputs."""
    _check_width(given.xs.shape[1], inputs)
    check_room(given.lengths.tolist(), inputs)
    if int(given.lengths.min()) < 2:
        raise FileRefusal(
            "lengths", shortest=int(given.lengths.min()), longest=int(given.lengths.max())
        )
    return given
