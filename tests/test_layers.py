"""The layers of DESIGN hold: who may import whom, and how long a function may be."""

import ast
from collections import Counter
from functools import cache
from pathlib import Path
from statistics import median

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
SCRIPTS = sorted((ROOT / "pages").rglob("*.py"))
PACKAGES = {".".join(p.relative_to(ROOT).parent.parts) for p in FILES if p.name == "__init__.py"}


@cache
def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imported(path):
    """Every module that a file imports, by full name."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            found.add(node.module)
            if node.module in PACKAGES:  # `from lstm97.ui import frame` names a module
                found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def layer(path):
    return path.relative_to(ROOT / "lstm97").parts[0]


def offenders(files, faults):
    """What is wrong with each file, without those in which nothing is."""
    found = {str(path.relative_to(ROOT)): list(faults(path)) for path in files}
    return {name: wrong for name, wrong in found.items() if wrong}


def test_imports_run_one_way():
    def above(path):
        ours = {module for module in imported(path) if module.startswith("lstm97.")}
        allowed = BELOW[layer(path)]
        return [module for module in ours if ".".join(module.split(".")[:2]) not in allowed]

    assert offenders([path for path in FILES if layer(path) in BELOW], above) == {}


def test_a_layer_uses_only_its_libraries():
    def others(path):
        used = {module.split(".")[0] for module in imported(path)} & ALL_LIBRARIES
        return used - LIBRARIES[layer(path)]

    assert offenders([path for path in FILES if layer(path) in LIBRARIES], others) == {}


def test_a_page_is_a_short_straight_script():
    def parts(path):
        long = len(path.read_text(encoding="utf-8").splitlines()) > 80
        kinds = ast.ClassDef | ast.AsyncFunctionDef
        return ["long"] * long + [one for one in ast.walk(tree(path)) if isinstance(one, kinds)]

    assert offenders(SCRIPTS, parts) == {}


def functions(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node, node.end_lineno - node.lineno + 1


def test_no_function_is_longer_than_forty_lines():
    def longest(path):
        return [(node.name, lines) for node, lines in functions(path) if lines > 40]

    assert offenders(FILES, longest) == {}


def test_most_functions_are_short():
    bodies = [node.body for path in FILES for node, _ in functions(path)]
    assert median(body[-1].end_lineno - body[0].lineno + 1 for body in bodies) <= 8


def test_a_module_says_why_it_exists():
    assert [path for path in FILES if not ast.get_docstring(tree(path))] == []


def test_nothing_but_the_command_line_imports_a_command():
    """A path, say, is found in `lstm97.folders`, never in the command that writes there."""
    commands = {"lstm97.bake", "lstm97.bench", "lstm97.check", "lstm97.paper.run.reproduce"}
    layers = [path for path in FILES if layer(path) in {*BELOW, "ui"}]
    assert offenders(layers, lambda path: commands & imported(path)) == {}


def of_ui(path):
    """What a file uses of ui, by full name."""
    return {module for module in imported(path) if module.startswith("lstm97.ui.")}


def outside(path, rooms):
    """What a file uses of ui that lies in none of these rooms."""
    return [
        module
        for module in of_ui(path)
        if not any(module == room or module.startswith(f"{room}.") for room in rooms)
    ]


def test_rooms_of_ui_lead_one_way():
    """No page uses another: what two of them need lies in the lesson, or below ui."""

    def beyond(path):
        place, *rest = path.relative_to(ROOT / "lstm97" / "ui").parts
        page = place == "pages" and len(rest) > 1
        own = {BASE, LINK, ROOM, LESSON, f"{PAGES}.{rest[0]}"} if page else UI.get(place, set())
        return outside(path, own)

    assert offenders([path for path in FILES if layer(path) == "ui"], beyond) == {}


def test_a_script_shows_its_own_page():
    """Only the registry knows all pages; a script hands it to a page that is about the others."""
    shared = {BASE, LINK, ROOM, LESSON, "lstm97.ui.registry"}
    found = offenders(SCRIPTS, lambda path: outside(path, {*shared, f"{PAGES}.{path.stem}"}))
    assert found == {}


def test_only_the_screen_side_uses_streamlit():
    screen = {ROOT / "app.py", *(p for p in FILES if layer(p) == "ui")}
    others = {*FILES, *SCRIPTS, ROOT / "app.py"} - screen
    users = {path for path in others if "streamlit" in {m.split(".")[0] for m in imported(path)}}
    assert {path.relative_to(ROOT).parts[0] for path in users} <= {"pages"}


def test_no_folder_is_crowded():
    counts = Counter(path.parent for path in FILES)
    assert {folder: count for folder, count in counts.items() if count > 15} == {}
