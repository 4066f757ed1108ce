"""Sequences written as text: a line is a time step, and an empty line ends a sequence.

A file may hold lines of any length and any number of them, so that it is read line by line, and
what can't belong to a sequence is refused before it takes any room.
"""

from __future__ import annotations

import csv
import io
import re
from array import array
from collections.abc import Iterator
from functools import partial
from typing import TextIO

import numpy as np

from lstm97.engine.arrays.batches import PaddedBatch, padded
from lstm97.formats.refusal import FileRefusal

MOST_STEPS = 200_000  # of all sequences together
MOST_NUMBERS = 1 << 22  # of all sequences, filled up to the longest of them: 32 MB
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
WIDE = str.maketrans("，；、．－−＋\u3000", ",;,.--+ ")  # as a Chinese keyboard writes them
DELIMITERS = (";", "\t", ",")
MISSING = ("na", "n/a", "null", "none", "-")  # what programs write for a number they do not have
HEADING, NUMBER = 1 << 12, 64  # characters: of a heading or a remark, and of a number
EXCERPT = 20  # characters of a field in a sentence


def read_table(data: bytes, inputs: int) -> PaddedBatch:
    """The sequences in a text file: a line a step, an empty line between sequences.

    Numbers stand apart by commas, semicolons, tabs or spaces; with semicolons or tabs a comma is a
    decimal sign. A first line in which nothing is a number is a heading. Raises FileRefusal that
    names the line.
    """
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if not wide and CONTROL.search(data[:HEADING]):
        raise FileRefusal("no-table")
    encoding = "utf-16" if wide else "utf-8-sig"
    with io.TextIOWrapper(io.BytesIO(data), encoding, errors="replace") as file:
        return _read(file, inputs)


def _read(file: TextIO, inputs: int) -> PaddedBatch:
    steps, lengths = array("d"), [0]
    for values in _steps(file, inputs):
        if values:
            steps.extend(values)
            lengths[-1] += 1
        elif lengths[-1]:
            lengths.append(0)
    there = [length for length in lengths if length]
    if not there:
        raise FileRefusal("empty")
    check_room(there, inputs)
    flat = np.frombuffer(steps).reshape(-1, inputs)
    return padded(np.split(flat, np.cumsum(there)[:-1]))


def check_room(lengths: list[int], inputs: int) -> None:
    """Raise FileRefusal for sequences too large side by side, each as long as the longest."""
    if not lengths:
        raise FileRefusal("empty")
    if sum(lengths) > MOST_STEPS:
        raise FileRefusal("too-many-steps", steps=sum(lengths), most=MOST_STEPS)
    numbers = max(lengths) * len(lengths) * inputs
    if numbers > MOST_NUMBERS:
        raise FileRefusal("too-many-numbers", numbers=numbers, most=MOST_NUMBERS)


def _steps(file: TextIO, inputs: int) -> Iterator[list[float]]:
    """The numbers of each line, none of an empty one; a heading is left out."""
    delimiter, heading, steps = "", "", 0
    for number, line in _lines(file, HEADING + NUMBER * inputs):
        delimiter = delimiter or _delimiter(line)
        fields = _fields(line, delimiter or " ", inputs)
        if fields and not (steps or heading) and _names(fields):
            heading, delimiter = fields[0], ""
            continue
        values = [_value(one, number, column) for column, one in enumerate(fields, start=1)]
        if values and len(values) != inputs:
            told = {"wanted": inputs, "found": len(values)}
            raise (
                FileRefusal("ragged", line=number, **told)
                if steps
                else FileRefusal("columns", **told)
            )
        steps += bool(values)
        if steps > MOST_STEPS:
            raise FileRefusal("too-many-steps", steps=steps, most=MOST_STEPS)
        if steps * inputs > MOST_NUMBERS:
            raise FileRefusal("too-many-numbers", numbers=steps * inputs, most=MOST_NUMBERS)
        yield values
    if heading and not steps:
        raise FileRefusal("no-number", line=1, found=heading[:EXCERPT])


def _lines(file: TextIO, longest: int) -> Iterator[tuple[int, str]]:
    """Lines by number, with plain signs for those of full width."""
    for number, line in enumerate(iter(partial(file.readline, longest), ""), start=1):
        if len(line) == longest:
            raise FileRefusal("long-line", line=number, most=longest)
        if number > 2 * MOST_STEPS:
            raise FileRefusal("too-many-steps", steps=number, most=MOST_STEPS)
        yield number, (line if line.isascii() else line.translate(WIDE)).strip("\r\n ")


def _delimiter(line: str) -> str:
    """What stands between the numbers of a line, "" if it is empty."""
    return next((one for one in DELIMITERS if one in line), " " if line else "")


def _fields(line: str, delimiter: str, inputs: int) -> list[str]:
    if not line.strip(" \t;,"):
        return []
    if delimiter == " ":
        return line.split()
    fields = [one.strip() for one in next(csv.reader([line], delimiter=delimiter))]
    if len(fields) == inputs + 1 and not fields[-1]:
        fields.pop()  # some programs end every line like this
    return fields if delimiter == "," else [one.replace(",", ".") for one in fields]


def _names(fields: list[str]) -> bool:
    """Whether a line is a heading: nothing in it is a number, nor stands for one."""
    return not any(_float(one) is not None or one.lower() in MISSING for one in fields)


def _value(field: str, line: int, column: int) -> float:
    value = _float(field)
    if not field:
        raise FileRefusal("gap", line=line, column=column)
    if value is None or not np.isfinite(value):
        raise FileRefusal("no-number", line=line, found=field[:EXCERPT])
    return value


def _float(field: str) -> float | None:
    try:
        return None if "_" in field else float(field)
    except ValueError:
        return None
