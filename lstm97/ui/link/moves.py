"""What has moved from one page to another, so that links from before still open it.

The order of the lesson may change; a link that was kept or sent on may not break.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import NamedTuple

from lstm97.ui.link.settings import RESERVED_NAMES, Query

CONTROLS = ("hide", "lock")  # parameters that name settings


class TabMove(NamedTuple):
    """A tab that has gone from ``page`` to the page ``to``; its name is the same there.

    ``stays`` is the tab beside it, which is still there. ``names`` are its settings, with what they
    are called now. One in ``signs`` belongs to nothing else on the old page, so that a link with it
    means the tab.
    """

    page: str
    tab: str
    stays: str
    to: str
    names: Mapping[str, str]
    signs: tuple[str, ...]


class Destination(NamedTuple):
    """A page, and what its link says."""

    page: str
    query: dict[str, str]


MOVES = (
    TabMove(
        "carousel",
        "claims",
        "loop",
        "memory-cell",
        {"echo": "echo", "seed": "seed"},
        ("echo", "seed"),
    ),
    TabMove(
        "weight-conflict",
        "contest",
        "tug",
        "memory-cell",
        {"seed": "seed", "trained": "contest"},
        ("trained",),
    ),
)


def way(page: str, query: Query) -> Destination | None:
    """Where a link leads whose thing has moved; None for every other link."""
    last = {name: raws[-1] for name, raws in query.items() if raws}
    for one in MOVES:
        if one.page == page and _is_meant(one, last):
            return Destination(one.to, _translate(one, last))
    return None


def drop_moved(page: str, query: Query, known: Container[str]) -> Query:
    """The link without what a tab beside the one it names took along: there it changed nothing.

    ``known`` are the names of the settings that the page has today.
    """
    tab = query.get("tab", [""])[-1]
    gone = {
        name
        for one in MOVES
        if (one.page, one.stays) == (page, tab)
        for name in ("tab", *one.names)
        if name not in known
    }
    return {name: raws for name, raws in query.items() if name not in gone}


def _is_meant(one: TabMove, query: Mapping[str, str]) -> bool:
    if "tab" in query:
        return query["tab"] == one.tab
    return any(name in query for name in one.signs)


def _translate(one: TabMove, query: Mapping[str, str]) -> dict[str, str]:
    """The link in the words of the new page, without what its tab had no use for."""
    kept = {name: text for name, text in query.items() if name in RESERVED_NAMES - {*CONTROLS}}
    kept |= {now: query[name] for name, now in one.names.items() if name in query}
    for key in CONTROLS:
        named = re.split(r"[.,]", query.get(key, ""))
        if known := [one.names[name] for name in named if name in one.names]:
            kept[key] = ".".join(known)
    return {**kept, "tab": one.tab}
