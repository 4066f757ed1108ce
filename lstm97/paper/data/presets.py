"""The same rows at the paper's scale, or small enough to be solved while a class looks on.

Nothing but the lag changes: nets, constants and criteria stay the paper's.
"""

from __future__ import annotations

from dataclasses import replace

from lstm97.paper.data.row import Row
from lstm97.paper.data.rows import ROWS

SHORT: dict[str, dict[str, int]] = {
    "3a-1": {"length": 30, "signal": 3},
    "4-1": {"length": 20},
    "6a": {"length": 30},
}


def find_row(slug: str, preset: str) -> Row:
    """A row by slug. Raises ValueError, naming what there is, for an unknown one."""
    if slug not in ROWS:
        raise ValueError(f"no row {slug!r}; there are {', '.join(ROWS)}")
    row = ROWS[slug]
    if preset == "paper":
        return row
    if row.paper_row not in SHORT:
        raise ValueError(f"no classroom preset of {slug!r}; there are {', '.join(SHORT)}")
    return replace(row, parameters=SHORT[row.paper_row])
