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
_EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)
_NAME = re.compile(r"^(?:export (?:default )?)?(?:class|function|const|let) (\w+)", re.MULTILINE)


def joined(folder: Path, entry: str) -> str:
    """Return one module: all that `entry` imports, each file once, before what needs it.

    Imports are written `import { a, b } from "./file.js";` and exports stand before a declaration;
    `export default` belongs to the entry and stays. Raises ValueError where modules import each
    other in a circle, or two of them declare the same name, which one scope cannot hold.
    """
    modules = dict(_modules(folder, entry, ()))
    _refuse_doubles(modules)
    return "\n".join(_EXPORT.sub("", _IMPORT.sub("", text)) for text in modules.values())


def _modules(folder: Path, name: str, above: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield (name, text) of a module after those it imports; the same one may come again."""
    if name in above:
        raise ValueError(f"a circle of imports: {' -> '.join((*above, name))}")
    text = (folder / name).read_text(encoding="utf-8")
    for target in _IMPORT.findall(text):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
        yield from _modules(folder, path, (*above, name))
    yield name, text


def _refuse_doubles(modules: dict[str, str]) -> None:
    home: dict[str, str] = {}
    for module, text in modules.items():
        for name in _NAME.findall(text):
            if name in home:
                raise ValueError(f"{name} is declared in {home[name]} and in {module}")
            home[name] = module
