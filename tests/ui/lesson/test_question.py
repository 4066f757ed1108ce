"""A guess is judged against what was measured; one made for another case is marked so."""

import pytest

from lstm97.ui.lesson.question import UNSURE, Guess, Judgement, _mark

RIGHT = Judgement(frozenset({"a", "b"}))


@pytest.mark.parametrize(
    ("guess", "mark"),
    [
        (Guess("a", "case"), "right"),
        (Guess("b", "case"), "right"),
        (Guess("c", "case"), "wrong"),
        (Guess("a", "another"), "elsewhere"),
        (Guess(UNSURE, "case"), "unsure_said"),
        (Guess(None, "case"), "skipped"),
    ],
)
def test_the_word_on_a_guess(guess, mark):
    assert _mark(guess, "case", RIGHT) == mark
