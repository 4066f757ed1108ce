"""No page uses a term before the page that introduces it: a walk through the glossary.

A term is used where the page offers it among its words, links to it, or names it in its texts.
"""

import re

import pytest

from lstm97.ui.base.contents import PAGES
from lstm97.ui.lesson.terms import ALSO, BY_TERM, TERMS
from lstm97.words import catalogue, sections, translate

TAUGHT = ("foundations", "problem", "cure", "evidence", "since")
PLACE = {page.slug: n for n, page in enumerate(PAGES)}
LESSON = [page.slug for page in PAGES if page.section in TAUGHT]
PLAIN = {"mean-variance"}  # a name that is an everyday word, too
FILLED = re.compile(r"\{[a-z_]+[^{}]*\}")  # what a text leaves open is named for the code
GATED = re.compile(r"y\^\{?(in|out)|[gh]′|\bdoors?\b|\bgates?\b")  # symbols of the gated cell

LANGUAGE = "en"  # both languages say the same, and in this one words are easily told apart


def early(page, slug):
    return PLACE[BY_TERM[slug].page] > PLACE[page]


def linked(page):
    """Terms that the page offers or links to."""
    prose = " ".join(sections(LANGUAGE, page).values())
    return {*ALSO.get(page, ()), *re.findall(r"\[\[([a-z0-9-]+)", prose)}


def named(page):
    """Terms whose name stands in the texts of the page."""
    texts = {**sections(LANGUAGE, page), **catalogue(LANGUAGE, page)}
    said = FILLED.sub("", " ".join(texts.values()).lower())
    return {term.slug for term in TERMS if term.slug not in PLAIN and is_named(term, said)}


def too_early(page):
    return {slug for slug in linked(page) | named(page) if early(page, slug)}


def is_named(term, said):
    names = translate(LANGUAGE, f"glossary.term.{term.slug}.name").lower().split(",")
    return any(re.search(rf"\b{re.escape(name.strip())}s?\b", said) for name in names)


@pytest.mark.parametrize("page", LESSON)
def test_no_term_is_used_before_its_page(page):
    assert not too_early(page)


@pytest.mark.parametrize("page", LESSON[: LESSON.index("memory-cell")])
def test_no_symbol_of_the_gated_cell_stands_before_its_page(page):
    """Neither y_out h' nor doors; the weight conflicts end with a wish for one."""
    said = {**sections(LANGUAGE, page), **catalogue(LANGUAGE, page)}
    wish = {"takeaway"} if page == "weight-conflict" else set()
    assert {name for name, text in said.items() if GATED.search(text)} == wish


def test_the_story_is_told_in_this_order():
    told = (
        "gradient-descent", "layers", "recurrent-network", "math-toolbox", "bptt",
        "vanishing-exploding", "carousel", "weight-conflict", "memory-cell", "error-race",
        "scissors", "experiments", "paper-tables", "forget-gate", "your-network",
    )  # fmt: skip
    assert tuple(LESSON) == told


def test_the_walk_notices_a_term_that_comes_too_early():
    assert early("gradient-descent", "cec")
    assert is_named(BY_TERM["cec"], "it is a constant error carousel, that")
    assert "cec" in named("scissors") | linked("scissors")
    assert GATED.search("entry y^out·h′")
