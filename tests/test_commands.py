"""The command line: what it prints, and what it returns."""

import json
import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from lstm97 import bake, bench, check
from lstm97.__main__ import COMMANDS, build_parser, main
from lstm97.engine import NETWORKS, TRUNCATED
from lstm97.engine.gradcheck import gradcheck
from lstm97.ui import export

ROOT = Path(__file__).parents[1]


def test_every_command_says_what_it_does(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["--help"])
    assert stop.value.code == 0
    printed = capsys.readouterr().out
    assert all(name in printed for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name, capsys):
    with pytest.raises(SystemExit) as stop:
        main([name, "--help"])
    assert stop.value.code == 0
    assert name in capsys.readouterr().out


@pytest.mark.parametrize("argv", [[], ["dance"], ["check", "--shapes", "0"], ["bench", "x"]])
def test_a_wrong_argument_is_refused(argv, capsys):
    with pytest.raises(SystemExit) as stop:
        main(argv)
    assert stop.value.code == 2
    assert "usage: " in capsys.readouterr().err


def test_commands_run_as_a_module():
    env = {name: value for name, value in os.environ.items() if "THREADS" not in name}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "lstm97", "check", "--shapes", "1"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1].endswith("checks, 0 above 1e-07")


def test_check_covers_every_network_with_both_gradients(capsys):
    assert main(["check", "--seed", "3", "--shapes", "2", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    checks = result["checks"]
    assert (result["seed"], result["failed"]) == (3, 0)
    for slug in NETWORKS:
        for gradient in ("full", "truncated"):
            mine = [c for c in checks if (c["network"], c["gradient"]) == (slug, gradient)]
            assert len({c["shape"] for c in mine}) >= 2
    assert all(c["verdict"] == "ok" and c["error"] <= 1e-7 and c["parameters"] for c in checks)


def test_check_fails_if_one_gradient_is_wrong(capsys, monkeypatch):
    def wrong(network, *given, **options):
        if network.slug == "gru":  # the full gradient against the truncated network
            options["cuts"] = TRUNCATED
            outcome = gradcheck(network, *given, **options)
            return type(outcome)(**{**vars(outcome), "error": 2e-7})
        return gradcheck(network, *given, **options)

    monkeypatch.setattr(check, "gradcheck", wrong)
    assert main(["check", "--shapes", "1"]) == 1
    *lines, last = capsys.readouterr().out.splitlines()
    assert sum("FAILED" in line for line in lines) == 2 * len(check.OPTIONS["gru"])
    assert last == "28 checks, 6 above 1e-07"


def test_bench_measures_every_network(capsys):
    assert main(["bench", "--seconds", "0", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    rows = result["cases"]
    plain = [row for row in rows if row["precision"] == "textbook"]
    assert [row["network"] for row in plain] == list(NETWORKS)
    assert all(row["ratio"] == 1 for row in plain)
    assert {row["network"] for row in rows} == set(NETWORKS)
    assert {row["trials"] for row in rows} == {1, 10, 100}
    for row in rows:
        steps = row["trials"] * 1e6 / row["microseconds"]
        assert row["steps_per_second"] == pytest.approx(steps)
    assert result["machine"]["numpy"] == np.__version__


def test_bench_prints_a_table(capsys, monkeypatch):
    monkeypatch.setattr(bench, "TRIALS", (1,))
    monkeypatch.setattr(bench, "PRECISIONS", ("float32",))
    assert main(["bench", "--seconds", "0"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2 + 2 * len(NETWORKS)
    assert len({len(line) for line in lines[1:]}) == 1


def test_what_is_measured_is_learning():
    """A turn must change the weights, or the figures would be of something else."""
    turn = bench.engine_turn(bench.Case("lstm97", "truncated", "float64", 2))
    (cell,) = [c for c in turn.__closure__ if hasattr(c.cell_contents, "hidden")]
    before = cell.cell_contents.hidden
    turn()
    assert not (cell.cell_contents.hidden == before).all()


def test_a_command_is_a_module_with_arguments_and_a_run(monkeypatch):
    args = build_parser().parse_args(["check", "--seed", "7"])
    assert args.run is check.run
    assert args.seed == 7


@pytest.mark.parametrize("text", ["-5", "--5", "many", "", "1.5", "nan", "²", "x" * 5000])
@pytest.mark.parametrize(
    "line",
    [
        "check --seed", "check --shapes", "bench --seconds", "flow x.npz --seed",
        "flow x.npz --steps", "flow x.npz --count", "flow x.npz --at-least", "reproduce 6a --seed",
        "reproduce 6a --trials", "reproduce 6a --workers", "reproduce 6a --limit",
    ],
)  # fmt: skip
def test_a_number_that_a_command_cannot_use_is_refused_before_it_begins(line, text, capsys):
    if (line, text) == ("bench --seconds", "1.5"):
        return
    with pytest.raises(SystemExit) as stop:
        main([*line.split()[:-1], f"{line.split()[-1]}={text}"])
    assert stop.value.code == 2
    said = capsys.readouterr().err.splitlines()[-1]
    what = "a (whole|finite) number, [012] or more"
    cut = re.escape(text[:20])
    assert re.search(rf"{line.split()[-1]}: must be {what}, got '{cut}'$", said)


def test_every_number_of_a_command_has_its_bounds():
    for name in COMMANDS:
        source = Path(import_module(COMMANDS[name]).__file__).read_text(encoding="utf-8")
        assert not re.search(r"type=(int|float)\b", source), name


def test_what_cannot_be_written_to_is_a_sentence(tmp_path, capsys, monkeypatch):
    def fail(args):
        raise FileNotFoundError(2, "No such file or directory", str(tmp_path / "no" / "x.png"))

    monkeypatch.setattr(check, "run", fail)
    assert main(["check"]) == 1
    told = f"{tmp_path / 'no' / 'x.png'}: No such file or directory\n"
    assert capsys.readouterr().err == told


@pytest.mark.parametrize("command", ["export", "bake"])
def test_what_does_not_fit_on_the_disk_leaves_the_old_file(command, tmp_path, capsys, monkeypatch):
    def full(number):
        raise OSError(28, "No space left on device")

    path = tmp_path / "old"
    path.write_text("old")
    monkeypatch.setattr(export, "export_page", lambda page, lang: "new")
    monkeypatch.setattr(bake, "FOLDER", tmp_path)
    monkeypatch.setattr(bake, "RECIPES", {"old": lambda: b"new"})
    monkeypatch.setattr(os, "fsync", full)
    given = ["bake", "old"] if command == "bake" else ["export", "bptt", "--to", str(path)]
    assert main(given) == 1
    assert capsys.readouterr().err == f"{path}: No space left on device\n"
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("old", "old")]


def test_export_says_what_of_a_link_it_left_out_and_nothing_else(tmp_path, capsys):
    path = tmp_path / "page.html"
    assert main(["export", "bptt?T=many", "--to", str(path)]) == 0
    printed = capsys.readouterr()
    assert "- T=many was ignored; " in printed.err
    assert "Streamlit" not in printed.err
    assert "ScriptRunContext" not in printed.err
    assert printed.out.startswith(f"{path}: ")


def test_a_device_is_written_to_as_it_is(monkeypatch, capfd):
    monkeypatch.setattr(export, "export_page", lambda page, lang: "page")
    assert main(["export", "bptt", "--to", "/dev/null"]) == 0
    assert Path("/dev/null").is_char_device()
    assert capfd.readouterr().err == "/dev/null: 0 KB\n"


def test_more_trials_than_can_be_trained_side_by_side_are_refused(capsys):
    for option in ("--trials", "--workers"):
        with pytest.raises(SystemExit):
            main(["reproduce", "6a", option, "99999999"])
        assert "must be at most 1000" in capsys.readouterr().err


@pytest.mark.parametrize("where", ["nowhere", "file"])
def test_a_table_of_no_folder_is_refused_by_a_sentence(where, tmp_path, capsys):
    (tmp_path / "file").touch()
    assert main(["table", "--out", str(tmp_path / where)]) == 1
    assert capsys.readouterr().err == f"{tmp_path / where} is not a folder of results.\n"
