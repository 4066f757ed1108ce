"""Nets that have solved an experiment at the paper's scale, ready to be looked at.

A file may be missing, half copied or damaged; then there is no example, and never an error.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from lstm97.engine import Params
from lstm97.engine.params import masks
from lstm97.paper import results
from lstm97.paper.classroom import NAMES, ROW_OF
from lstm97.paper.row import Row
from lstm97.paper.rows import ROWS

DAMAGE = (OSError, ValueError, TypeError, LookupError, StopIteration, EOFError, zlib.error,
          zipfile.BadZipFile)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Example:
    """One trained LSTM: the row that it solved, its weights, and after how many sequences.

    ``rival`` are weights of a plain recurrent network that solved the same task, None if none has.
    """

    row: Row
    lstm: Params
    rival: Params | None
    sequences: int


def example(experiment: str, folder: Path | None = None) -> Example | None:
    """The net that stands for an experiment ("6a"), None if there is none that can be read."""
    folder = folder or results.FOLDER
    slug = ROW_OF[experiment]
    files = [folder / name for name in (f"{slug}.npz", f"{slug}.json", f"{slug}-rnn.npz")]
    return _read(slug, folder, tuple(map(_stamp, files)))


def _stamp(file: Path) -> int:
    """When a file was written, 0 if it is not there."""
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=64)
def _read(slug: str, folder: Path, stamps: tuple[int, ...]) -> Example | None:
    """Read again when ``stamps`` change, as a run that goes on writes newer weights."""
    row = ROWS[slug]
    lstm = _readable(row, slug, folder)
    if lstm is None:
        return None
    try:
        sequences = _sequences(folder / f"{slug}.json")
    except DAMAGE:
        return None
    return Example(row, lstm, _readable(row, f"{slug}-rnn", folder), sequences)


def offered() -> tuple[str, ...]:
    """The experiments of which a trained net lies ready, in the order of the paper."""
    return tuple(name for name in NAMES if (results.FOLDER / f"{ROW_OF[name]}.npz").exists())


def _readable(row: Row, slug: str, folder: Path) -> Params | None:
    """Weights that fit the task and are numbers."""
    try:
        params = results.trained(slug, folder)
    except DAMAGE:
        return None
    return params if params and _fits(row, params) else None


def _fits(row: Row, params: Params) -> bool:
    mask, spec = masks(params.spec), params.spec
    return (
        (spec.inputs, spec.outputs) == (row.make.inputs, row.make.outputs)
        and params.hidden.shape == mask.hidden.shape
        and params.output.shape == mask.output.shape
        and bool(np.isfinite(params.hidden).all() and np.isfinite(params.output).all())
    )


def _sequences(file: Path) -> int:
    """After how many sequences the trial that left its weights had reached its last milestone."""
    result = json.loads(file.read_text(encoding="utf-8"))
    trial = next(one for one in result["trials"] if one["index"] == result["example"])
    return max(int(mark["sequences"]) for mark in trial["marks"].values())
