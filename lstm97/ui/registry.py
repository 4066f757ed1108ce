"""What every page declares in its own room, by the page's address, for what is about all pages.

A page is found by its slug: ``view`` has its table of settings, ``teaching`` the numbers that the
lesson plan tells of it. Only a page's script may hand this to its page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from lstm97.ui.base.cached import wrap_pure
from lstm97.ui.base.contents import PAGES
from lstm97.ui.lesson.plan import STAGES
from lstm97.ui.link.settings import Settings

AROUND = ("start", "teach")  # sections of no lesson


def _room(slug: str, module: str) -> ModuleType | None:
    """A module of a page; None where the page has no such module."""
    name = f"lstm97.ui.pages.{slug.replace('-', '_')}.{module}"
    return import_module(name) if find_spec(name) else None


def _tables() -> Iterator[tuple[str, Settings]]:
    for one in PAGES:
        view: Any = _room(one.slug, "view")
        if one.section not in AROUND and hasattr(view, "SETTINGS"):
            yield one.slug, view.SETTINGS


TABLES: dict[str, Settings] = dict(_tables())  # of the pages that a teacher may make links to


def numbers(slug: str, query: Mapping[str, str]) -> dict[str, str]:
    """What a page that is taught measures in the state of a link, by name; else nothing."""
    teaching = _room(slug, "teaching")
    return dict(teaching.numbers(query)) if teaching else {}


def _of_stages() -> dict[str, dict[str, str]]:
    """The numbers of each stage of the lesson plan, by its page."""
    return {stage.page: numbers(stage.page, stage.query) for stage in STAGES}


stage_numbers = wrap_pure(_of_stages, entries=1)
