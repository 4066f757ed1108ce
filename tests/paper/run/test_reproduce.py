"""What goes wrong on the command line is one sentence and a status, and nothing kept is lost."""

import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from lstm97.__main__ import main
from lstm97.folders import ROOT
from lstm97.paper.errors import RunError
from lstm97.paper.run.job import Job, run
from lstm97.paper.show.results import load_all

ROW = ["reproduce", "3a-1", "--preset", "classroom", "--trials", "2", "--workers", "1"]


@pytest.fixture(autouse=True)
def none_left_running() -> Iterator[None]:
    """What a failing test leaves would be the failure of another."""
    yield
    for process in STARTED:
        with process:
            process.kill()
    STARTED.clear()


def heed() -> None:
    """Ctrl-C ends the command, also where the tests themselves are a job that ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


STARTED: list[subprocess.Popen[str]] = []


def command(out: Path, *options: str, **settings) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "lstm97", *ROW, "--out", str(out), *options],
        cwd=ROOT,
        env={**os.environ, "LSTM97_SAVE_EVERY": "0.2"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **{"preexec_fn": heed} | settings,
    )
    STARTED.append(process)
    return process


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Status, and what was said besides how far the run was."""
    _, said = process.communicate(timeout=120)
    assert "Traceback" not in said
    lines = [line for line in said.splitlines() if line and "sequences, " not in line]
    assert len(lines) <= 1
    return process.returncode, "".join(lines)


def wait_for(file: Path) -> None:
    deadline = time.monotonic() + 60
    while not file.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert file.exists()


def counts(out: Path) -> list[tuple[int, bool]]:
    return [(trial["seen"], trial["solved"]) for trial in load_all(out)["3a-1"]["trials"]]


@pytest.mark.parametrize("option", ["--seed", "--trials", "--limit", "--workers"])
def test_a_negative_number_is_refused(option, capsys) -> None:
    with pytest.raises(SystemExit) as stop:
        main([*ROW, option, "-5"])
    assert stop.value.code == 2
    said = capsys.readouterr().err.splitlines()[-1]
    assert re.search(rf"{option}: must be a whole number, [01] or more, got '-5'$", said)


def test_an_unknown_row_is_named(capsys) -> None:
    assert main(["reproduce", "7"]) == 2
    assert capsys.readouterr().err.startswith("no experiment '7'")


def test_a_folder_that_cannot_be_written_to_is_said_before_anything_runs(tmp_path, capsys) -> None:
    (tmp_path / "file").write_text("")
    assert main([*ROW, "--out", str(tmp_path / "file" / "runs")]) == 1
    said = capsys.readouterr().err
    assert said.startswith("Nothing was run: ")
    assert said.count("\n") == 1


def job(out: Path, limit: int, **fields) -> Job:
    return Job(("3a-1",), 2, 3, str(out), "test", preset="classroom", limit=limit, **fields)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in folder.rglob("*.*") if file.is_file()}


@pytest.mark.parametrize("damage", ["half", "text", "foreign", "parts", "empty"])
def test_a_checkpoint_that_is_none_is_refused_and_left_alone(tmp_path, damage) -> None:
    first = job(tmp_path, 200)
    run(first)
    whole = first.checkpoint.read_bytes()
    if damage == "parts":
        state = json.dumps({"seen": 100}).encode()
        np.savez(first.checkpoint, state=np.frombuffer(state, np.uint8))
    elif damage != "foreign":
        ruined = {"half": whole[: len(whole) // 2], "text": b"hello", "empty": b""}
        first.checkpoint.write_bytes(ruined[damage])
    before = contents(tmp_path)
    again = replace(first, resume=True, seed=4 if damage == "foreign" else 3, limit=300)
    with pytest.raises(RunError, match="other trials" if damage == "foreign" else "damaged"):
        run(again)
    assert contents(tmp_path) == before


def test_what_a_checkpoint_lacks_is_one_sentence_of_the_command(tmp_path) -> None:
    (tmp_path / ".checkpoints").mkdir()
    (tmp_path / ".checkpoints" / "3a-1.npz").write_text("hello")
    status, said = ended(command(tmp_path, "--resume", "--limit", "300"))
    assert status == 1
    assert "3a-1.npz is damaged and was left alone" in said


def test_a_full_disk_is_one_sentence_and_the_checkpoint_stays_whole(tmp_path) -> None:
    run(job(tmp_path, 200))
    kept = contents(tmp_path)

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    options = ("--seed", "3", "--limit", "400", "--resume")
    status, said = ended(command(tmp_path, *options, preexec_fn=no_room))
    assert status == 1
    assert "cannot be written to" in said
    checkpoint = str(tmp_path / ".checkpoints" / "3a-1.npz")
    assert "The last checkpoint is whole; --resume goes on from it." in said
    assert contents(tmp_path)[checkpoint] == kept[checkpoint]
    assert not list(tmp_path.rglob("*.tmp"))
    status, said = ended(command(tmp_path, *options))
    assert (status, said) == (0, "")
    assert counts(tmp_path)[0][0] == 400


def test_a_disk_that_was_full_from_the_start_has_no_checkpoint(tmp_path) -> None:
    process = command(
        tmp_path,
        *("--seed", "3", "--limit", "200"),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)),
    )
    status, said = ended(process)
    assert status == 1
    assert said.splitlines()[0].endswith("There is no checkpoint yet; start again.")


