"""A job: rows whose trials can learn side by side, run to the end by one process.

It reports by files only (checkpoint, result, progress), so that it may run anywhere its folder
can be reached.
"""

from __future__ import annotations

import json
import os
import platform
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import numpy as np

from lstm97.paper.data.presets import find_row
from lstm97.paper.data.row import Row
from lstm97.paper.data.rows import ROWS
from lstm97.paper.errors import RunError, say
from lstm97.paper.learn.methods import METHODS
from lstm97.paper.learn.trial import Trial
from lstm97.paper.run import checkpoint
from lstm97.paper.run.trials import Batch
from lstm97.paper.show import results
from lstm97.paper.show.replacement import replacement

SAVE_EVERY = float(os.environ.get("LSTM97_SAVE_EVERY", "30"))  # seconds
TELL_EVERY = 1.0
FOLDER = ".checkpoints"  # below the folder of results
STOP: Event | None = None  # of this process: set when the command is interrupted


@dataclass(frozen=True)
class Job:
    """What to run and where to leave it; plain values, so that it can be sent to any process."""

    rows: tuple[str, ...]
    trials: int
    seed: int
    out: str
    command: str
    resume: bool = False
    preset: str = "paper"
    limit: int | None = None  # of training sequences, instead of the rows' own

    @property
    def name(self) -> str:
        """Names its files."""
        return "+".join(self.rows)

    @property
    def checkpoint(self) -> Path:
        """Where it is kept while under way."""
        return Path(self.out) / FOLDER / f"{self.name}.npz"

    @property
    def progress(self) -> Path:
        """Where it says how far it is."""
        return self.checkpoint.with_suffix(".json")


def plan(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """Group rows that one process can run together: same net, rule and length of sequences."""
    groups: dict[Any, list[str]] = {}
    for row in rows:
        key = (row.spec, row.method, METHODS[row.method].together(row))
        groups.setdefault(key, []).append(row.slug)
    return [tuple(group) for group in groups.values()]


def run(job: Job) -> str:
    """Run a job to its end, until it is stopped, or on from its checkpoint; returns its name.

    Raises `RunError` if the checkpoint cannot be read, or the folder no longer be written to.
    """
    try:
        alone = METHODS[ROWS[job.rows[0]].method].alone
        return _run_alone(job, alone) if alone else _run_together(job)
    except OSError as error:
        values = {
            "job": job.name,
            "folder": job.out,
            "reason": error.strerror,
            "kept": checkpoint_sentence(job),
        }
        raise RunError("lost-folder", values) from None


def checkpoint_sentence(job: Job) -> str:
    """Whether there is a checkpoint to go on from, as a sentence."""
    return say("kept" if job.checkpoint.exists() else "kept-nothing")


def was_interrupted() -> bool:
    """Whether the command that started this process was interrupted."""
    return STOP is not None and STOP.is_set()


def _run_together(job: Job) -> str:
    rows = [find_row(slug, job.preset) for slug in job.rows]
    if job.limit:
        rows = [replace(row, limit=job.limit) for row in rows]
    if job.resume and not job.checkpoint.exists() and _has_results(job, rows):
        return job.name
    batch = Batch([Trial(row, n, job.seed) for row in rows for n in range(job.trials)])
    spent = {"seconds": 0.0, "worked": 0.0}
    if job.resume and job.checkpoint.exists():
        spent |= checkpoint.load(job.checkpoint, batch)
    _learn(job, rows, batch, _Clock(**spent))
    return job.name


def _learn(job: Job, rows: Sequence[Row], batch: Batch, clock: _Clock) -> None:
    """Train until every trial has ended or the command is interrupted; keep what there is."""
    while batch.live and not was_interrupted():
        batch.advance()
        if clock.due("save", SAVE_EVERY):
            _save(job, rows, batch, clock)
        if clock.due("tell", TELL_EVERY):
            _tell(job, batch, clock)
    _save(job, rows, batch, clock)
    _tell(job, batch, clock)


def _save(job: Job, rows: Sequence[Row], batch: Batch, clock: _Clock) -> None:
    checkpoint.save(job.checkpoint, batch, clock.totals)
    _write(job, rows, batch.trials, clock)


def _has_results(job: Job, rows: Sequence[Row]) -> bool:
    """Whether all results are there already: same seed and trials, none that could go on."""
    known = results.load_all(Path(job.out))
    return all(row.slug in known and _complete(job, row, known[row.slug]) for row in rows)


def _complete(job: Job, row: Row, result: Mapping[str, Any]) -> bool:
    same = (result["seed"], result["preset"], len(result["trials"]))
    ended = result["limit"] >= row.limit or all(trial["solved"] for trial in result["trials"])
    return result["complete"] and ended and same == (job.seed, job.preset, job.trials)


def _run_alone(job: Job, train: Callable[[Trial, Callable[[int], None]], None]) -> str:
    """Trials one after the other; guessing is soon done and needs no checkpoint."""
    rows, clock = [ROWS[slug] for slug in job.rows], _Clock(0.0, 0.0)
    if job.limit:
        rows = [replace(row, limit=job.limit) for row in rows]
    trials = [Trial(row, n, job.seed) for row in rows for n in range(job.trials)]
    for trial in trials:
        if was_interrupted():
            return job.name
        train(trial, lambda _: None)
    _write(job, rows, trials, clock)
    return job.name


class _Clock:
    """Time spent over all parts of a run, and what is due again."""

    def __init__(self, seconds: float, worked: float) -> None:
        self._start = time.monotonic() - seconds
        self._work = time.process_time() - worked
        self._last: dict[str, float] = {}

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._start

    @property
    def core_seconds(self) -> float:
        """Seconds of a core; on a busy machine far fewer than have passed."""
        return time.process_time() - self._work

    @property
    def totals(self) -> dict[str, float]:
        """What another clock needs to go on."""
        return {"seconds": self.seconds, "worked": self.core_seconds}

    def due(self, what: str, every: float) -> bool:
        now = time.monotonic()
        if now - self._last.setdefault(what, now) < every:
            return False
        self._last[what] = now
        return True


def _write(job: Job, rows: Sequence[Row], trials: Sequence[Trial], clock: _Clock) -> None:
    run = {
        "command": job.command,
        "seed": job.seed,
        "preset": job.preset,
        "job": job.name,
        "hours": clock.seconds / 3600,
        "core_hours": clock.core_seconds / 3600,
        "versions": {"python": platform.python_version(), "numpy": np.__version__},
        "precision": "float64",
    }
    for row in rows:
        own = [trial for trial in trials if trial.row.slug == row.slug]
        results.write(Path(job.out), row, own, run)


def _tell(job: Job, batch: Batch, clock: _Clock) -> None:
    told = {
        "seen": batch.sequences_seen,
        "seconds": clock.seconds,
        "trials": len(batch.trials),
        "solved": sum(trial.solved for trial in batch.trials),
        "live": len(batch.live),
        "limit": max(trial.row.limit for trial in batch.trials),
    }
    with replacement(job.progress) as file:
        file.write(json.dumps(told).encode())
