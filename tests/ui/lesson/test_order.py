"""No page uses a term before the page that introduces it: a walk through the glossary.

A term is used where the page offers it among its words, links to it, or names it in its texts, in
either language, by its name or by another one that the glossary knows.
"""

import re

import pytest

from lstm97.ui.base.contents import PAGES
from lstm97.ui.lesson.terms import ALSO, BY_TERM, TERMS
from lstm97.words import catalogue, languages, lookup, sections, translate

TAUGHT = ("foundations", "problem", "cure", "evidence", "since")
PLACE = {page.slug: n for n, page in enumerate(PAGES)}
LESSON = [page.slug for page in PAGES if page.section in TAUGHT]
WALKED = [(lang, page) for lang in languages() for page in LESSON]
EVERYDAY = {  # names that people use without having learned them; h is also a hidden unit's
    "en": {"conflict", "cost", "h", "noise", "nudge", "read", "write"},
    "zh": {"单元", "时刻", "噪声", "衰减", "越来越小", "遗忘", "相乘", "读出", "计算量"},
}
FILLED = re.compile(r"\{[a-z_]+[^{}]*\}")  # what a text leaves open is named for the code
GATED = re.compile(r"y\^\{?(in|out)|yⁱⁿ|yᵒᵘᵗ|[gh]′|\b(doors?|gates?|LSTM)\b|门|剪刀|记忆单元")


def early(page, slug):
    return PLACE[BY_TERM[slug].page] > PLACE[page]


def texts(lang, page):
    return {**sections(lang, page), **catalogue(lang, page)}


def linked(lang, page):
    """Terms that the page offers or links to."""
    prose = " ".join(sections(lang, page).values())
    return {*ALSO.get(page, ()), *re.findall(r"\[\[([a-z0-9-]+)", prose)}


def names(lang, slug):
    """What a term is called in a language, abbreviations and other names too."""
    said = translate(lang, f"glossary.term.{slug}.name")
    also = lookup(lang, f"glossary.aka.{slug}") or ""
    found = {name.strip().lower() for name in re.split("[,，（）]", f"{said},{also}")}
    return found - {""}


def is_named(name, said):
    """Whether a name stands in a text: as a word, or, where words are not apart, anywhere."""
    if name.isascii():
        return re.search(rf"(?<![a-z0-9]){re.escape(name)}s?(?![a-z0-9])", said) is not None
    return name in said


def named(lang, page):
    """Names in the texts of the page, with the term that each is of."""
    said = FILLED.sub("", " ".join(texts(lang, page).values()).lower())
    return {
        (name, term.slug)
        for term in TERMS
        for name in names(lang, term.slug)
        if is_named(name, said)
    }


def too_early(lang, page):
    """Names, or links, that come before the page of their term."""
    used = named(lang, page) | {(slug, slug) for slug in linked(lang, page)}
    return {name for name, slug in used if early(page, slug)}


@pytest.mark.parametrize(("lang", "page"), WALKED)
def test_no_term_is_used_before_its_page(lang, page):
    assert not too_early(lang, page) - EVERYDAY[lang]


@pytest.mark.parametrize("lang", languages())
def test_no_everyday_word_is_listed_in_vain(lang):
    assert set().union(*(too_early(lang, page) for page in LESSON)) == EVERYDAY[lang]


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("page", LESSON[: LESSON.index("memory-cell")])
def test_no_symbol_of_the_gated_cell_stands_before_its_page(lang, page):
    """Neither y_out h' nor doors; the weight conflicts end with a wish for one."""
    wish = {"takeaway"} if page == "weight-conflict" else set()
    assert {name for name, text in texts(lang, page).items() if GATED.search(text)} == wish


def test_the_story_is_told_in_this_order():
    told = (
        "gradient-descent", "layers", "recurrent-network", "math-toolbox", "bptt",
        "vanishing-exploding", "carousel", "weight-conflict", "memory-cell", "error-race",
        "scissors", "experiments", "paper-tables", "forget-gate", "your-network",
    )  # fmt: skip
    assert tuple(LESSON) == told


def test_the_walk_notices_a_term_that_comes_too_early():
    assert early("gradient-descent", "cec")
    assert is_named("unrolled", "it is unrolled, that")
    assert not is_named("recurrent net", "a recurrent network")
    assert is_named("传送带", "误差在传送带里")
    assert ("传送带", "cec") in named("zh", "scissors")
    assert ("full", "full") in {(slug, slug) for slug in linked("zh", "scissors")}
    assert GATED.search("entry yᵒᵘᵗ·h′")
    assert GATED.search("$y^{in}$")
