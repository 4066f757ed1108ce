"""The lesson as data."""

from lstm97.folders import ROOT
from lstm97.ui.base.contents import PAGES, SECTIONS, by_section, next_page


def test_slugs_are_unique_and_fit_an_address():
    slugs = [page.slug for page in PAGES]
    assert len(set(slugs)) == len(slugs)
    assert all(slug.replace("-", "").isalnum() and slug == slug.lower() for slug in slugs)


def test_sections_stand_together_and_in_order():
    assert [page.section for page in PAGES] == [
        page.section for section in SECTIONS for page in PAGES if page.section == section
    ]


def test_every_script_below_pages_is_in_the_list():
    assert {page.file for page in PAGES} == set((ROOT / "pages").rglob("*.py"))


def test_next_page_walks_all_pages():
    walk = [PAGES[0]]
    while following := next_page(walk[-1].slug):
        walk.append(following)
    assert tuple(walk) == PAGES


def test_sections_have_all_pages_between_them():
    assert tuple(by_section()) == SECTIONS
    assert [page for group in by_section().values() for page in group] == list(PAGES)
