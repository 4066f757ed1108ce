"""Measured results as small JSON files, and the weights of one successful trial beside each.

Pages and the table read these; nothing else knows the layout of the files.
"""

from __future__ import annotations

import json
import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from lstm97.engine import NETWORKS, Params, count
from lstm97.folders import PAPER_RUNS
from lstm97.paper.data.row import Row
from lstm97.paper.errors import RunError
from lstm97.paper.learn.methods import METHODS
from lstm97.paper.learn.trial import Trial
from lstm97.paper.show.replacement import replacement

FOLDER = PAPER_RUNS
# What reading JSON of another kind as a result ends in.
FOREIGN = (ValueError, TypeError, AttributeError, LookupError, RecursionError)


@dataclass(frozen=True)
class TrialResults:
    """What one row's trials came to at one milestone; statistics over the trials that reached it.

    ``wrongs`` are of the final tests of 2560 sequences; ``wrong``, ``error`` and ``rms`` are means
    over them (None without test). ``complete`` is False while trials are still under way.
    """

    row: str
    milestone: str
    trials: int
    solutions: int
    complete: bool
    mean: float | None
    median: float | None
    low: int | None
    high: int | None
    deviation: float | None
    wrongs: tuple[int, ...]  # wrong answers of each trial that reached it
    error: float | None
    rms: float | None
    hours: float  # of one core, together with the rows of the same job
    limit: int
    reading: tuple[str, ...]
    command: str

    @property
    def success(self) -> float:
        """Per cent of the trials that reached the milestone."""
        return 100.0 * self.solutions / self.trials

    @property
    def wrong(self) -> float | None:
        """Mean number of wrong answers."""
        return _mean(list(self.wrongs))

    @property
    def most_wrong(self) -> int | None:
        """Wrong answers of the worst trial."""
        return max(self.wrongs, default=None)

    @property
    def wrong_error(self) -> float:
        """Standard error of the mean of wrong answers; 0 for fewer than two trials."""
        many = len(self.wrongs)
        return statistics.stdev(self.wrongs) / math.sqrt(many) if many > 1 else 0.0


def record(row: Row, trials: list[Trial], run: Mapping[str, Any]) -> dict[str, Any]:
    """One row's result as JSON values; ``run`` adds command, seed, versions and time."""
    return {
        "row": row.slug,
        "table": row.table,
        "task": row.task,
        "parameters": dict(row.parameters),
        "net": {"slug": row.spec.slug, **asdict(row.spec)},
        "weights": count(row.spec),
        "scale": row.scale,
        "biases": dict(row.biases),
        "rate": row.rate,
        "rule": METHODS[row.method].rule,
        "grow": row.grow,
        "milestones": {milestone.name: milestone.words() for milestone in row.milestones},
        "limit": max([row.limit, *(trial.sequences_seen for trial in trials)]),
        "readings": list(row.readings),
        "complete": all(trial.ended for trial in trials),
        **run,
        "trials": [_trial(trial) for trial in trials],
    }


def write(folder: Path, row: Row, trials: list[Trial], run: Mapping[str, Any]) -> None:
    """Write the row's result, whole or not at all, and the weights of its median solved trial."""
    result = record(row, trials, run)
    example = median_trial(trials)
    if example and example.final:
        result["example"] = example.index
        with replacement(folder / f"{row.slug}.npz") as file:
            small = example.final.astype(np.float32)
            np.savez_compressed(file, hidden=small.hidden, output=small.output)
    with replacement(folder / f"{row.slug}.json") as file:
        file.write(f"{json.dumps(_round(result), indent=1)}\n".encode())


