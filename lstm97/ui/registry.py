"""What every page declares in its own room, by the page's address, for what is about all pages.

A page is found by its slug: ``view`` has its table of settings, ``teaching`` the numbers that the
lesson plan tells of it. Only a page's script may hand this to its page.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from lstm97.figures.thumbnail import Thumbnail
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.contents import PAGES
from lstm97.ui.lesson.plan import LESSON_STAGES
from lstm97.ui.link.settings import Settings

AROUND = ("start", "teach")  # sections of no lesson


def _name(slug: str) -> str:
    return f"lstm97.ui.pages.{slug.replace('-', '_')}"


def _tables() -> Iterator[tuple[str, Settings]]:
    for one in PAGES:
        view = import_module(f"{_name(one.slug)}.view")
        if one.section not in AROUND and hasattr(view, "SETTINGS"):
            yield one.slug, view.SETTINGS


TABLES: dict[str, Settings] = dict(_tables())  # of the pages that a teacher may make links to


def teaching(slug: str) -> Any:
    """What a page measures for teachers: the module ``teaching`` of its room."""
    return import_module(f"{_name(slug)}.teaching")


def _of_stages() -> dict[str, dict[str, str]]:
    """The numbers of each stage of the lesson plan, by its page."""
    return {stage.page: teaching(stage.page).numbers(stage.query) for stage in LESSON_STAGES}


def _pictures() -> dict[str, Thumbnail]:
    """What will be on the wall at each stage of the lesson plan, small, by its page."""
    return {stage.page: teaching(stage.page).picture(stage.query) for stage in LESSON_STAGES}


stage_numbers = wrap_pure(_of_stages, entries=1)
stage_pictures = wrap_pure(_pictures, entries=1)
