"""An equation of the paper, the line of code that computes it, and the colour it has in the chart.

The code shown is the code that runs: it is read from the engine when the page is drawn, and a
test fails when an equation no longer finds its line.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st

from lstm97.figures.palette import Role
from lstm97.folders import ROOT, asset
from lstm97.ui.base.measures import READING
from lstm97.ui.base.text import t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson.bench import Bench, Drawer, View

AROUND = 4  # lines shown above and below a marked one


@dataclass(frozen=True)
class Equation:
    """One equation and where it lives.

    ``latex`` may mark what the chart shows with ``\\role{...}``, coloured as ``role`` is in every
    figure. ``number`` is the paper's, such as ``"9"``; empty for an equation the paper does not
    number. ``source`` is a function or class, and ``marker`` a regular expression that is found
    in each of its lines that says the same. The page's catalogue has ``equations.<slug>.name``
    and ``equations.<slug>.says``.
    """

    slug: str
    latex: str
    number: str
    source: Any
    marker: str
    role: Role


class SourceLine(NamedTuple):
    """A line of source: its number in the file, its text, and whether it says the equation."""

    number: int
    text: str
    marked: bool


class Listing(NamedTuple):
    """Where the code stands, from the root of the repository, and its lines."""

    file: str
    lines: tuple[SourceLine, ...]


@cache
def listing(entry: Equation) -> Listing:
    """The source of an entry without its docstring; ValueError if the marker is not found."""
    texts, first = inspect.getsourcelines(entry.source)
    file = Path(inspect.getsourcefile(entry.source) or "").resolve().relative_to(ROOT)
    silent = _docstring(entry.source)
    indent = len(texts[0]) - len(texts[0].lstrip())
    lines = [
        SourceLine(first + index, text[indent:].rstrip(), bool(re.search(entry.marker, text)))
        for index, text in enumerate(texts)
        if index not in silent
    ]
    if not any(line.marked for line in lines):
        raise ValueError(f"{entry.slug}: no line of {entry.source.__name__} has {entry.marker!r}")
    return Listing(file.as_posix(), _near(lines))


def _near(lines: Sequence[SourceLine]) -> tuple[SourceLine, ...]:
    """The first line, the marked ones and those around them; a line numbered 0 for what is left."""
    marked = [index for index, line in enumerate(lines) if line.marked]
    kept: list[SourceLine] = []
    for index, line in enumerate(lines):
        if index == 0 or any(abs(index - one) <= AROUND for one in marked):
            kept.append(line)
        elif kept[-1].number:
            kept.append(SourceLine(0, "⋯", False))
    return tuple(kept)


def equation_panel(
    page: str, entries: Sequence[Equation], numbers: Mapping[str, str] | None = None
) -> None:
    """Choose an equation: see it, what it says, and the lines that compute it.

    ``numbers`` has, by slug, the equation once more with the numbers on screen put in (LaTeX).
    All entries are looked up, not only the chosen one, so opening a page proves its markers. Which
    sign the error signal has is said once, where any of them speaks of it.
    """
    found = {entry.slug: listing(entry) for entry in entries}
    names = {entry.slug: _name(page, entry) for entry in entries}
    slug = st.segmented_control(
        t("common.code.choose"),
        [entry.slug for entry in entries],
        default=entries[0].slug,
        required=True,
        format_func=names.__getitem__,
        key=f"{page}/equation",
        persist_state="session",
    )
    entry = next((entry for entry in entries if entry.slug == slug), entries[0])
    st.latex(_with_colours(entry), width="content")
    if numbers and slug in numbers:
        st.latex(numbers[slug], width="content")
    st.markdown(t(f"{page}.equations.{entry.slug}.says"), width=READING)
    if any(r"\vartheta" in one.latex for one in entries):
        st.caption(t("common.code.sign"))
    _draw(found[entry.slug], _color(entry))


def equation_drawer(
    page: str,
    entries: Sequence[Equation],
    numbers: Callable[[View[Any, Any]], Mapping[str, str] | None] = lambda _: None,
    *,
    early: bool = False,
) -> Drawer[Any, Any]:
    """The drawer with `equation_panel`; ``numbers`` of the view on screen are put in."""

    def draw(view: View[Any, Any]) -> None:
        equation_panel(page, entries, numbers(view))

    return Drawer("equations", "code", draw, early=early)


def with_equations(
    page: str, entries: Sequence[Equation], *tabs: Bench[Any, Any]
) -> tuple[Bench[Any, Any], ...]:
    """The tabs of a page, each with the same drawer of equations as its last."""
    last = equation_drawer(page, entries)
    return tuple(replace(one, drawers=(*one.drawers, last)) for one in tabs)


def _name(page: str, entry: Equation) -> str:
    name = t(f"{page}.equations.{entry.slug}.name")
    return f"({entry.number}) {name}" if entry.number else name


def _color(entry: Equation) -> str:
    return current_palette().color(entry.role)


def _with_colours(entry: Equation) -> str:
    """The equation with what the chart shows in the chart's colour."""
    return entry.latex.replace(r"\role{", rf"\textcolor{{{_color(entry)}}}{{")


def _draw(found: Listing, color: str) -> None:
    label = t("common.code.where", file=found.file, line=found.lines[0].number)
    st.caption(label.replace("_", r"\_"))  # "__init__" is a name and not in bold
    data = {"lines": [list(line) for line in found.lines], "color": color, "label": label}
    name = found.file.replace("__", "")  # which the key of a component must not have
    _component(data=data, key=f"listing/{name}/{found.lines[0].number}")


def _docstring(source: Any) -> range:
    """Which lines of the source, from 0, its docstring fills."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(source)))
    body = getattr(tree.body[0], "body", [])
    if not body or inspect.getdoc(source) is None or not isinstance(body[0], ast.Expr):
        return range(0)
    return range(body[0].lineno - 1, body[0].end_lineno or 0)


_component = st.components.v2.component(
    "listing",
    html='<ol tabindex="0" role="list"></ol>',
    css=asset("listing/listing.css"),
    js=asset("listing/listing.js"),
)