def median_trial(trials: Sequence[Trial]) -> Trial | None:
    """The solved trial that half of the others needed no more sequences than, if any is solved."""
    solved = [trial for trial in trials if trial.solved and trial.final]
    solved.sort(key=lambda trial: (trial.marks[-1].sequences, trial.index))
    return solved[(len(solved) - 1) // 2] if solved else None


def result_files(folder: Path = FOLDER) -> list[Path]:
    """The result files there are, without those that a run is just about to write."""
    return sorted(file for file in folder.glob("*.json") if not file.name.startswith("."))


def load_all(folder: Path = FOLDER) -> dict[str, dict[str, Any]]:
    """Every result in the folder, by slug of its row."""
    read = (_result(file) for file in result_files(folder))
    return {result["row"]: result for result in read if "row" in result}


def _result(file: Path) -> dict[str, Any]:
    try:
        result: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(result, dict) or "row" in result:
            _demand(result)
    except FOREIGN:
        raise RunError("damaged-result", {"path": str(file)}) from None
    return result


def _demand(result: Mapping[str, Any]) -> None:
    """Raise one of `FOREIGN` for what is no result: its trials have to add up."""
    if not isinstance(result["row"], str) or not isinstance(result["seed"], int):
        raise ValueError("no row, or no seed")
    if not result["preset"] or not result["milestones"] or not result["trials"]:
        raise ValueError("nothing measured")
    if not all({"index", "seen", "solved"} <= trial.keys() for trial in result["trials"]):
        raise ValueError("no trials")
    for milestone in result["milestones"]:
        summary(result, milestone)


def example_weights(row: str, folder: Path = FOLDER) -> Params | None:
    """The weights of one successful trial of a row, float64, without an axis of trials."""
    path, about = folder / f"{row}.npz", folder / f"{row}.json"
    if not path.exists() or not about.exists():
        return None
    fields = json.loads(about.read_text(encoding="utf-8"))["net"]
    slug = fields.pop("slug")
    spec = NETWORKS[slug].spec(
        **{name: tuple(v) if isinstance(v, list) else v for name, v in fields.items()}
    )
    with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
        return Params(spec, file["hidden"].astype(float), file["output"].astype(float))


def sequences_needed(row: str, folder: Path) -> tuple[int, tuple[int, ...]]:
    """After how many sequences the trial that left its weights had reached its last milestone.

    And every trial that succeeded, the fewest first. Raises OSError, ValueError, LookupError or
    TypeError where that cannot be read.
    """
    result = json.loads((folder / f"{row}.json").read_text(encoding="utf-8"))
    solved = {
        trial["index"]: max(int(mark["sequences"]) for mark in trial["marks"].values())
        for trial in result["trials"]
        if trial["solved"]
    }
    return solved[result["example"]], tuple(sorted(solved.values()))


def summary(result: Mapping[str, Any], milestone: str) -> TrialResults:
    """Statistics of one milestone of a result."""
    marks = [trial["marks"][milestone] for trial in result["trials"] if milestone in trial["marks"]]
    counts = [mark["sequences"] for mark in marks]
    exams = [mark["exam"] for mark in marks if mark.get("exam")]
    ended = [t for t in result["trials"] if t["ended"] or milestone in t["marks"]]
    return TrialResults(
        row=result["row"],
        milestone=milestone,
        trials=len(result["trials"]),
        solutions=len(marks),
        complete=len(ended) == len(result["trials"]),
        mean=_mean(counts),
        median=statistics.median(counts) if counts else None,
        low=min(counts, default=None),
        high=max(counts, default=None),
        deviation=statistics.stdev(counts) if len(counts) > 1 else None,
        wrongs=tuple(exam["wrong"] for exam in exams),
        error=_mean([exam["error"] for exam in exams]),
        rms=_mean([exam["rms"] for exam in exams]),
        hours=result.get("core_hours", result["hours"]),
        limit=result["limit"],
        reading=tuple(result["readings"]),
        command=result["command"],
    )


def _mean(values: list[Any]) -> float | None:
    return statistics.fmean(values) if values else None


def _trial(trial: Trial) -> dict[str, Any]:
    return {
        "index": trial.index,
        "seen": trial.sequences_seen,
        "solved": trial.solved,
        "ended": trial.ended,
        "diverged": trial.diverged,
        "marks": {
            mark.milestone: {
                "sequences": mark.sequences,
                "exam": mark.exam._asdict() if mark.exam else None,
            }
            for mark in trial.marks
        },
    }


def _round(value: Any) -> Any:
    """Six significant digits are more than enough in a file for people."""
    if isinstance(value, float) and math.isfinite(value):
        return float(f"{value:.6g}")
    if isinstance(value, Mapping):
        return {key: _round(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_round(part) for part in value]
    return value
