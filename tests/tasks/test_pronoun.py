"""A pronoun and its noun: noun first, words that do not matter, and the question at the pronoun."""

import numpy as np
import pytest

from lstm97.tasks.pronoun import ACTIONS, NOUNS, PRONOUN, SYMBOLS, pronoun, sentence


def draw(gap, count=50, seed=1):
    return pronoun(gap=gap).draw(count, rng=np.random.default_rng(seed))


@pytest.mark.parametrize("gap", [1, 3, 20])
def test_a_sentence_is_a_noun_words_and_the_pronoun(gap):
    seen = draw(gap)
    symbols = seen.xs.argmax(axis=1)
    assert seen.xs.shape == (gap + 2, len(SYMBOLS), 50)
    assert (seen.xs.sum(axis=1) == 1).all()
    assert (symbols[0] < len(NOUNS)).all()
    between = symbols[1:-1]
    assert ((between >= len(NOUNS)) & (between < len(NOUNS) + len(ACTIONS))).all()
    assert (symbols[-1] == SYMBOLS.index(PRONOUN)).all()


def test_the_noun_is_asked_for_at_the_pronoun_alone():
    seen, task = draw(4), pronoun(gap=4)
    assert (seen.teach.sum(axis=0) == 1).all()
    assert seen.teach[-1].all()
    assert (task.label(seen) == seen.xs[0].argmax(axis=0)).all()
    assert (task.relevant(seen).argmax(axis=0) == 0).all()
    assert (task.relevant(seen).sum(axis=0) == 1).all()


def test_right_is_the_largest_output():
    seen, task = draw(4), pronoun(gap=4)
    assert task.correct(seen.targets * 0.1, seen).all()
    assert not task.correct(np.roll(seen.targets, 1, axis=1), seen).any()


def test_every_noun_and_every_word_comes():
    symbols = draw(20, count=200).xs.argmax(axis=1)
    assert set(symbols.ravel()) == set(range(len(SYMBOLS)))


def test_a_sentence_of_ones_own_is_one_of_the_task():
    words = np.array([0, 7, 3])
    one = sentence("bird", words)
    assert one.xs[..., 0].argmax(axis=1).tolist() == [2, 4, 11, 7, 12]
    assert pronoun(gap=3).label(one).tolist() == [2]


@pytest.mark.parametrize("gap", [0, 201, 1.5, "x", True])
def test_a_gap_that_cannot_be_is_refused(gap):
    with pytest.raises(ValueError, match="gap"):
        pronoun(gap=gap)
