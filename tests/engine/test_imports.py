"""The engine stands on NumPy and the standard library alone."""

import ast
import sys
from pathlib import Path

import pytest

import lstm97.engine

FILES = sorted(Path(lstm97.engine.__file__).parent.glob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_engine_needs_only_numpy(path):
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = [node.module for node in nodes if isinstance(node, ast.ImportFrom)]
    names += [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    ours = {name for name in names if name.startswith("lstm97")}
    assert all(name.startswith("lstm97.engine") for name in ours)
    others = {name.split(".")[0] for name in set(names) - ours}
    assert others <= {"numpy", *sys.stdlib_module_names}
