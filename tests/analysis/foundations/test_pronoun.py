"""Who is "it": what the file says is what its weights do, and what a network knows is measured."""

import numpy as np
import pytest

from lstm97.analysis.foundations import pronoun
from lstm97.analysis.foundations.pronoun import GAPS, SCHOOL, SLUGS, Pupil
from lstm97.engine import forward
from lstm97.tasks.pronoun import sentence

SCHOOLS = pronoun.from_text(pronoun.FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("gap", GAPS)
def test_the_kept_network_reaches_what_the_middle_one_reached(slug, gap):
    pupil = SCHOOLS[slug][gap]
    assert len(pupil.right) == SCHOOL["networks"]
    again = pronoun.rights(pupil.params, gap)
    assert again == pytest.approx(np.sort(pupil.right)[len(pupil.right) // 2], abs=0.02)


def test_the_recurrent_network_learns_three_words_and_the_lstm_twenty():
    assert pronoun.reach(SCHOOLS["rnn"]) == 3
    assert pronoun.reach(SCHOOLS["lstm97"]) == 20
    assert all(SCHOOLS["rnn"][gap].median < 0.4 for gap in GAPS if gap > 3)


def test_a_school_can_be_held_again():
    short = pronoun.teach_pupil("lstm97", 1, 600)
    same = pronoun.teach_pupil("lstm97", 1, 600)
    assert (short.right == same.right).all()
    assert (short.params.hidden == same.params.hidden).all()
    assert np.median(short.right) > 0.4


def test_what_is_known_is_the_answer_with_this_word_and_with_others():
    params, words = SCHOOLS["lstm97"][6].params, pronoun.between(6, 1)
    known = pronoun.word_influence(params, "dog", words)
    assert known.shape == (7, 7)
    assert (np.isnan(known) == np.tril(np.ones((7, 7), bool), -1)).all()
    xs = sentence("dog", words[:3]).xs[..., 0]
    changes = []
    for action in range(8):
        others = words[:3].copy()
        others[1] = action
        said = forward(params, sentence("dog", others).xs[..., 0]).y_k[-1]
        changes.append(np.abs(forward(params, xs).y_k[-1] - said).max())
    assert known[2, 3] == pytest.approx(max(changes))


@pytest.mark.parametrize("seed", [1, 2, 77])
def test_the_lstm_knows_the_noun_to_the_end_and_the_recurrent_network_nothing(seed):
    words = pronoun.between(20, seed)
    noun = {
        slug: pronoun.word_influence(SCHOOLS[slug][20].params, "cat", words)[0, -1]
        for slug in SLUGS
    }
    assert noun["lstm97"] > 0.5
    assert noun["rnn"] < 0.01


@pytest.mark.parametrize(("marks", "far"), [([1, 1, 0.5, 1], 2), ([0.2], 0), ([0.9, 0.95], 2)])
def test_reach_ends_at_the_first_gap_that_is_not_learnt(marks, far):
    one = SCHOOLS["rnn"][1].params
    pupils = {gap: Pupil(np.array([mark]), one) for gap, mark in enumerate(marks, 1)}
    assert pronoun.reach(pupils) == far
