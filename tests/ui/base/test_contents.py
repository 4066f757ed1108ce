"""The lesson as data."""

import pytest

from lstm97.folders import ROOT
from lstm97.ui.base.contents import PAGES, SECTIONS, built_pages, by_section, next_page


def test_slugs_are_unique_and_fit_an_address():
    slugs = [page.slug for page in PAGES]
    assert len(set(slugs)) == len(slugs)
    assert all(slug.replace("-", "").isalnum() and slug == slug.lower() for slug in slugs)


def test_sections_stand_together_and_in_order():
    assert [page.section for page in PAGES] == [
        page.section for section in SECTIONS for page in PAGES if page.section == section
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
def test_a_page_is_built_when_its_script_is_there(page):
    assert page.built == page.file.exists()


def test_every_script_below_pages_is_in_the_list():
    assert {page.file for page in built_pages()} == set((ROOT / "pages").rglob("*.py"))


def test_next_page_walks_the_built_pages():
    pages = built_pages()
    walk = [pages[0]]
    while following := next_page(walk[-1].slug):
        walk.append(following)
    assert tuple(walk) == pages


def test_by_section_leaves_out_empty_sections():
    assert all(by_section(built=True).values())
    assert [page for group in by_section().values() for page in group] == list(PAGES)
