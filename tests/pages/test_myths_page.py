"""A saying is answered with one click, and the figure, the numbers and the way on are there."""

import pytest
from visit import opener, said

from lstm97.analysis.myths.sayings import MYTHS
from lstm97.ui.base.text import exists, translate
from lstm97.ui.link.settings import decode
from lstm97.ui.pages.myths import view as myths
from lstm97.ui.registry import TABLES

open_page = opener("myths")

PAGES = sorted({look.page for look in myths.LOOKS.values()})


def test_no_experiment_is_shown_before_an_answer():
    at = open_page()
    assert len(at.subheader) == len(MYTHS)
    assert not at.get("vega_lite_chart")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("slug", MYTHS)
def test_one_click_answers_and_measures(slug, lang):
    at = open_page(lang, show=slug)
    assert len(at.subheader) == 1
    at.button(key=f"myths/{slug}/true").click().run()
    assert not at.exception
    assert len(at.get("vega_lite_chart")) == 1
    assert translate(lang, "myths.answer.true") in said(at)
    instead = translate(lang, f"myths.{slug}.instead").split("{")[0]
    assert " ".join(instead.split()) in said(at)
    at.button(key=f"myths/{slug}/again").click().run()
    assert not at.get("vega_lite_chart")


def test_all_of_them_answered_at_once():
    at = open_page()
    for slug in MYTHS:
        at.button(key=f"myths/{slug}/run").click().run()
    assert not at.exception
    assert len(at.get("vega_lite_chart")) == len(MYTHS)
    assert len([link for link in at.get("page_link") if "Try it" in link.proto.label]) >= 8


def test_agreement_is_told():
    at = open_page(show="clipping")
    at.button(key="myths/clipping/false").click().run()
    assert "The measurement agrees" in said(at)


def test_every_saying_has_a_look_for_every_curve():
    assert set(myths.LOOKS) == set(MYTHS)
    for slug, look in myths.LOOKS.items():
        assert [curve.slug for curve in myths.evidence(slug).curves] == list(look.roles)
        assert exists(f"myths.axes.{look.x}")
        assert exists(f"myths.axes.{look.y}")


@pytest.mark.parametrize("page", PAGES)
def test_links_to_other_pages_are_understood_there(page):
    queries = [look.query for look in myths.LOOKS.values() if look.page == page and look.query]
    if not queries:
        return
    settings = TABLES[page]
    for query in queries:
        link = decode(settings, {name: [value] for name, value in query.items()})
        assert not link.notices
