"""What a picture is made of, noted while it is drawn, so that its numbers can be taken along."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from lstm97.figures.columns import Table

_notes: ContextVar[list[Table] | None] = ContextVar("drawn", default=None)


def note(*tables: Table) -> None:
    """Tables that have been drawn; forgotten where nobody asks."""
    kept = _notes.get()
    if kept is not None:
        kept.extend(tables)


def collecting() -> bool:
    """Whether anybody asks, for tables that take time to make."""
    return _notes.get() is not None


@contextmanager
def collect() -> Iterator[list[Table]]:
    """The tables of all that is drawn within."""
    tables: list[Table] = []
    before = _notes.set(tables)
    try:
        yield tables
    finally:
        _notes.reset(before)
