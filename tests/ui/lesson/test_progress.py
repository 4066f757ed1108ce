"""Progress as one line of text: what is written can be taken, and the longest fits a link."""

import re

import pytest

from lstm97.ui.base.contents import PAGES
from lstm97.ui.base.text import FALLBACK, catalogue
from lstm97.ui.lesson import progress
from lstm97.ui.lesson.progress import Guess
from lstm97.ui.link.settings import decode
from lstm97.ui.pages.home import view as home

QUESTIONS = [one for info in PAGES for one in progress.questions(info.slug)]


@pytest.fixture
def session(monkeypatch):
    """A session without a browser."""
    monkeypatch.setattr(progress.st, "session_state", {})


def longest(question):
    page, _, name = question.partition(".")
    texts = catalogue(FALLBACK, page)
    options = [key.split(".")[-1] for key in texts if re.match(rf"predict\.{name}\.", key)]
    return max((one for one in options if not one.startswith("why")), key=len)


def test_what_is_written_can_be_taken(session):
    guesses = [Guess("a", "00ff", "right"), Guess("b-c", "", "wrong"), Guess(None, "12ab", "")]
    for question, guess in zip(QUESTIONS, guesses, strict=False):
        progress.answer(question, guess)
    progress.visit("carousel")
    line = progress.progress_line()
    progress.forget()
    assert progress.progress_line() == ""
    progress.take(line)
    assert [progress.guess_of(one) for one in QUESTIONS[:3]] == guesses
    assert progress.tally() == (len(QUESTIONS), 2, 1)
    assert progress.state("carousel") == "begun"


def test_all_guesses_fit_a_link(session):
    for question in QUESTIONS:
        progress.answer(question, Guess(longest(question), progress.digest(question), "right"))
    for info in PAGES:
        progress.visit(info.slug)
    assert len(progress.progress_line()) < progress.LONGEST
    link = decode(home.SETTINGS, {"kept": [progress.progress_line()]})
    assert (link.values.kept, link.notices) == (progress.progress_line(), ())


def test_ours_stays_where_both_have_answered(session):
    progress.answer(QUESTIONS[0], Guess("mine", "", "right"))
    progress.take(f"{QUESTIONS[0]}.theirs.w")
    assert progress.guess_of(QUESTIONS[0]) == Guess("mine", "", "right")


def test_a_page_is_done_when_all_its_questions_are_answered(session):
    page = "weight-conflict"
    first, *others = progress.questions(page)
    assert progress.state(page) == "new"
    progress.answer(first, Guess(None))
    assert progress.state(page) == "begun"
    for one in others:
        progress.answer(one, Guess("x"))
    assert progress.state(page) == "done"
    progress.drop(first)
    assert progress.state(page) == "begun"


def test_a_page_that_asks_nothing_is_done_once_seen(session):
    assert progress.questions("glossary") == []
    assert progress.state("glossary") == "new"
    progress.visit("glossary")
    assert progress.state("glossary") == "done"
