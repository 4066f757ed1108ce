"""The lesson as data: every page there is or will be, in the order it is taught.

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
    """One page: where it stands in the menu, its address ``/slug``, and whether it is there yet."""

    section: str
    slug: str
    icon: str
    built: bool = False

    @property
    def file(self) -> Path:
        """Its script; in a sub-folder, because a flat ``pages/`` disturbs deep links."""
        return ROOT / "pages" / self.section / f"{self.slug.replace('-', '_')}.py"

    @property
    def title_key(self) -> str:
        return f"pages.{self.slug}.title"

    @property
    def line_key(self) -> str:
        """The one thing that the page makes visible."""
        return f"pages.{self.slug}.line"


PAGES = (
    PageInfo("start", "home", "home", built=True),
    PageInfo("foundations", "gradient-descent", "landscape", built=True),
    PageInfo("foundations", "recurrent-network", "replay", built=True),
    PageInfo("foundations", "bptt", "fast_rewind", built=True),
    PageInfo("foundations", "math-toolbox", "function", built=True),
    PageInfo("problem", "vanishing-exploding", "trending_down", built=True),
    PageInfo("problem", "weight-conflict", "compare_arrows", built=True),
    PageInfo("cure", "carousel", "sync", built=True),
    PageInfo("cure", "memory-cell", "memory", built=True),
    PageInfo("cure", "error-race", "flag", built=True),
    PageInfo("cure", "scissors", "content_cut", built=True),
    PageInfo("evidence", "experiments", "science", built=True),
    PageInfo("evidence", "paper-tables", "table_chart", built=True),
    PageInfo("since", "forget-gate", "water_drop", built=True),
    PageInfo("check", "quiz", "quiz", built=True),
    PageInfo("check", "myths", "psychology_alt", built=True),
    PageInfo("check", "glossary", "menu_book", built=True),
    PageInfo("teach", "classroom", "school", built=True),
)
BY_SLUG = {page.slug: page for page in PAGES}


def built_pages() -> tuple[PageInfo, ...]:
    """The pages that the menu shows."""
    return tuple(page for page in PAGES if page.built)


def by_section(*, built: bool | None = None) -> dict[str, list[PageInfo]]:
    """Pages of each section in order; ``built`` keeps only those, sections left empty vanish."""
    groups = {
        section: [
            page
            for page in PAGES
            if page.section == section and (built is None or page.built == built)
        ]
        for section in SECTIONS
    }
    return {section: pages for section, pages in groups.items() if pages}


def next_page(slug: str) -> PageInfo | None:
    """The built page that is taught after this one, or None at the end."""
    pages = built_pages()
    after = [page.slug for page in pages].index(slug) + 1
    return pages[after] if after < len(pages) else None
