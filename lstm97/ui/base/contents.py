"""The lesson as data: every page, in the order it is taught.

The menu, the links between pages, the map on the first page and the tests that open every page
all walk this one table.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lstm97.folders import ROOT

SECTIONS = ("start", "foundations", "problem", "cure", "evidence", "since", "check", "teach")


@dataclass(frozen=True)
class PageInfo:
    """One page: where it stands in the menu, its address ``/slug``."""

    section: str
    slug: str
    icon: str

    @property
    def file(self) -> Path:
        """Its script; in a sub-folder, because a flat ``pages/`` disturbs deep links."""
        return ROOT / "pages" / self.section / f"{self.slug.replace('-', '_')}.py"

    @property
    def sign(self) -> Path:
        """Its picture on the map of the lesson, in its room; classes are roles of the palette."""
        room = self.slug.replace("-", "_")
        return ROOT / "lstm97" / "ui" / "pages" / room / "sign.svg"

    @property
    def title_key(self) -> str:
        return f"pages.{self.slug}.title"

    @property
    def line_key(self) -> str:
        """The one thing that the page makes visible."""
        return f"pages.{self.slug}.line"


PAGES = (
    PageInfo("start", "home", "home"),
    PageInfo("foundations", "gradient-descent", "landscape"),
    PageInfo("foundations", "layers", "account_tree"),
    PageInfo("foundations", "recurrent-network", "replay"),
    PageInfo("foundations", "math-toolbox", "function"),
    PageInfo("foundations", "bptt", "fast_rewind"),
    PageInfo("problem", "vanishing-exploding", "trending_down"),
    PageInfo("cure", "carousel", "sync"),
    PageInfo("cure", "weight-conflict", "compare_arrows"),
    PageInfo("cure", "memory-cell", "memory"),
    PageInfo("cure", "error-race", "flag"),
    PageInfo("cure", "scissors", "content_cut"),
    PageInfo("evidence", "experiments", "science"),
    PageInfo("evidence", "paper-tables", "table_chart"),
    PageInfo("since", "forget-gate", "water_drop"),
    PageInfo("since", "your-network", "upload_file"),
    PageInfo("check", "quiz", "quiz"),
    PageInfo("check", "myths", "psychology_alt"),
    PageInfo("check", "glossary", "menu_book"),
    PageInfo("teach", "classroom", "school"),
)
BY_SLUG = {page.slug: page for page in PAGES}


def by_section() -> dict[str, list[PageInfo]]:
    """The pages of each section, in order; a section without pages is left out."""
    groups: dict[str, list[PageInfo]] = {}
    for page in PAGES:
        groups.setdefault(page.section, []).append(page)
    return groups


def next_page(slug: str) -> PageInfo | None:
    """The page that is taught after this one, or None at the end."""
    after = [page.slug for page in PAGES].index(slug) + 1
    return PAGES[after] if after < len(PAGES) else None
