"""Worksheets differ in their numbers only, and what they call right is so by the plain formula."""

import math
from functools import cache

import pytest

from lstm97.analysis.quiz.question import round_as_printed
from lstm97.analysis.quiz.worksheet import (
    CLASS,
    LENGTHS,
    NUMERIC,
    REASONS,
    VERSIONS,
    worksheets,
)

NUMBERS = range(1, VERSIONS + 1)


@cache
def drawn(version):
    return everyone()[version - 1]


@cache
def everyone():
    return worksheets()


def kept_at_least_a_hundredth(w):
    """Counted, not by logarithms."""
    steps, left = 0, w
    while left >= 0.01:
        steps, left = steps + 1, left * w
    return steps


BY_HAND = {
    "unit-step": lambda v, w, x, before: math.tanh(v * x + w * before),
    "error-step": lambda w, y, after: (1 - y * y) * w * after,
    "factor-power": lambda w, slope, q: (slope * w) ** q,
    "effective-depth": kept_at_least_a_hundredth,
    "carousel-sum": lambda first, second, at: first + second * (at <= 6),
    "state-two": lambda y1, g1, y2, g2: y1 * g1 + y2 * g2,
}


def answer(question):
    (right,) = question.right
    return question.options[right]


def same(question):
    """What two questions have in common that are the same on paper."""
    return question.slug, tuple(question.values.items()), tuple(question.options)


def test_a_version_is_always_the_same():
    assert worksheets(7) == everyone()[:7]


@pytest.mark.parametrize("place", range(len(NUMERIC) + 1))
def test_any_two_of_a_hundred_versions_differ_in_every_question(place):
    asked = [same(sheet.questions[place]) for sheet in everyone()]
    assert len(asked) == len(set(asked)) == VERSIONS == 100


def test_any_two_of_a_hundred_versions_watch_another_race():
    assert len({(sheet.length, sheet.seed) for sheet in everyone()}) == VERSIONS


@pytest.mark.parametrize("place", range(len(NUMERIC)))
def test_no_answer_of_a_class_can_be_copied(place):
    answers = [round_as_printed(answer(sheet.questions[place])) for sheet in everyone()]
    for first in range(VERSIONS - CLASS):
        assert len(set(answers[first : first + CLASS])) == CLASS


def test_neighbours_reason_about_different_things():
    slugs = [sheet.questions[-1].slug for sheet in everyone()]
    assert all(len(set(slugs[n : n + 6])) == 6 for n in range(VERSIONS - 6))


@pytest.mark.parametrize("version", NUMBERS)
def test_every_version_asks_the_same_kinds_of_questions(version):
    sheet = drawn(version)
    *computed, reason = (question.slug for question in sheet.questions)
    assert tuple(computed) == NUMERIC
    assert reason in REASONS
    assert sheet.length in LENGTHS
    assert all(len(question.right) == 1 for question in sheet.questions)


@pytest.mark.parametrize("version", NUMBERS)
def test_the_engine_and_the_plain_formula_agree(version):
    for question in drawn(version).questions[: len(NUMERIC)]:
        on_paper = {name: round_as_printed(value) for name, value in question.values.items()}
        assert on_paper == question.values
        by_hand = BY_HAND[question.slug](**on_paper)
        assert answer(question) == pytest.approx(by_hand, rel=1e-9), question


def test_reasons_change_with_the_version():
    assert {drawn(version).questions[-1].slug for version in NUMBERS} == set(REASONS)
