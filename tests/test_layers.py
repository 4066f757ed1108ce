"""The layers of DESIGN hold: who may import whom, and how long a function may be."""

import ast
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
RECORDS = "lstm97.records"  # every layer may say its records in few words
DEMANDS = "lstm97.demands"  # and say what its arguments must be
EXPECTATIONS = "lstm97.expectations"  # above the engine by annotations, too
ENGINE = {"lstm97.engine", "lstm97.tasks", RECORDS, DEMANDS, EXPECTATIONS}
PAPER = ENGINE | {
    "lstm97.paper",
    "lstm97.arguments",
    "lstm97.folders",
    "lstm97.words",
    "lstm97.writing",
}
BELOW = {
    "engine": {"lstm97.engine", RECORDS, DEMANDS},
    "tasks": {"lstm97.tasks", RECORDS, DEMANDS},
    "paper": PAPER,
    "analysis": PAPER | {"lstm97.analysis"},
    "room": {"lstm97.room"},
    "formats": {"lstm97.engine", "lstm97.formats", RECORDS, DEMANDS},
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
    "ui": {
        "numpy",
        "plotly",
        "altair",
        "streamlit",
        "starlette",
        "segno",
        "latex2mathml",
        "vl_convert",
    },
}
ALL_LIBRARIES = {"numpy", "plotly", "altair", "streamlit", "pandas", "torch", "scipy", "pyarrow",
                 "sqlalchemy", "segno", "starlette", "psycopg", "safetensors", "h5py",
                 "vl_convert", "latex2mathml"}  # fmt: skip
BASE, LINK, ROOM = "lstm97.ui.base", "lstm97.ui.link", "lstm97.ui.room"
LESSON, PAGES = "lstm97.ui.lesson", "lstm97.ui.pages"
UI = {  # the rooms of ui, each with those it may use: base <- link <- room <- lesson <- pages
    "server": {"lstm97.ui.server"},
    "base": {BASE},
    "link": {BASE, LINK},
    "room": {BASE, LINK, ROOM, "lstm97.ui.server"},
    "lesson": {BASE, LINK, ROOM, LESSON},
    "frame.py": {BASE, LINK, ROOM, LESSON},
    "registry.py": {BASE, LINK, LESSON},
}
FILES = sorted((ROOT / "lstm97").rglob("*.py"))
PACKAGES = {".".join(p.relative_to(ROOT).parent.parts) for p in FILES if p.name == "__init__.py"}


def imported(path):
    """Every module that a file imports, by full name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module
            if node.module in PACKAGES:  # `from lstm97.ui import frame` names a module
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


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
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node, node.end_lineno - node.lineno + 1


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_function_is_longer_than_forty_lines(path):
    assert not [(node.name, lines) for node, lines in functions(path) if lines > 40]


def test_most_functions_are_short():
    bodies = [node.body for path in FILES for node, _ in functions(path)]
    assert median(body[-1].end_lineno - body[0].lineno + 1 for body in bodies) <= 8


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_module_says_why_it_exists(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", [p for p in FILES if layer(p) in {*BELOW, "ui"}], ids=name)
def test_nothing_but_the_command_line_imports_a_command(path):
    """A path, say, is found in `lstm97.folders`, never in the command that writes there."""
    commands = {"lstm97.bake", "lstm97.bench", "lstm97.check", "lstm97.paper.run.reproduce"}
    assert not commands.intersection(imported(path))


def of_ui(path):
    """What a file uses of ui, by full name."""
    return {module for module in imported(path) if module.startswith("lstm97.ui.")}


def within(module, rooms):
    return any(module == room or module.startswith(f"{room}.") for room in rooms)


@pytest.mark.parametrize("path", [p for p in FILES if layer(p) == "ui"], ids=name)
def test_rooms_of_ui_lead_one_way(path):
    """No page uses another: what two of them need lies in the lesson, or below ui."""
    place, *rest = path.relative_to(ROOT / "lstm97" / "ui").parts
    if place == "pages" and len(rest) > 1:
        allowed = {BASE, LINK, ROOM, LESSON, f"{PAGES}.{rest[0]}"}
    else:
        allowed = UI.get(place, set())
    assert [module for module in of_ui(path) if not within(module, allowed)] == []


@pytest.mark.parametrize("path", sorted((ROOT / "pages").rglob("*.py")), ids=name)
def test_a_script_shows_its_own_page(path):
    """Only the registry knows all pages; a script hands it to a page that is about the others."""
    allowed = {BASE, LINK, ROOM, LESSON, f"{PAGES}.{path.stem}", "lstm97.ui.registry"}
    assert [module for module in of_ui(path) if not within(module, allowed)] == []


def test_only_the_screen_side_uses_streamlit():
    screen = {ROOT / "app.py", *(p for p in FILES if layer(p) == "ui")}
    others = {*FILES, *(ROOT / "pages").rglob("*.py"), ROOT / "app.py"} - screen
    users = {path for path in others if "streamlit" in {m.split(".")[0] for m in imported(path)}}
    assert {path.relative_to(ROOT).parts[0] for path in users} <= {"pages"}


@pytest.mark.parametrize("folder", sorted({p.parent for p in FILES}), ids=name)
def test_no_folder_is_crowded(folder):
    assert len(list(folder.glob("*.py"))) <= 15
