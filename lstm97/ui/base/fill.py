"""Texts with measured numbers: a text takes those of the numbers that it quotes, and no others.

One set of numbers serves all texts of an experiment, and none asks for what is not measured. A
question of the quiz is put into words here, for its page and for worksheets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lstm97.analysis.quiz.question import DIGITS, QuizQuestion
from lstm97.ui.base.numbers import in_brackets, power, size
from lstm97.ui.base.text import exists, prose, t
from lstm97.words import slots


def quote(key: str, numbers: Mapping[str, Any]) -> str:
    """The text of a key, with as many of the numbers as it asks for."""
    return t(key, **_quotable(t(key), numbers))


def quote_prose(page: str, section: str, numbers: Mapping[str, Any]) -> str:
    """The same of a section of a page's prose."""
    return prose(page, section, **_quotable(prose(page, section), numbers))


def _quotable(text: str, numbers: Mapping[str, Any]) -> dict[str, Any]:
    return {name: numbers[name] for name in slots(text) & numbers.keys()}


def wording(question: QuizQuestion, part: str, product: bool = False) -> str:
    """A text of a question, of its variant where the text has one, with the question's numbers.

    Of a ``product`` the negative ones stand in brackets, but not those that a sentence quotes.
    """
    key = f"quiz.{question.slug}.{part}"
    mine = f"{key}.{question.variant}"
    chosen = mine if exists(mine) else key
    text, shown = t(chosen), numbers(question, product)
    plain = {name: said for name, said in numbers(question).items() if not _computes(text, name)}
    return quote(chosen, shown | plain)


def _computes(text: str, name: str) -> bool:
    """Whether a text puts this number beside an operator."""
    number = re.escape(f"{{{name}}}")
    return bool(re.search(rf"[·+−^(]\s*{number}|{number}\s*[·^²)]", text))


def numbers(question: QuizQuestion, product: bool = False) -> dict[str, str]:
    """The question's numbers as shown; for a ``product``, negative ones in brackets.

    Where there is a number of steps q, ``raised`` is q as an exponent.
    """
    shown = {name: size(value, DIGITS) for name, value in question.values.items()}
    raised = {"raised": power(int(question.values["q"]))} if "q" in question.values else {}
    written = in_brackets if product else str
    return {name: written(said) for name, said in shown.items()} | raised


def labels(question: QuizQuestion) -> dict[str, str]:
    """What each option says: its number, or its text."""
    return {
        option: size(value, DIGITS)
        if value is not None
        else t(f"quiz.{question.slug}.options.{option}")
        for option, value in question.options.items()
    }
