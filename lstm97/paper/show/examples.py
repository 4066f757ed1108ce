"""Nets that have solved an experiment at the paper's scale, ready to be looked at.

A file may be missing, half copied or damaged; then there is no example, and never an error.
"""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lstm97.engine import Params
from lstm97.engine.params import masks
from lstm97.folders import stamp
from lstm97.paper.data.experiments import NAMES, ROW_OF
from lstm97.paper.data.row import Row
from lstm97.paper.data.rows import ROWS
from lstm97.paper.show import results
from lstm97.records import brief

DAMAGE = (OSError, ValueError, TypeError, LookupError, StopIteration, EOFError, zlib.error,
          zipfile.BadZipFile)  # fmt: skip


@brief
@dataclass(frozen=True, eq=False)
class Example:
    """One trained LSTM: the row that it solved, its weights, and after how many sequences.

    ``trials`` are the sequences of every trial that succeeded, its own among them.
    """

    row: Row
    lstm: Params
    sequences: int
    trials: tuple[int, ...]


def example(experiment: str, folder: Path | None = None) -> Example | None:
    """The net that stands for an experiment ("6a"), None if there is none that can be read."""
    folder = folder or results.FOLDER
    slug = ROW_OF[experiment]
    files = folder / f"{slug}.npz", folder / f"{slug}.json"
    return _read(slug, folder, tuple(map(stamp, files)))


@lru_cache(maxsize=64)
def _read(slug: str, folder: Path, stamps: tuple[int, ...]) -> Example | None:
    """Read again when ``stamps`` change, as a run that goes on writes newer weights."""
    row = ROWS[slug]
    try:
        lstm = results.example_weights(slug, folder)
        if lstm is None or not fits(row, lstm):
            return None
        return Example(row, lstm, *results.sequences_needed(slug, folder))
    except DAMAGE:
        return None


def available() -> tuple[str, ...]:
    """The experiments of which a trained net lies ready, in the order of the paper."""
    return tuple(name for name in NAMES if (results.FOLDER / f"{ROW_OF[name]}.npz").exists())


def fits(row: Row, params: Params) -> bool:
    """Whether weights have the shapes that a row's task asks for, and all are numbers."""
    mask, spec = masks(params.spec), params.spec
    return (
        (spec.inputs, spec.outputs) == (row.make.inputs, row.make.outputs)
        and params.hidden.shape == mask.hidden.shape
        and params.output.shape == mask.output.shape
        and params.finite
    )
