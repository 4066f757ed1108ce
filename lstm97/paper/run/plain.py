"""Beside each net that solved an experiment: a plain recurrent network that has seen as much.

It learns the paper's task at the paper's scale by backpropagation through time, and is kept as it
was left. Nothing about it is chosen, and it may well be stuck.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from lstm97.engine import Params
from lstm97.paper.data.experiments import NAMES, ROW_OF
from lstm97.paper.data.row import Row
from lstm97.paper.data.rows import ROWS
from lstm97.paper.learn.feed import BLOCK
from lstm97.paper.learn.rival import Rival, rival_spec
from lstm97.paper.show import results
from lstm97.paper.show.examples import DAMAGE, example, fits
from lstm97.records import brief

FILE = results.FOLDER.parent / "plain.npz"
COMMAND = f"python -m lstm97 bake {FILE.name}"
SEED = 1997


@brief
@dataclass(frozen=True, eq=False)
class Plain:
    """A trained plain network: how much it saw, and how the last 100 of these went.

    ``error`` is their mean absolute error, ``right`` the share that it answered rightly.
    """

    params: Params
    sequences: int
    error: float
    right: float


def train(row: Row, sequences: int, *, seed: int = SEED) -> Plain:
    """Train on as many sequences of a row's task, in whole blocks; stop before it diverges."""
    rival = Rival(row, seed=seed, trials=1)
    left = Plain(rival.params.take(0), 0, np.nan, np.nan)
    while left.sequences < sequences:
        (marks,) = rival.parts(BLOCK)
        params = rival.params.take(0)
        if not params.finite:
            break
        left = Plain(params, left.sequences + BLOCK, *map(float, marks[:, 0]))
    return left


def to_bytes(experiments: Iterable[str] = NAMES) -> bytes:
    """Train one for each experiment that has a solved net; the content of the file."""
    arrays: dict[str, Any] = {}
    told: dict[str, dict[str, float]] = {}
    for name in experiments:
        solved = example(name)
        if solved:
            plain = train(solved.row, solved.sequences)
            arrays[f"{name}_hidden"] = plain.params.hidden.astype(np.float32)
            arrays[f"{name}_output"] = plain.params.output.astype(np.float32)
            told[name] = {
                "sequences": plain.sequences,
                "error": plain.error,
                "right": plain.right,
            }
    said = {"command": COMMAND, "seed": SEED, "experiments": told}
    arrays["about"] = np.frombuffer(json.dumps(said).encode(), np.uint8)
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **arrays)
    return file.getvalue()


def load(experiment: str) -> Plain | None:
    """The one that lies ready for an experiment, None if there is none that can be read."""
    try:
        return _read(experiment, FILE.stat().st_mtime_ns)
    except DAMAGE:
        return None


@lru_cache(maxsize=64)
def _read(experiment: str, stamp: int) -> Plain:
    """Read again when ``stamp`` changes; raises one of `DAMAGE` if there is nothing to be read."""
    row = ROWS[ROW_OF[experiment]]
    with FILE.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
        told = json.loads(file["about"].tobytes())["experiments"][experiment]
        weights = (file[f"{experiment}_{part}"].astype(float) for part in ("hidden", "output"))
        params = Params(rival_spec(row), *weights)
    if not fits(row, params):
        raise ValueError(f"the plain network of {experiment} does not fit its task")
    return Plain(params, int(told["sequences"]), float(told["error"]), float(told["right"]))
