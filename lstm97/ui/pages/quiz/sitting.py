"""A reader's sitting of the quiz: the questions chosen, the one on the table, and what is known.

What was answered for good, what of it at the first try, and what rests after three tries is in the
link, as lists of question numbers; what waits to come back is in the session. The numbers in a
question depend on the link's seed and on how often it was asked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from lstm97.analysis.quiz.bank import QUESTIONS, ask, order
from lstm97.analysis.quiz.question import DEPTHS, TOPICS, QuizQuestion
from lstm97.analysis.quiz.review import Deck, deck
from lstm97.ui.link import address
from lstm97.ui.link.record import Record, choice, integer, integers
from lstm97.ui.link.settings import Settings

PAGE = "quiz"
SLUGS = tuple(QUESTIONS)
SAMPLES = {slug: ask(slug, 0) for slug in SLUGS}  # topic and depth of a question never change


@dataclass(frozen=True)
class QuizValues(Record):
    """Which questions a reader takes, and what has become of them, by number."""

    depth: str = choice(("all", *DEPTHS), "all")
    topic: str = choice(("all", *TOPICS), "all")
    seed: int = integer(1, 9999, 1, box=True, place="more")
    done: tuple[int, ...] = integers(1, len(SLUGS), (), longest=len(SLUGS), place="more")
    first: tuple[int, ...] = integers(1, len(SLUGS), (), longest=len(SLUGS), place="more")
    tried: tuple[int, ...] = integers(1, len(SLUGS), (), longest=len(SLUGS), place="more")


SETTINGS = Settings(PAGE, QuizValues)


@dataclass(frozen=True)
class Sitting:
    """Where a reader is: the deck, the question on the table, and the answer given to it."""

    seed: int
    deck: Deck
    question: QuizQuestion | None = None
    answer: frozenset[str] | None = None


def sitting(values: QuizValues) -> Sitting:
    """The session's sitting, or a new one where the link tells of other progress."""
    here: Sitting | None = st.session_state.get(PAGE)
    if here is None or here.seed != values.seed or _numbers(here.deck) != _lists(values):
        known, first, resting = ([SLUGS[n - 1] for n in one] for one in _lists(values).values())
        here = Sitting(values.seed, deck(known, first, resting))
    wanted = selection(values)
    if here.answer is None and (here.question is None or here.question.slug not in wanted):
        here = _deal(here, wanted)
    return _keep(here)


def selection(values: QuizValues) -> tuple[str, ...]:
    """The questions of the chosen topic and kind, in the seed's order."""
    return tuple(
        slug
        for slug in order(values.seed)
        if values.topic in ("all", SAMPLES[slug].topic)
        and values.depth in ("all", SAMPLES[slug].depth)
    )


def current() -> Sitting:
    """The session's sitting (once the page has been drawn)."""
    here: Sitting = st.session_state[PAGE]
    return here


def turn() -> int:
    """How many answers have been given in this sitting."""
    return current().deck.turn


def answer(given: frozenset[str]) -> None:
    """Answer the question on the table (call it from a callback)."""
    here = current()
    if here.question is not None and here.answer is None:
        after = here.deck.answer(here.question.slug, given == here.question.right)
        record(here, after, given)


def wake() -> None:
    """Have what rests asked again (call it from a callback)."""
    here = current()
    record(here, here.deck.wake(), here.answer)


def go_on() -> None:
    """Clear the table for the next question (call it from a callback)."""
    _keep(replace(current(), question=None, answer=None))


def record(here: Sitting, after: Deck, given: frozenset[str] | None = None) -> None:
    """Keep what has become of the deck, in the session and in the link."""
    _keep(replace(here, deck=after, answer=given))
    address.keep(SETTINGS, dict(_numbers(after)))


def _keep(here: Sitting) -> Sitting:
    st.session_state[PAGE] = here
    return here


def _deal(here: Sitting, wanted: tuple[str, ...]) -> Sitting:
    slug = here.deck.next(wanted)
    question = ask(slug, here.seed, here.deck.card(slug).times_asked) if slug else None
    return replace(here, question=question, answer=None)


def _numbers(now: Deck) -> dict[str, tuple[int, ...]]:
    """The questions that are known, known at first, and resting, as the link has them."""
    boxes = {"done": now.known_cards, "first": now.first, "tried": now.resting}
    return {
        name: tuple(n for n, slug in enumerate(SLUGS, 1) if slug in box)
        for name, box in boxes.items()
    }


def _lists(values: QuizValues) -> dict[str, tuple[int, ...]]:
    """What a link says of them, without what contradicts itself."""
    done = sorted(set(values.done))
    return {
        "done": tuple(done),
        "first": tuple(sorted(set(values.first) & set(done))),
        "tried": tuple(sorted(set(values.tried) - set(done))),
    }
