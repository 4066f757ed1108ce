"""A batch in the middle of its run, written so that a kill at any moment loses a minute at most.

A checkpoint is complete before it takes the place of the one before, holds only numbers and JSON
(no pickle), and a run that goes on from it ends as if it had never stopped.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lstm97.engine import Params
from lstm97.paper.data.stops import Exam
from lstm97.paper.learn.trial import Mark, Trial
from lstm97.paper.run.trials import Batch


def save(path: Path, batch: Batch, extra: Mapping[str, Any]) -> None:
    """Write ``batch`` and some JSON values of the caller's."""
    arrays: dict[str, NDArray[Any]] = {"errors": batch.errors, "correct": batch.correct}
    if batch.live:
        arrays["hidden"], arrays["output"] = batch.params.hidden, batch.params.output
    for n, trial in enumerate(batch.trials):
        if trial.final is not None:
            arrays[f"hidden{n}"], arrays[f"output{n}"] = trial.final.hidden, trial.final.output
    known = [_told(trial) for trial in batch.trials]
    state = {"seen": batch.seen, "live": batch.live, "trials": known, "extra": dict(extra)}
    arrays["state"] = np.frombuffer(json.dumps(state).encode(), np.uint8)
    path.parent.mkdir(parents=True, exist_ok=True)
    rough = path.with_suffix(".tmp")
    with rough.open("wb") as file:
        np.savez(file, allow_pickle=False, **arrays)
        file.flush()
        os.fsync(file.fileno())
    rough.replace(path)


def load(path: Path, batch: Batch) -> dict[str, Any]:
    """Bring a fresh ``batch`` of the same trials to where it was saved; the caller's values.

    Raises ValueError if the checkpoint belongs to other trials.
    """
    with np.load(path, allow_pickle=False) as file:
        arrays = dict(file)
    state = json.loads(arrays["state"].tobytes())
    names = [(known["row"], known["index"], known["seed"]) for known in state["trials"]]
    if names != [(trial.row.slug, trial.index, trial.seed) for trial in batch.trials]:
        raise ValueError(f"{path} holds other trials; start without --resume or in another folder")
    for n, (trial, known) in enumerate(zip(batch.trials, state["trials"], strict=True)):
        _restore(trial, known)
        if f"hidden{n}" in arrays:
            trial.final = Params(trial.row.spec, arrays[f"hidden{n}"], arrays[f"output{n}"])
    batch.errors, batch.correct = arrays["errors"], arrays["correct"]
    batch.seen = state["seen"]
    spec = batch.trials[0].row.spec
    live = Params(spec, arrays["hidden"], arrays["output"]) if state["live"] else None
    batch.resume(state["live"], live)
    extra: dict[str, Any] = state["extra"]
    return extra


def _told(trial: Trial) -> dict[str, Any]:
    streams = (trial.weights, trial.sequences, trial.tests)
    return {
        "row": trial.row.slug,
        "index": trial.index,
        "seed": trial.seed,
        "seen": trial.seen,
        "diverged": trial.diverged,
        "passes": trial.passes,
        "marks": [(mark.milestone, mark.sequences, mark.exam) for mark in trial.marks],
        "streams": [stream.bit_generator.state for stream in streams],
    }


def _restore(trial: Trial, known: Mapping[str, Any]) -> None:
    trial.seen, trial.diverged = known["seen"], known["diverged"]
    trial.passes = dict(known.get("passes", {}))
    trial.marks = [
        Mark(name, sequences, Exam(*exam) if exam else None)
        for name, sequences, exam in known["marks"]
    ]
    streams = (trial.weights, trial.sequences, trial.tests)
    for stream, state in zip(streams, known["streams"], strict=True):
        stream.bit_generator.state = state
