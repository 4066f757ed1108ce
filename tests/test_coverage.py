"""Everything that the document says which the lesson covers has its place, or its correction."""

import tomllib

import pytest

from lstm97.folders import ROOT, TEXTS
from lstm97.ui.base.contents import BY_SLUG
from lstm97.words import catalogue, languages, sections

KINDS = {"statement", "analogy", "formula", "term", "claim", "figure", "error"}
PARTS = {  # chapters and sections of the document, with the least number of things each says
    "1.0": 1, "1.1": 10, "1.2": 8, "1.3": 8, "1.4": 11, "1.5": 6, "1.6": 7,
    "2.1": 4, "2.2": 5, "2.3": 5, "2.4": 2, "2.5": 7,
    "3.1": 2, "3.2": 1, "3.3": 2, "3.4": 5,
}  # fmt: skip
ERRORS = 10  # kinds of errors of the document, some said more than once
ENTRIES = tomllib.loads((TEXTS / "coverage.toml").read_text(encoding="utf-8"))["entry"]


def known(lang, key):
    """Whether a text is there: ``file.key`` of a catalogue, or ``file.section`` of its prose."""
    stem, _, rest = key.partition(".")
    return rest in catalogue(lang, stem) or rest in sections(lang, stem)


def named(entry):
    return entry["what"]


@pytest.mark.parametrize("entry", ENTRIES, ids=named)
def test_its_page_and_every_text_are_there(entry):
    assert set(entry) <= {"part", "kind", "what", "page", "shown", "corrected", "test"}
    assert entry["kind"] in KINDS
    assert entry["page"] in BY_SLUG
    keys = [*entry["shown"], *entry.get("corrected", [])]
    assert entry["shown"]
    for lang in languages():
        assert not [key for key in keys if not known(lang, key)]


@pytest.mark.parametrize("entry", ENTRIES, ids=named)
def test_it_is_shown_where_it_says(entry):
    """By a text of the page itself, or by one of the pages to look things up in."""
    stems = {key.partition(".")[0] for key in [*entry["shown"], *entry.get("corrected", [])]}
    assert stems & {entry["page"], "glossary", "myths", "quiz"}


@pytest.mark.parametrize("entry", ENTRIES, ids=named)
def test_a_test_shows_it(entry):
    """It is there, and a term alone may rest on the test of the whole glossary."""
    file, _, name = entry["test"].partition("::")
    assert f"\ndef {name}(" in (ROOT / "tests" / file).read_text(encoding="utf-8")
    assert entry["kind"] == "term" or "glossary" not in file


@pytest.mark.parametrize("entry", [one for one in ENTRIES if one["kind"] == "error"], ids=named)
def test_an_error_is_corrected_by_a_measurement(entry):
    assert [key for key in entry["corrected"] if key.startswith("myths.")]


@pytest.mark.parametrize("part", PARTS)
def test_every_chapter_is_complete(part):
    mine = [one for one in ENTRIES if one["part"] == part]
    assert len(mine) >= PARTS[part]


def test_nothing_stands_twice_and_no_chapter_is_unknown():
    assert len({named(one) for one in ENTRIES}) == len(ENTRIES)
    assert {one["part"] for one in ENTRIES} == set(PARTS)
    corrected = {key for one in ENTRIES for key in one.get("corrected", ())}
    assert len({key for key in corrected if key.startswith("myths.said.")}) >= ERRORS


@pytest.mark.parametrize("lang", languages())
def test_every_correction_of_the_list_answers_something_that_is_said(lang):
    said = {key.split(".")[1] for key in catalogue(lang, "myths") if key.startswith("said.")}
    listed = said - {"title", "intro"}
    corrected = {key for one in ENTRIES for key in one.get("corrected", ())}
    assert listed == {key.split(".")[2] for key in corrected if key.startswith("myths.said.")}
