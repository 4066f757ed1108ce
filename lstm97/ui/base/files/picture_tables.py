"""The tables behind a picture, collected while it is drawn, for the file of its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from lstm97.figures.columns import Table

_notes: ContextVar[list[Table] | None] = ContextVar("drawn", default=None)


def note(*tables: Table) -> None:
    """Add tables that have been drawn; does nothing outside `collect`."""
    kept = _notes.get()
    if kept is not None:
        kept.extend(tables)


def collecting() -> bool:
    """Whether tables are being collected; ask before making one that takes time."""
    return _notes.get() is not None


@contextmanager
def collect() -> Iterator[list[Table]]:
    """Collect the tables of all that is drawn within."""
    tables: list[Table] = []
    before = _notes.set(tables)
    try:
        yield tables
    finally:
        _notes.reset(before)