def test_resume_with_a_higher_limit_trains_on_as_if_it_had_never_ended(tmp_path) -> None:
    whole, parted = tmp_path / "whole", tmp_path / "parted"
    run(job(whole, 500))
    run(job(parted, 200))
    assert counts(parted) == [(200, False)] * 2
    run(job(parted, 500, resume=True))
    assert counts(parted) == counts(whole) == [(500, False)] * 2
    ours, theirs = (np.load(job(folder, 500).checkpoint) for folder in (whole, parted))
    for name in ("hidden0", "output1", "errors"):
        np.testing.assert_array_equal(ours[name], theirs[name])


def test_resume_without_a_checkpoint_starts_again_where_a_result_could_go_on(tmp_path) -> None:
    run(job(tmp_path, 200))
    job(tmp_path, 200).checkpoint.unlink()
    run(job(tmp_path, 200, resume=True))
    assert not job(tmp_path, 200).checkpoint.exists()
    run(job(tmp_path, 300, resume=True))
    assert counts(tmp_path) == [(300, False)] * 2


def test_the_second_of_two_processes_says_so(tmp_path) -> None:
    first = command(tmp_path, "--limit", "100000")
    try:
        wait_for(tmp_path / ".checkpoints" / "3a-1.npz")
        status, said = ended(command(tmp_path, "--limit", "100000"))
        assert status == 1
        assert said == f"Nothing was run: another process is training 3a-1 in {tmp_path}."
    finally:
        first.send_signal(signal.SIGINT)
        ended(first)
    assert main([*ROW, "--out", str(tmp_path), "--limit", "100"]) == 0  # the lock is gone


@pytest.mark.parametrize("whole_group", [False, True])
def test_an_interrupted_run_writes_its_checkpoint_and_says_how_to_go_on(
    tmp_path, whole_group
) -> None:
    """By Ctrl-C, which a terminal sends to the workers as well, or by a signal to the command."""
    process = command(tmp_path, "--limit", "100000", start_new_session=True)
    wait_for(tmp_path / "3a-1.json")  # written after the checkpoint, in one move
    before = counts(tmp_path)[0][0]
    time.sleep(1.0)
    send = os.killpg if whole_group else os.kill
    send(process.pid, signal.SIGINT)
    status, said = ended(process)
    assert (status, said) == (130, "Stopped; the same command with --resume goes on from here.")
    seen = counts(tmp_path)[0][0]
    assert seen > before
    status, said = ended(command(tmp_path, "--resume", "--limit", str(seen + 100)))
    assert (status, said) == (0, "")
    assert counts(tmp_path)[0][0] == seen + 100


def test_a_worker_that_is_killed_is_one_sentence(tmp_path) -> None:
    process = command(tmp_path, "--limit", "100000")
    wait_for(tmp_path / ".checkpoints" / "3a-1.npz")
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    for child in map(int, children):
        if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text():
            os.kill(child, signal.SIGKILL)
    status, said = ended(process)
    assert status == 1
    assert said.startswith("3a-1: its process was ended from outside.")


WHOLE = '{"row": "6a", "seed": 1, "preset": "paper", "milestones": {"done": ""}, "limit": 1,'
DAMAGE = (
    '{"row": "6a", "tri',
    "[]",
    "[" * 100_000,
    '{"row": "6a"}',
    '{"row": ["6a"], "seed": 1}',
    f'{WHOLE} "trials": []}}',
    f'{WHOLE} "trials": [7]}}',
    f'{WHOLE} "trials": [{{"index": 0, "seen": 1, "solved": 1, "ended": 1, "marks": 1}}]}}',
)


@pytest.mark.parametrize("text", DAMAGE)
def test_a_damaged_or_foreign_result_is_named(tmp_path, capsys, text) -> None:
    (tmp_path / "6a.json").write_text(text)
    named = f"{tmp_path / '6a.json'} is not a result file.\n"
    assert main(["table", "--out", str(tmp_path)]) == 1
    assert capsys.readouterr().err == named
    with pytest.raises(RunError, match=r"6a\.json is not a result file"):
        run(job(tmp_path, 100, resume=True))


def test_json_of_something_else_is_no_result(tmp_path, capsys) -> None:
    (tmp_path / "other.json").write_text('{"name": "a package"}')
    assert main(["table", "--out", str(tmp_path)]) == 0
    assert capsys.readouterr().err == ""


def test_a_lower_limit_does_not_hide_how_long_a_trial_was_trained(tmp_path) -> None:
    run(job(tmp_path, 200))
    run(job(tmp_path, 100, resume=True))
    told = json.loads((tmp_path / "3a-1.json").read_text())
    assert (told["limit"], counts(tmp_path)) == (200, [(200, False)] * 2)


def test_nobody_reading_on_is_no_trouble() -> None:
    """As in ``python -m lstm97 table | head -1``."""
    table = f"{sys.executable} -m lstm97 table | head -1"
    done = subprocess.run(table, shell=True, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == ""
