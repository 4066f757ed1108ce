"""The words beside the picture: the numbers that are read off it, and what to notice.

Each is one piece of Markdown, because every element that a press of a control sends costs the
server as much as a small network's run.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lstm97.ui.base.text import prose
from lstm97.ui.lesson.bench.description import Drawer, Reading
from lstm97.ui.lesson.parts import text


def as_table(readings: Sequence[Reading]) -> str:
    """Numbers side by side, their names above and their notes below, as a table of Markdown."""
    if not readings:
        return ""
    rows = [[one.name for one in readings], ["---"] * len(readings)]
    rows.append([f"**{one.value}**" for one in readings])
    if any(one.note for one in readings):
        rows.append([one.note for one in readings])
    return "\n".join(f"| {' | '.join(map(_cell, row))} |" for row in rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def how_to_read(page: str, section: str = "how-to-read") -> Drawer[Any, Any]:
    """The drawer that says how a bench's picture is read."""
    return Drawer("how-to-read", "visibility", lambda _: text(prose(page, section)), fixed=True)
