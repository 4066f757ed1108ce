"""What the reader has guessed and seen so far, kept by the reader's own browser.

The server remembers nobody: a session gets what the browser kept when it begins, and hands it back
after every page. One line of text holds it all, the same in the browser and in a link.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import Literal, NamedTuple

import streamlit as st

from lstm97.folders import asset
from lstm97.ui.base.contents import BY_SLUG, PAGES, PageInfo
from lstm97.ui.base.text import FALLBACK, catalogue
from lstm97.ui.base.theme import presenting

LONGEST = 2000  # characters of a link's value that are looked at
LESSON = tuple(info for info in PAGES if info.section not in ("start", "check", "teach"))
LETTERS = {"right": "r", "wrong": "w", "unsure": "u", "skipped": "s", "": "o"}
_MARKS = {letter: mark for mark, letter in LETTERS.items()}
_ENTRY = re.compile(r"([a-z0-9-]+)(?:\.([a-z0-9-]+)\.([a-z0-9-]*)\.([rwuso])([0-9a-f]{0,4}))?")
_BOOK, _KEEPER = "progress", "progress/keeper"

State = Literal["new", "begun", "done"]


@dataclass(frozen=True)
class Guess:
    """What a reader answered, None for a reader who skipped.

    ``case`` is what it was said of (see `digest`), ``mark`` the word it got when it was measured.
    """

    option: str | None
    case: str = ""
    mark: str = ""


class Tally(NamedTuple):
    """How many questions the lesson asks, and how many were guessed, and how many right."""

    asked: int
    guesses: int
    right: int


@dataclass
class _Book:
    """The progress of this session, and what its browser has still to be told."""

    guesses: dict[str, Guess]  # by question, "page.name"
    visits: set[str]  # slugs of pages
    withdrawals: set[str]
    synced: bool = False  # the browser's own has come
    anew: bool = False  # the reader has thrown all away


def digest(case: str) -> str:
    """A case in four letters: enough to know it again."""
    return f"{zlib.crc32(case.encode()) & 0xFFFF:04x}"


def question_name(key: str) -> str:
    """The question "page.name" of a key such as "page.predict.name/about"."""
    return key.partition("/")[0].replace(".predict.", ".")


def guess_of(key: str) -> Guess | None:
    """The guess at a question; None while it is open."""
    return _book().guesses.get(question_name(key))


def answer(key: str, guess: Guess) -> None:
    """Keep a guess."""
    book = _book()
    book.guesses[question_name(key)] = guess
    book.withdrawals.discard(question_name(key))


def drop(key: str) -> None:
    """The question is open again."""
    book = _book()
    book.guesses.pop(question_name(key), None)
    book.withdrawals.add(question_name(key))


def forget() -> None:
    """Throw everything away, in the browser too (call it from a callback)."""
    st.session_state[_BOOK] = _Book({}, set(), set(), synced=True, anew=True)


def visit(page: str) -> None:
    """The reader is on this page."""
    _book().visits.add(page)


def questions(page: str) -> list[str]:
    """The questions that a page asks, "page.name": those it has texts for."""
    if page not in BY_SLUG:
        return []
    found = (re.fullmatch(r"predict\.([^.]+)\.ask", key) for key in catalogue(FALLBACK, page))
    return [f"{page}.{match[1]}" for match in found if match]


def state(page: str) -> State:
    """Done where all its questions are answered; a page that asks nothing is done once seen."""
    book, asked = _book(), questions(page)
    answered = [one for one in asked if one in book.guesses]
    if len(answered) == len(asked) and (asked or page in book.visits):
        return "done"
    return "begun" if answered or page in book.visits else "new"


def tally() -> Tally:
    """The reader's guesses over all pages."""
    asked = [one for info in PAGES for one in questions(info.slug)]
    made = [guess for one in asked if (guess := guess_of(one)) and guess.option is not None]
    return Tally(len(asked), len(made), sum(guess.mark == "right" for guess in made))


def has_begun() -> bool:
    """Whether the reader has been anywhere but on the first page."""
    book = _book()
    return bool(book.guesses or book.visits - {PAGES[0].slug})


def following() -> PageInfo | None:
    """The page to go on with: the first of the lesson that is not done; None after the last."""
    return next((info for info in LESSON if state(info.slug) != "done"), None)


def progress_line() -> str:
    """All of it as one line: ``page`` for what was seen, ``page.name.option.mark`` for a guess."""
    book = _book()
    told = {question.partition(".")[0] for question in book.guesses}
    guesses = (_entry(*one) for one in book.guesses.items())
    return "~".join([*guesses, *sorted(book.visits - told)])


def take(text: str) -> None:
    """Add what a line says to what is known; of a question answered twice, ours stays."""
    book = _book()
    for match in map(_ENTRY.fullmatch, text[: 8 * LONGEST].split("~")):
        if match and match[1] in BY_SLUG:
            page, name, option, letter, case = match.groups()
            if name is None:
                book.visits.add(page)
            elif f"{page}.{name}" in questions(page):
                guess = Guess(option or None, case, _MARKS[letter])
                book.guesses.setdefault(f"{page}.{name}", guess)
                book.visits.add(page)


def keep() -> None:
    """Hand the progress to the browser, which may have some of its own to tell (end of a page)."""
    if presenting():  # a class guesses by itself
        return
    book = _book()
    data = {
        "text": progress_line(),
        "dropped": sorted(book.withdrawals),
        "fresh": not book.synced,
        "anew": book.anew,
    }
    _keeper(data=data, key=_KEEPER, on_kept_change=_come)


def _come() -> None:
    book = _book()
    if not book.synced:
        book.synced = True
        take(str(st.session_state[_KEEPER].get("kept") or ""))


def _entry(question: str, guess: Guess) -> str:
    letter = LETTERS.get(guess.mark, LETTERS[""])
    return f"{question}.{guess.option or ''}.{letter}{guess.case}"


def _book() -> _Book:
    """This session's; on a wall another one, where the teacher's own guesses give nothing away."""
    key = f"{_BOOK}/wall" if presenting() else _BOOK
    if key not in st.session_state:
        st.session_state[key] = _Book({}, set(), set())
    book: _Book = st.session_state[key]
    return book


_keeper = st.components.v2.component(
    "progress_keeper",
    html="<span></span>",
    js=asset("frame/progress.js"),
)
