"""A saying is answered with one click, and the figure, the numbers and the way on are there."""

import re

import pytest
from visit import everything, opener, press, said, visit

from lstm97.analysis.myths.sayings import MYTHS
from lstm97.paper.show.results import load_all
from lstm97.ui.base.text import exists, translate
from lstm97.ui.link.settings import decode
from lstm97.ui.pages.myths import experiment, sayings
from lstm97.ui.pages.myths.looks import LOOKS
from lstm97.ui.registry import TABLES

open_page = opener("myths")

PAGES = sorted({look.page for look in LOOKS.values()})


def test_the_first_saying_is_on_the_table_and_its_lines_only_begin():
    at = open_page()
    first = next(iter(MYTHS))
    assert translate("en", f"myths.{first}.statement") in said(at)
    assert len(at.get("vega_lite_chart")) == 1
    assert translate("en", f"myths.{first}.instead") not in said(at)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("slug", MYTHS)
def test_one_click_answers_and_measures(slug, lang):
    at = open_page(lang, show=slug)
    at.button(key=f"myths/{slug}/true").click().run()
    assert not at.exception
    assert len(at.get("vega_lite_chart")) == 1
    assert translate(lang, "myths.answer.true") in said(at)
    instead = translate(lang, f"myths.{slug}.instead").split("{")[0]
    assert " ".join(instead.split()) in said(at)
    at.button(key=f"myths/{slug}/again").click().run()
    assert " ".join(instead.split()) not in said(at)


def test_from_saying_to_saying():
    at = open_page()
    slugs = list(MYTHS)
    assert at.button(key="myths/back").disabled
    for slug in slugs[1:]:
        at.button(key="myths/next").click().run()
        assert translate("en", f"myths.{slug}.statement") in said(at)
        assert at.query_params["show"] in (slug, [slug])
    assert at.button(key="myths/next").disabled


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_errors_and_conclusions_are_listed_with_their_numbers_and_ways(lang):
    at = everything(open_page(lang))
    assert not at.exception
    text = said(at)
    for name, ways in (("said", sayings.SAYINGS), ("conclusions", sayings.CONCLUSIONS)):
        for slug in ways:
            assert translate(lang, f"myths.{name}.{slug}.said") in text
    assert len(sayings.SAYINGS) >= 10
    assert len(sayings.CONCLUSIONS) == 4
    for slug in sayings.CONCLUSIONS:
        raw = translate(lang, f"myths.conclusions.{slug}.measured")
        names = re.findall(r"{(\w+)}", raw)
        assert names
        assert all(sayings.numbers()[name] for name in names)


def test_a_saying_of_the_list_is_put_on_the_table():
    at = everything(open_page())
    at.button(key="myths/said/stable-state").click().run()
    assert translate("en", "myths.output-gate.statement") in said(at)
    assert at.query_params["show"] in ("output-gate", ["output-gate"])


def test_quoted_numbers_are_those_of_the_results():
    numbers = sayings.numbers()
    files = load_all()
    for row, name in (
        ("2c-5-unfed", "lag"),
        ("2c-5", "printed"),
        ("4-1", "lstm"),
        ("4-1-rnn", "rnn"),
    ):
        assert numbers[f"{name}_trials"] == str(len(files[row]["trials"]))
    assert numbers["kept"] == "68"
    assert int(numbers["lag_solved"]) > int(numbers["printed_solved"])
    assert int(numbers["lstm_solved"]) > int(numbers["rnn_solved"])


@pytest.mark.parametrize("way", [*sayings.SAYINGS.values(), *sayings.CONCLUSIONS.values()])
def test_the_ways_to_measurements_are_understood(way):
    query = {name: [value] for name, value in way.query.items()}
    assert query, "a bare link opens the page as the reader left it"
    assert not decode(TABLES[way.page], query).notices


AWAY = {  # what is read on the page that a saying leads to, once its question is answered
    "thousands": "2c",
    "valley": "One step with α = 5 was enough",
    "solved": "After 99 steps back it is 5.2×10⁻¹⁵",
    "input-alone": "The cuts are at the three arrows",
    "whisper": "On its way back the error shrinks",
    "cheap": "RTRL",
    "lags": "2c",
    "faster": "4",
    "general": "6a",
}


@pytest.mark.parametrize("slug", AWAY)
def test_one_click_leads_to_the_measurement(slug):
    way = {**sayings.CONCLUSIONS, **sayings.SAYINGS}[slug]
    at = visit(way.page, **way.query)
    assert not at.warning
    while skips := [one.key for one in at.button if str(one.key).endswith("/skip")]:
        press(at, skips[0])
    assert not at.exception
    assert AWAY[slug] in said(at).replace("\u00a0", " ")


def test_every_saying_that_leads_away_is_followed():
    ways = {**sayings.CONCLUSIONS, **sayings.SAYINGS}
    assert AWAY.keys() == {slug for slug, way in ways.items() if way.page != "myths"}


def test_agreement_is_told():
    at = open_page(show="clipping")
    at.button(key="myths/clipping/false").click().run()
    assert "The measurement agrees" in said(at)


def test_every_saying_has_a_look_for_every_curve():
    assert set(LOOKS) == set(MYTHS)
    for slug, look in LOOKS.items():
        assert [curve.slug for curve in experiment.evidence(slug).curves] == list(look.roles)
        assert exists(f"myths.axes.{look.x}")
        assert exists(f"myths.axes.{look.y}")


@pytest.mark.parametrize("page", PAGES)
def test_links_to_other_pages_are_understood_there(page):
    queries = [look.query for look in LOOKS.values() if look.page == page and look.query]
    if not queries:
        return
    settings = TABLES[page]
    for query in queries:
        link = decode(settings, {name: [value] for name, value in query.items()})
        assert not link.notices
