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

# What is still used too early; whoever moves a page or a word takes it from here.
OPEN = {
    "gradient-descent": {"chain-rule", "derivative", "time-step"},
    "layers": {"vector-matrix"},
    "recurrent-network": {"derivative", "lstm"},
    "bptt": {"lag"},
    "vanishing-exploding": {"linear-unit"},
    "weight-conflict": {"gate", "input-gate", "linear-unit", "memory-cell", "output-gate", "trial"},
    "carousel": {"full", "input-gate", "lstm", "memory-cell", "output-gate", "truncated"},
    "memory-cell": {"distractor", "full", "scissors", "truncated"},
    "error-race": {"distractor", "full", "reber", "scissors", "truncated"},
    "scissors": {"trial"},
}

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
    said = " ".join(texts.values()).lower()
    return {term.slug for term in TERMS if term.slug not in PLAIN and is_named(term, said)}


def too_early(page):
    return {slug for slug in linked(page) | named(page) if early(page, slug)}


def is_named(term, said):
    names = translate(LANGUAGE, f"glossary.term.{term.slug}.name").lower().split(",")
    return any(re.search(rf"\b{re.escape(name.strip())}s?\b", said) for name in names)


@pytest.mark.parametrize("page", LESSON)
def test_no_term_is_used_before_its_page(page):
    assert too_early(page) <= OPEN.get(page, set())


def test_the_list_of_what_is_open_stays_short():
    """And holds what is open: of what has been mended since, few things at most."""
    assert sum(map(len, OPEN.values())) <= 30
    mended = [(page, OPEN.get(page, set()) - too_early(page)) for page in LESSON]
    assert sum(len(slugs) for _, slugs in mended) <= 5, mended


def test_the_walk_notices_a_term_that_comes_too_early():
    assert early("gradient-descent", "cec")
    assert is_named(BY_TERM["cec"], "it is a constant error carousel, that")
    assert "cec" in named("scissors") | linked("scissors")
