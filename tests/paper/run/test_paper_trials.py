"""A trial depends on its own seed only: not on its company, the workers, or an interruption."""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from lstm97.folders import ROOT
from lstm97.paper.data.presets import SHORT, find_row
from lstm97.paper.data.row import Row
from lstm97.paper.data.rows import ROWS
from lstm97.paper.errors import RunError
from lstm97.paper.learn.trial import Trial
from lstm97.paper.run import checkpoint
from lstm97.paper.run.follow import follow, progress
from lstm97.paper.run.job import Job, plan, run
from lstm97.paper.run.reproduce import is_long, select
from lstm97.paper.run.trials import Batch
from lstm97.paper.show.results import load_all, summary

SLUGS = ("3a-1", "6a", "2c-1", "1-5", "2a")


def small(slug: str) -> Row:
    if slug in SHORT:
        return find_row(slug, "classroom")
    return ROWS[slug]


def batch(row: Row, *indices: int, blocks: int = 2) -> Batch:
    made = Batch([Trial(row, index, 7) for index in indices])
    for _ in range(blocks):
        made.advance()
    return made


@pytest.mark.parametrize("slug", ["3a-1", "6a", "2c-1", "1-5"])
def test_a_trial_alone_is_the_same_as_in_a_batch(slug: str) -> None:
    row = small(slug)
    alone = batch(row, 3, blocks=1)
    together = batch(row, 0, 3, 5, blocks=1)
    assert (alone.params.hidden[..., 0] == together.params.hidden[..., 1]).all()
    assert (alone.params.output[..., 0] == together.params.output[..., 1]).all()
    shown = alone.correct[:, 0], together.correct[:, 1]
    np.testing.assert_array_equal(*shown)


def test_seeds_differ() -> None:
    params = batch(small("6a"), 0, 1, blocks=1).params
    assert (params.hidden[..., 0] != params.hidden[..., 1]).any()


def test_finished_trials_leave() -> None:
    row = replace(find_row("3a-1", "classroom"), limit=3000)
    school, snapshots = Batch([Trial(row, index, 1) for index in range(3)]), []
    while school.live:
        snapshots.append(school.advance())
    last = snapshots[-1]
    assert all(trial.ended and trial.final is not None for trial in last.trials)
    assert last.sequences == max(trial.sequences_seen for trial in last.trials)
    assert [s.sequences for s in snapshots] == list(range(100, last.sequences + 1, 100))


def test_checkpoint_restores_everything(tmp_path: Path) -> None:
    row = small("3a-1")
    whole, half = batch(row, 0, 1, blocks=4), batch(row, 0, 1, blocks=2)
    checkpoint.save(tmp_path / "half.npz", half, {"seconds": 1.0})
    again = Batch([Trial(row, index, 7) for index in (0, 1)])
    assert checkpoint.load(tmp_path / "half.npz", again) == {"seconds": 1.0}
    for _ in range(2):
        again.advance()
    assert (again.params.hidden == whole.params.hidden).all()
    np.testing.assert_array_equal(again.errors, whole.errors)


def test_checkpoint_of_other_trials_is_refused(tmp_path: Path) -> None:
    row = small("3a-1")
    checkpoint.save(tmp_path / "a.npz", batch(row, 0, blocks=1), {})
    with pytest.raises(RunError, match="other trials"):
        checkpoint.load(tmp_path / "a.npz", Batch([Trial(row, 1, 7)]))


COMMAND = [sys.executable, "-m", "lstm97", "reproduce", "3a-1", "--preset", "classroom"]
LIMIT = 1500


