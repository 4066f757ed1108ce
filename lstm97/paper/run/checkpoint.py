"""A batch in the middle of its run, written so that a kill at any moment loses a minute at most.

A checkpoint is complete before it takes the place of the one before, holds only numbers and JSON
(no pickle), and a run that goes on from it ends as if it had never stopped.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lstm97.engine import Params
from lstm97.paper.data.stops import Exam
from lstm97.paper.errors import RunError
from lstm97.paper.learn.trial import MilestoneTest, Trial
from lstm97.paper.run.trials import Batch
from lstm97.paper.show.examples import DAMAGE
from lstm97.paper.show.replacement import replacement

KEYS = {"seen", "live", "trials", "extra"}


def save(path: Path, batch: Batch, extra: Mapping[str, Any]) -> None:
    """Write ``batch`` and some JSON values of the caller's."""
    arrays: dict[str, NDArray[Any]] = {"errors": batch.errors, "correct": batch.correct}
    if batch.live:
        arrays["hidden"], arrays["output"] = batch.params.hidden, batch.params.output
    for n, trial in enumerate(batch.trials):
        if trial.final is not None:
            arrays[f"hidden{n}"], arrays[f"output{n}"] = trial.final.hidden, trial.final.output
    known = [_state_of(trial) for trial in batch.trials]
    state = {
        "seen": batch.sequences_seen,
        "live": batch.live,
        "trials": known,
        "extra": dict(extra),
    }
    arrays["state"] = np.frombuffer(json.dumps(state).encode(), np.uint8)
    with replacement(path) as file:
        np.savez(file, allow_pickle=False, **arrays)


def load(path: Path, batch: Batch) -> dict[str, Any]:
    """Bring a fresh ``batch`` of the same trials to where it was saved; the caller's values.

    Trials that had ended at a lower limit than their rows have now go on. Raises `RunError` if the
    checkpoint cannot be read, or belongs to other trials.
    """
    arrays, state = _read(path)
    names = [(known["row"], known["index"], known["seed"]) for known in state["trials"]]
    if names != [(trial.row.slug, trial.index, trial.seed) for trial in batch.trials]:
        raise RunError("foreign", {"path": str(path)})
    for trial, known in zip(batch.trials, state["trials"], strict=True):
        _restore(trial, known)
    networks = _networks(batch, arrays, state["live"])
    batch.errors, batch.correct, batch.sequences_seen = (
        arrays["errors"],
        arrays["correct"],
        state["seen"],
    )
    live = [n for n, trial in enumerate(batch.trials) if not trial.ended]
    if any(batch.trials[n].sequences_seen != batch.sequences_seen for n in live):
        raise RunError("apart", {"path": str(path)})
    for n, trial in enumerate(batch.trials):
        trial.final = networks[n] if trial.ended else None
    batch.resume(live, [networks[n] for n in live])
    extra: dict[str, Any] = state["extra"]
    return extra


def _read(path: Path) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """The arrays and the state of a checkpoint; raises `RunError` for what is none."""
    try:
        with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
            arrays = dict(file)
        state = json.loads(arrays["state"].tobytes())
        if not state.keys() >= KEYS or not {"errors", "correct"} <= arrays.keys():
            raise ValueError("parts are missing")
    except DAMAGE:
        raise RunError("damaged", {"path": str(path)}) from None
    return arrays, state


def _networks(batch: Batch, arrays: Mapping[str, Any], live: Sequence[int]) -> dict[int, Params]:
    """The weights of every trial, by its place in the batch."""
    networks = {
        n: Params(trial.row.spec, arrays[f"hidden{n}"], arrays[f"output{n}"])
        for n, trial in enumerate(batch.trials)
        if f"hidden{n}" in arrays
    }
    if live:
        together = Params(batch.trials[0].row.spec, arrays["hidden"], arrays["output"])
        networks |= {n: together.take(column) for column, n in enumerate(live)}
    return networks


def _state_of(trial: Trial) -> dict[str, Any]:
    streams = (trial.weights, trial.sequences, trial.tests)
    return {
        "row": trial.row.slug,
        "index": trial.index,
        "seed": trial.seed,
        "seen": trial.sequences_seen,
        "diverged": trial.diverged,
        "passes": trial.passes,
        "marks": [(mark.milestone, mark.sequences, mark.exam) for mark in trial.marks],
        "streams": [stream.bit_generator.state for stream in streams],
    }


def _restore(trial: Trial, known: Mapping[str, Any]) -> None:
    trial.sequences_seen, trial.diverged = known["seen"], known["diverged"]
    trial.passes = dict(known.get("passes", {}))
    trial.marks = [
        MilestoneTest(name, sequences, Exam(*exam) if exam else None)
        for name, sequences, exam in known["marks"]
    ]
    streams = (trial.weights, trial.sequences, trial.tests)
    for stream, state in zip(streams, known["streams"], strict=True):
        stream.bit_generator.state = state
