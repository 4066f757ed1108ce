"""Sequences that a network is shown: typed, from a table, from an `.npz`, or noise of a seed.

A line is a time step and an empty line ends a sequence; sequences may differ in length. A batch
whose axes a file does not name is refused, since time and sequences look alike.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from lstm97.engine.activations import Array
from lstm97.engine.arrays.batches import Padded, padded
from lstm97.formats.archives import read_npz
from lstm97.formats.arrays import LARGEST, Stored, numbers
from lstm97.formats.contents import kind_of
from lstm97.formats.loading import contents
from lstm97.formats.refusal import Refused

MOST_STEPS = 200_000  # of all sequences together
AXES = {"time_first": (0, 2, 1), "batch_first": (1, 2, 0)}  # to (T, I, N)
DELIMITERS = (";", "\t", ",")


def noise(inputs: int, steps: int, sequences: int, *, rng: np.random.Generator) -> Padded:
    """Standard normal numbers, (T, I, N): what a network is shown when nothing else is at hand."""
    return _alike(rng.normal(size=(steps, inputs, sequences)))


def sequences_of(source: Any, inputs: int, *, name: str = "") -> Padded:
    """Sequences for a network with ``inputs`` inputs, as `engine.arrays.batches.Padded`.

    ``source`` is an array (T, I[, N]), a path or the bytes of a `.csv` or `.npz` file. Arrays of an
    `.npz` are (T, I) each, one a sequence, or one array (T, N, I) named ``time_first`` or (N, T, I)
    named ``batch_first``. Raises Refused.
    """
    if isinstance(source, Padded):
        return _checked(source, inputs)
    if isinstance(source, str | Path):
        return sequences_of(contents(Path(source)), inputs, name=Path(source).name)
    if not isinstance(source, bytes | bytearray):
        return _checked(_from_array(source), inputs)
    if len(source) > LARGEST:
        raise Refused("too-large", megabytes=len(source) >> 20, most=LARGEST >> 20)
    data = bytes(source)
    if data.startswith(b"PK"):
        kind_of(data)  # says what else it is
        return _checked(_from_npz(data), inputs)
    return parse_sequences(_text(data), inputs)


def parse_sequences(text: str, inputs: int) -> Padded:
    """Sequences as written: a line a step, numbers apart by commas, semicolons, tabs or spaces.

    With semicolons or tabs a comma is a decimal sign. A first line without numbers is a heading.
    Raises Refused that names the line.
    """
    found: list[list[list[float]]] = [[]]
    for number, values in _lines(text):
        if not values:
            found.append([])
            continue
        if len(values) != inputs:
            raise Refused("columns", wanted=inputs, found=len(values))
        found[-1].append(values)
        if number > MOST_STEPS:
            raise Refused("too-many-steps", steps=number, most=MOST_STEPS)
    sequences = [one for one in found if one]
    if not sequences:
        raise Refused("empty")
    return _checked(padded(sequences), inputs)


def _lines(text: str) -> Iterator[tuple[int, list[float]]]:
    """Each line's numbers, none for an empty line; a heading is left out."""
    delimiter = next((one for one in DELIMITERS if one in text), " ")
    width = 0
    for number, line in enumerate(text.splitlines(), start=1):
        values = _numbers(line, delimiter)
        if values is None and number == 1:
            continue
        if values is None:
            raise Refused("no-numbers", line=number)
        if values and width and len(values) != width:
            raise Refused("ragged", line=number, wanted=width, found=len(values))
        width = width or len(values)
        yield number, values


def _numbers(line: str, delimiter: str) -> list[float] | None:
    """The numbers of a line, None if something else stands there."""
    if not line.strip(" \t;,"):
        return []
    if delimiter == " ":
        fields = line.split()
    else:
        fields = next(csv.reader([line.strip()], delimiter=delimiter), [])
    decimal: dict[str, str | int | None] = {",": "."} if delimiter in (";", "\t") else {}
    try:
        values = [float(field.strip().translate(str.maketrans(decimal))) for field in fields]
    except ValueError:
        return None
    return values if np.isfinite(values).all() else None


def _text(data: bytes) -> str:
    """A table is text; anything with other bytes is called by its name."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    if re.search(r"[\x00-\x08\x0e-\x1f]", text[:4096]) or not text.strip():
        kind_of(data)
        raise Refused("unknown")
    return text


def _from_npz(data: bytes) -> Padded:
    arrays = read_npz(data).arrays
    deep = {name: one for name, one in arrays.items() if len(one.shape) == 3}
    if deep:
        (name, stored), *others = deep.items()
        if others or name not in AXES:
            raise Refused("axes", name=name, shape=stored.shape)
        return _alike(np.transpose(numbers(name, stored), AXES[name]))
    return padded([_flat(name, stored) for name, stored in arrays.items()])


def _flat(name: str, stored: Stored) -> Array:
    if len(stored.shape) not in (1, 2) or 0 in stored.shape:
        raise Refused("axes", name=name, shape=stored.shape)
    array = numbers(name, stored)
    return array[:, None] if array.ndim == 1 else array


def _from_array(values: Any) -> Padded:
    try:
        array: Array = np.asarray(values, float)
    except (TypeError, ValueError) as error:
        raise Refused("dtype", name="xs", dtype=type(values).__name__) from error
    if array.ndim not in (2, 3) or 0 in array.shape:
        raise Refused("axes", name="xs", shape=array.shape)
    bad = int(np.count_nonzero(~np.isfinite(array)))
    if bad:
        raise Refused("not-finite", name="xs", count=bad)
    return _alike(array if array.ndim == 3 else array[..., None])


def _alike(xs: Array) -> Padded:
    return Padded(xs, np.full(xs.shape[2], len(xs)))


def _checked(given: Padded, inputs: int) -> Padded:
    """The sequences, if there are as many numbers a step as the network has inputs."""
    if given.xs.shape[1] != inputs:
        raise Refused("columns", wanted=inputs, found=given.xs.shape[1])
    steps = int(given.lengths.sum())
    if steps > MOST_STEPS:
        raise Refused("too-many-steps", steps=steps, most=MOST_STEPS)
    if int(given.lengths.min()) < 2:
        raise Refused(
            "lengths", shortest=int(given.lengths.min()), longest=int(given.lengths.max())
        )
    return given
