"""Settings are typed: a field is what links and controls know, and a misspelt one is found."""

import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from lstm97.ui.link.kinds import Choice, Integer, IntList, Number, Scale, Text, Toggle
from lstm97.ui.link.record import (
    Record,
    choice,
    integer,
    integers,
    line,
    real,
    settings_of,
    stops,
    toggle,
)
from lstm97.ui.link.settings import Preset, Settings
from lstm97.ui.registry import TABLES

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Demo(Record):
    T: int = integer(5, 1000, 50)
    rate: float = stops((0.1, 1.0), 1.0, place="more")
    w: float = real(-2, 2, 0.5, box=True)
    net: str = choice(("rnn", "lstm97"), "rnn")
    bound: bool = toggle(True, place="placed")
    at: tuple[int, ...] = integers(1, 9, (3, 7), longest=4, place="more")
    word: str = line("error", longest=30, place="placed")


def test_fields_are_the_table_in_their_order_and_place():
    assert settings_of(Demo) == {
        "main": (
            Integer("T", 5, 1000, 50),
            Number("w", -2, 2, 0.5, box=True),
            Choice("net", ("rnn", "lstm97"), "rnn"),
        ),
        "more": (Scale("rate", (0.1, 1.0), 1.0), IntList("at", 1, 9, (3, 7), 4)),
        "placed": (Toggle("bound", True), Text("word", "error", 30)),
    }
    assert list(Settings("demo", Demo).every) == ["T", "w", "net", "rate", "at", "bound", "word"]
    assert Settings("demo", Demo).defaults() == Demo()


def test_a_record_is_read_by_attribute_and_by_name():
    values = Demo(T=60)
    assert values.T == values["T"] == dict(values)["T"] == 60
    with pytest.raises(KeyError):
        values["keys"]


def test_a_changed_record_is_another_one():
    assert Demo().with_values(T=60, net="lstm97") == Demo(T=60, net="lstm97")
    with pytest.raises(TypeError):
        Demo().with_values(nothing=1)


def test_a_field_that_is_no_setting_is_refused():
    @dataclass(frozen=True)
    class Other(Record):
        T: int = 5
        at: list = field(default_factory=list)

    with pytest.raises(TypeError, match=r"Other\.T is not declared"):
        settings_of(Other)


def test_a_preset_of_no_setting_is_refused():
    with pytest.raises(ValueError, match="preset long cannot set t"):
        Settings("demo", Demo, presets=(Preset("long", {"t": 5}),))


def found_by_mypy(folder, lines):
    """Line numbers of a file in which the type checker finds errors, with what it says."""
    (folder / "snippet.py").write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--no-error-summary", str(folder / "snippet.py")]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode in (0, 1), run.stderr
    errors = re.findall(r"snippet\.py:(\d+): error: (.*)", run.stdout)
    return {int(number): said for number, said in errors}


def test_a_misspelt_setting_is_found_by_the_type_checker(tmp_path):
    """On every page: the first setting is right, the same with a letter more is wrong."""
    lines, wrong = ["from lstm97.ui.link.controls import current"], []
    for table in TABLES.values():
        module = sys.modules[type(table.defaults()).__module__]
        first = next(iter(table.every))
        lines.append(f"from {module.__name__} import SETTINGS as of_{len(lines)}")
        lines += [f"current(of_{len(lines) - 1}).{first}{more}" for more in ("", "s")]
        wrong.append(len(lines))
    lines += [
        "from lstm97.ui.lesson.bench import View",
        "from lstm97.ui.pages.error_race.conditions import RaceValues",
        "def drawn(view: View[int, RaceValues]) -> float:",
        "    return view.values.shares",
    ]
    wrong.append(len(lines))
    found = found_by_mypy(tmp_path, lines)
    assert sorted(found) == wrong
    assert all('has no attribute "' in said for said in found.values())
