"""The stage's script: its ES modules joined into the one module that the browser is given.

Streamlit takes a component's code as one text, and one text is one request less on a first visit;
the modules stay apart on disk, where a test imports any of them alone.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

_IMPORT = re.compile(r'^import \{[^}]*\} from "([^"]+)";\n', re.MULTILINE)
_DATA = re.compile(r'^import (\w+) from "([^"]+\.json)" with \{ type: "json" \};\n', re.MULTILINE)
_COMMENT = re.compile(r"^ *(?:/\*\*(?:(?!\*/).|\n)*\*/|//.*)\n", re.MULTILINE)
_TYPE = re.compile(r"/\*\* (?:(?!\*/).)*\*/ ?")
_INDENT = re.compile(r"^\s+", re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)
_NAME = re.compile(r"^(?:export (?:default )?)?(?:class|function|const|let) (\w+)", re.MULTILINE)


def bundle(folder: Path, entry: str) -> str:
    """Return one module: all that ``entry`` imports, each file once, before what needs it.

    Imports are written `import { a, b } from "./file.js";`, data `import name from "./file.json"
    with { type: "json" };` (one line); exports stand before a declaration; `export default` belongs
    to the entry and stays. Raises ValueError where modules import each
    other in a circle, or two of them declare the same name, which one scope cannot hold.
    """
    modules = dict(_modules(folder, entry, ()))
    _refuse_doubles(modules)
    data = dict(pair for name, text in modules.items() for pair in _data(folder, name, text))
    code = (_bare(text) for text in modules.values())
    return "\n".join([*(f"const {name} = {text.strip()};" for name, text in data.items()), *code])


def _modules(folder: Path, name: str, above: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield (name, text) of a module after those it imports; the same one may come again."""
    if name in above:
        raise ValueError(f"a circle of imports: {' -> '.join((*above, name))}")
    text = (folder / name).read_text(encoding="utf-8")
    for target in _IMPORT.findall(text):
        yield from _modules(folder, _beside(name, target), (*above, name))
    yield name, text


def _bare(text: str) -> str:
    """A module without imports and exports, types, comments on lines of their own, and indents.

    No string in a module goes over a line, so nothing but code stands at the start of one.
    """
    for pattern in (_COMMENT, _IMPORT, _DATA, _EXPORT, _TYPE, _INDENT):
        text = pattern.sub("", text)
    return text.strip("\n")


def _data(folder: Path, module: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield (name, JSON) of the data that a module imports."""
    for name, target in _DATA.findall(text):
        yield name, (folder / _beside(module, target)).read_text(encoding="utf-8")


def _beside(module: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(module), target))


def _refuse_doubles(modules: dict[str, str]) -> None:
    home: dict[str, str] = {}
    for module, text in modules.items():
        for name in _NAME.findall(text):
            if name in home:
                raise ValueError(f"{name} is declared in {home[name]} and in {module}")
            home[name] = module
