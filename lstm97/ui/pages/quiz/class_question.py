"""A question of the quiz put to a class that has a room; what half of it misses comes back."""

from __future__ import annotations

from lstm97.analysis.quiz.question import DIGITS, QuizQuestion
from lstm97.room import question as room_question
from lstm97.ui.base.fill import numbers
from lstm97.ui.base.numbers import size
from lstm97.ui.base.text import exists
from lstm97.ui.pages.quiz import sitting as sittings
from lstm97.ui.pages.quiz.sitting import PAGE, Sitting
from lstm97.ui.room import poll
from lstm97.ui.room.questions import plain_text as in_all_languages


def put(here: Sitting, question: QuizQuestion) -> bool | None:
    """Ask the class that has a room; whether it has been revealed, None where there is none."""
    if not poll.leads():
        return None
    name, key = f"{PAGE}.{question.slug}", _key(here, question)
    listed = tuple(_option(name, one, value) for one, value in question.options.items())
    ask_key = f"{name}.ask.{question.variant}"
    said = in_all_languages(ask_key if exists(ask_key) else f"{name}.ask", numbers(question))
    several = len(question.right) > 1
    asked = room_question.RoomQuestion(key, said, listed, several=several)
    right = room_question.Right(tuple(one for one in question.options if one in question.right))
    return poll.ask(poll.Form(asked, lambda: right))


def go_on() -> None:
    """What fewer than half of the class found comes back, as it does to a reader."""
    here = sittings.current()
    if here.question is not None:
        right = poll.was_found(_key(here, here.question))
        sittings.record(here, here.deck.answer(here.question.slug, right))
    sittings.go_on()


def _option(name: str, option: str, value: float | None) -> room_question.Option:
    """An option for phones: its number, or its text in every language."""
    words = (
        in_all_languages(f"{name}.options.{option}") if value is None else {"": size(value, DIGITS)}
    )
    return room_question.Option(option, words)


def _key(here: Sitting, question: QuizQuestion) -> str:
    """A question's name in a room: with other numbers it is another."""
    return f"{PAGE}.{question.slug}/{here.seed}/{sittings.turn()}"
