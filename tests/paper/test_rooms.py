"""The paper's rooms stand in a row: data, learn, show, run; each knows only those before it."""

import ast

import pytest

from lstm97.folders import ROOT

PAPER = ROOT / "lstm97" / "paper"
ROOMS = ("data", "learn", "show", "run")
FILES = sorted(file for room in ROOMS for file in (PAPER / room).glob("*.py"))


def rooms_of(path):
    """The rooms that a file imports from."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("lstm97.paper."):
            yield node.module.split(".")[2]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PAPER)))
def test_a_room_knows_only_those_before_it(path) -> None:
    before = ROOMS[: ROOMS.index(path.parent.name) + 1]
    assert set(rooms_of(path)) <= {*before, "errors"}


def test_nothing_stands_outside_the_rooms() -> None:
    assert {file.name for file in PAPER.glob("*.py")} == {"__init__.py", "errors.py"}


def test_no_folder_has_more_than_fifteen_files() -> None:
    assert all(len(list((PAPER / room).glob("*.py"))) <= 16 for room in ROOMS)
