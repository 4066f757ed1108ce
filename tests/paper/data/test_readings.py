"""The paper's package holds keys and numbers; what they say is in the catalogues."""

import ast
import re
from pathlib import Path

import pytest

from lstm97.folders import ROOT
from lstm97.paper.data.deviations import DEVIATIONS
from lstm97.paper.data.paper_results import PAPER_RESULTS
from lstm97.paper.data.readings import CHANGES, METHODS, OPEN, READINGS
from lstm97.paper.data.rows import ROWS
from lstm97.words import catalogue, languages

PAPER = ROOT / "lstm97" / "paper"
FILES = sorted(PAPER.rglob("*.py"))
SENTENCE = re.compile(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}|[\u4e00-\u9fff]")


def silent(node):
    """What nobody reads on a page: docstrings, errors, and the help of an option."""
    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
        yield getattr(node.body[0], "value", None)
    help_of_option = isinstance(node, ast.keyword) and node.arg == "help"
    names_rows = isinstance(node, ast.FunctionDef) and node.name == "_names"
    if isinstance(node, ast.Raise) or help_of_option or names_rows:
        yield from ast.walk(node)


def strings(tree):
    """Strings that could be shown."""
    unread = {part for node in ast.walk(tree) for part in silent(node)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in unread
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PAPER)))
def test_no_sentence_stands_in_the_code(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not [text for text in strings(tree) if SENTENCE.search(text)]


def test_a_sentence_would_be_found() -> None:
    tree = ast.parse('"""One."""\nx = "the net is slow"\ny = "误差"\nraise ValueError("a b c")')
    assert strings(tree) == ["the net is slow", "误差"]
    assert all(SENTENCE.search(text) for text in strings(tree))


@pytest.mark.parametrize("lang", languages())
def test_every_key_of_the_paper_has_its_text(lang: str) -> None:
    texts = catalogue(lang, "paper")
    keys = {f"readings.{key}" for key in READINGS}
    keys |= {f"deviations.{one.key}" for one in DEVIATIONS.values()}
    keys |= {f"criteria.{one.key}" for row in ROWS.values() for one in row.milestones}
    keys |= {f"kind.{row.kind}" for row in ROWS.values()}
    assert keys <= texts.keys()
    said = {key for key in texts if key.startswith(("readings", "deviations", "criteria", "kind"))}
    assert said == keys
    phrases = catalogue(lang, "paper-tables")
    for row in PAPER_RESULTS:
        for text in (row.setting, row.note):
            words = [word for word in re.split(r"[ -]", text) if word.isalpha() and len(word) > 2]
            assert not set(words) - {"alpha"} or f"words.{text}" in phrases, text


def test_readings_are_of_one_kind_and_belong_to_rows() -> None:
    assert len(set(READINGS)) == len(OPEN) + len(CHANGES) + len(METHODS)
    assert {key for row in ROWS.values() for key in row.readings} == set(READINGS)
