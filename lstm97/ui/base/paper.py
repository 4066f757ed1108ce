"""The paper's results and those measured, for every page that shows some of them.

Files are read again only when one of them has changed, which is looked for once a second.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from lstm97.paper.data.readings import CHANGES
from lstm97.paper.show.comparison import Comparison, comparisons
from lstm97.paper.show.results import load_all, result_files
from lstm97.paper.show.sentences import reading
from lstm97.ui.base.text import language, t


@lru_cache(maxsize=2)
def _read(stamp: float) -> tuple[list[Comparison], dict[str, dict[str, Any]]]:
    return comparisons(), load_all()


@lru_cache(maxsize=2)
def _stamp(second: int) -> float:
    """When the newest file was written; a control must not wait for a hundred of them."""
    return max((file.stat().st_mtime for file in result_files()), default=0.0)


def results() -> tuple[list[Comparison], dict[str, dict[str, Any]]]:
    """All results of the paper, compared, and all result files by slug of their row.

    All sessions get the same ones: they are not to be written to.
    """
    return _read(_stamp(int(time.monotonic())))


def readings(keys: Iterable[str]) -> list[str]:
    """How a row takes the paper, as Markdown: what it settles, and what it changes against it."""
    keys, lists = tuple(keys), []
    for heading, against in (("open", False), ("changes", True)):
        listed = [reading(language(), key) for key in keys if (key in CHANGES) == against]
        if listed:
            lists.append("\n- ".join([t(f"paper.headings.{heading}") + "\n", *listed]))
    return lists
