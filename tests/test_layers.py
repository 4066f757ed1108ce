"""The layers of DESIGN hold: who may import whom, and how long a function may be."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RECORDS = "lstm97.records"  # every layer may say its records in few words
ENGINE = {"lstm97.engine", "lstm97.tasks", RECORDS}
PAPER = ENGINE | {"lstm97.paper", "lstm97.folders", "lstm97.words"}
BELOW = {
    "engine": {"lstm97.engine", RECORDS},
    "tasks": {"lstm97.tasks", RECORDS},
    "paper": PAPER,
    "analysis": PAPER | {"lstm97.analysis"},
    "room": {"lstm97.room"},
    "formats": {"lstm97.engine", "lstm97.formats", RECORDS},
    "figures": PAPER | {"lstm97.analysis", "lstm97.figures"},
    "flow": PAPER | {"lstm97.analysis", "lstm97.formats", "lstm97.figures", "lstm97.flow"},
}
LIBRARIES = {
    "engine": {"numpy"},
    "tasks": {"numpy"},
    "paper": {"numpy"},
    "analysis": {"numpy"},
    "formats": {"numpy", "safetensors", "h5py"},
    "figures": {"numpy", "plotly", "altair"},
    "flow": {"numpy", "vl_convert"},
    "room": {"numpy", "sqlalchemy"},
    "ui": {"numpy", "plotly", "altair", "streamlit", "starlette", "segno"},
}
ALL_LIBRARIES = {"numpy", "plotly", "altair", "streamlit", "pandas", "torch", "scipy", "pyarrow",
                 "sqlalchemy", "segno", "starlette", "psycopg", "safetensors", "h5py",
                 "vl_convert"}  # fmt: skip
FILES = sorted((ROOT / "lstm97").rglob("*.py"))


def imported(path):
    """Every module that a file imports, by full name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module
            if node.module == "lstm97":
                yield from (f"lstm97.{alias.name}" for alias in node.names)


def layer(path):
    return path.relative_to(ROOT / "lstm97").parts[0]


def name(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", [p for p in FILES if layer(p) in BELOW], ids=name)
def test_imports_run_one_way(path):
    ours = {module for module in imported(path) if module.startswith("lstm97.")}
    allowed = BELOW[layer(path)]
    assert not [module for module in ours if ".".join(module.split(".")[:2]) not in allowed]


@pytest.mark.parametrize("path", [p for p in FILES if layer(p) in LIBRARIES], ids=name)
def test_a_layer_uses_only_its_libraries(path):
    used = {module.split(".")[0] for module in imported(path)} & ALL_LIBRARIES
    assert used <= LIBRARIES[layer(path)]


@pytest.mark.parametrize("path", sorted((ROOT / "pages").rglob("*.py")), ids=name)
def test_a_page_is_a_short_straight_script(path):
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 80
    assert not [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef | ast.AsyncFunctionDef)
    ]


def functions(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield node, node.end_lineno - node.lineno + 1


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_function_is_longer_than_forty_lines(path):
    assert not [(node.name, lines) for node, lines in functions(path) if lines > 40]


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_module_says_why_it_exists(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", [p for p in FILES if layer(p) in {*BELOW, "ui"}], ids=name)
def test_nothing_but_the_command_line_imports_a_command(path):
    """A path, say, is found in `lstm97.folders`, never in the command that writes there."""
    commands = {"lstm97.bake", "lstm97.bench", "lstm97.check", "lstm97.paper.run.reproduce"}
    assert not commands.intersection(imported(path))
