"""The paper's results and those measured, for every page that shows some of them.

Files are read again only when one of them has changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lstm97.paper.data.readings import CHANGES
from lstm97.paper.show.comparison import Comparison, comparisons
from lstm97.paper.show.results import load_all, result_files
from lstm97.paper.show.sentences import reading
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.text import language, t


def _read(stamp: float) -> tuple[list[Comparison], dict[str, dict[str, Any]]]:
    return comparisons(), load_all()


_cached = wrap_pure(_read, entries=2)


def results() -> tuple[list[Comparison], dict[str, dict[str, Any]]]:
    """All results of the paper, compared, and all result files by slug of their row."""
    return _cached(max((file.stat().st_mtime for file in result_files()), default=0.0))


def readings(keys: Iterable[str]) -> list[str]:
    """How a row takes the paper, as Markdown: what it settles, and what it changes against it."""
    keys, lists = tuple(keys), []
    for heading, against in (("open", False), ("changes", True)):
        listed = [reading(language(), key) for key in keys if (key in CHANGES) == against]
        if listed:
            lists.append("\n- ".join([t(f"paper.headings.{heading}") + "\n", *listed]))
    return lists
