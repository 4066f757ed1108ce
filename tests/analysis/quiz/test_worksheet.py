"""Worksheets differ in their numbers only, and what they call right is so by the plain formula."""

import math
from functools import cache

import pytest

from lstm97.analysis.quiz.worksheet import COMPUTED, LENGTHS, REASONS, worksheet

VERSIONS = range(1, 100)
drawn = cache(worksheet)


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


def test_a_version_is_always_the_same_and_no_two_are():
    assert worksheet(7) == worksheet(7)
    numbers = {tuple(tuple(q.values.values()) for q in drawn(n).questions) for n in VERSIONS}
    assert len(numbers) == len(VERSIONS)


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_asks_the_same_kinds_of_questions(version):
    sheet = drawn(version)
    *computed, reason = (question.slug for question in sheet.questions)
    assert tuple(computed) == COMPUTED
    assert reason in REASONS
    assert sheet.length in LENGTHS
    assert all(len(question.right) == 1 for question in sheet.questions)


@pytest.mark.parametrize("version", VERSIONS)
def test_the_engine_and_the_plain_formula_agree(version):
    for question in drawn(version).questions[: len(COMPUTED)]:
        by_hand = BY_HAND[question.slug](**question.values)
        assert answer(question) == pytest.approx(by_hand, rel=1e-9), question


def test_reasons_change_with_the_version():
    assert {drawn(version).questions[-1].slug for version in VERSIONS} == set(REASONS)
