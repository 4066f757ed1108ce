"""Names are nouns of the subject, and a name means one thing."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "lstm97").rglob("*.py"))
INTERFACE = "every network's room has its own, under the same name"
TWICE = {  # classes that may stand in several modules, each with the reason
    "Spec": INTERFACE + "; params and stacked say what all of them have",
    "State": INTERFACE,
    "Gates": INTERFACE,
}


def module(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def classes(trees):
    """The modules in which each public class stands, by its name."""
    found = defaultdict(list)
    for name, tree in trees.items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(name)
    return found


@pytest.fixture(scope="module")
def trees():
    return {module(path): ast.parse(path.read_text(encoding="utf-8")) for path in FILES}


def test_a_class_name_stands_once(trees):
    found = classes(trees)
    assert {
        name: where for name, where in found.items() if len(where) > 1 and name not in TWICE
    } == {}
    assert [name for name in TWICE if len(found[name]) < 2] == []  # an exception that is not needed


def test_a_class_of_the_same_name_would_be_noticed():
    source = ast.parse("class Run: ...")
    assert classes({"a": source, "b": source}) == {"Run": ["a", "b"]}