def reproduce(out: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [
        *COMMAND,
        "--limit",
        str(LIMIT),
        "--trials",
        "2",
        "--workers",
        "1",
        "--out",
        str(out),
        *options,
    ]
    root = ROOT
    quiet = subprocess.DEVNULL
    env = {**os.environ, "LSTM97_SAVE_EVERY": "0.2"}
    return subprocess.Popen(command, cwd=root, stderr=quiet, stdout=quiet, env=env)


def test_killed_and_resumed_ends_the_same(tmp_path: Path) -> None:
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    undisturbed = reproduce(whole)
    killed = reproduce(cut)
    saved = cut / ".checkpoints" / "3a-1.npz"
    deadline = time.monotonic() + 60
    while not saved.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    killed.kill()  # the command alone: its worker has to notice
    killed.wait()
    assert undisturbed.wait(timeout=120) == 0
    assert reproduce(cut, "--resume").wait(timeout=120) == 0
    told = [json.loads((folder / "3a-1.json").read_text())["trials"] for folder in (whole, cut)]
    assert told[0] == told[1]
    assert all(trial["ended"] for trial in told[0])


def test_the_number_of_workers_changes_nothing(tmp_path: Path) -> None:
    found = []
    for workers in (1, 2):
        out = str(tmp_path / str(workers))
        jobs = [
            Job((slug,), 2, 3, out, "test", preset="classroom", limit=LIMIT)
            for slug in ("3a-1", "6a")
        ]
        with ThreadPoolExecutor(workers) as executor:
            follow(jobs, executor)
        results = load_all(Path(out))
        found.append({slug: result["trials"] for slug, result in results.items()})
    assert found[0] == found[1]
    assert all(trial["ended"] for trials in found[0].values() for trial in trials)


def test_resume_leaves_a_finished_row_alone(tmp_path: Path) -> None:
    first = Job(("3a-1",), 2, 3, str(tmp_path), "first", preset="classroom", limit=300)
    run(first)
    first.checkpoint.unlink()
    run(replace(first, command="second", resume=True))
    assert load_all(tmp_path)["3a-1"]["command"] == "first"
    run(replace(first, command="third", resume=True, seed=4))
    assert load_all(tmp_path)["3a-1"]["command"] == "third"


def test_summary_counts_only_solved_trials() -> None:
    exam = {"tests": 2560, "wrong": 2, "error": 0.01, "rms": 0.02}
    solved = {"marks": {"done": {"sequences": 300, "exam": exam}}, "ended": True}
    failed = {"marks": {}, "ended": True}
    fields = {"row": "x", "hours": 0.1, "limit": 1000, "readings": [], "command": "c"}
    measured = summary({**fields, "trials": [solved, solved, failed]}, "done")
    assert (measured.solutions, measured.trials, measured.mean) == (2, 3, 300)
    assert measured.complete
    assert measured.success == pytest.approx(66.67, abs=0.01)


def test_rows_that_share_a_net_run_together() -> None:
    rows = select(["3a", "6a"])
    assert plan(rows) == [("3a-1", "3a-2"), ("6a",)]


def test_an_experiment_stands_for_its_rows_of_usual_lag() -> None:
    assert [row.slug for row in select(["4"])] == ["4-1"]
    assert [row.slug for row in select(["4"], long=True)] == ["4-1", "4-2", "4-3"]
    assert not any(row.beside or is_long(row) for row in select(["1", "2a", "3a", "6b"]))
    with pytest.raises(ValueError, match="no experiment '7'"):
        select(["7"])


@pytest.mark.parametrize("text", ["[]", "5", "{", '{"seen": 1}', '{"seen": [], "seconds": 1}'])
def test_a_file_of_progress_that_is_none_ends_no_run(tmp_path, text):
    job = Job(("2a",), 1, 1, str(tmp_path), "test")
    job.progress.parent.mkdir(parents=True)
    job.progress.write_text(text)
    assert not progress(job)


@pytest.mark.parametrize("text", ["[]", "5", '["row"]', "{"])
def test_a_file_among_results_that_is_none_is_named(tmp_path, text):
    (tmp_path / "2a.json").write_text(text)
    with pytest.raises(RunError, match=r"2a\.json is not a result file"):
        load_all(tmp_path)
