"""The sentence on two pages: what is said of a distance is measured there, for every one."""

import numpy as np
import pytest

from lstm97.analysis.foundations.pronoun import GAPS, SCHOOL, SLUGS
from lstm97.figures.foundations.word_influence import known_chart
from lstm97.figures.palette import PALETTES
from lstm97.folders import TEXTS
from lstm97.tasks.pronoun import NOUNS
from lstm97.ui.base.text import languages
from lstm97.ui.lesson.pictures import pronoun


@pytest.mark.parametrize("gap", GAPS)
@pytest.mark.parametrize("noun", NOUNS)
def test_a_network_that_is_said_to_know_answers_with_the_noun(gap, noun):
    run = pronoun.read_sentence(noun, gap, 1)
    for one in run.readers.values():
        if one.state == "knows":
            assert one.answer == noun
            assert one.sentence_values[0, -1] > 0.5  # "the row of the noun is still dark"
        if one.state == "guesses":
            assert one.median < 0.4
            assert one.successes < one.networks / 2
    if pronoun.comparison(run) == "alone":
        assert run.readers["lstm97"].median > 0.9 > 0.4 > run.readers["rnn"].median


@pytest.mark.parametrize("gap", [one for one in GAPS if one > 3])
def test_one_that_guesses_answers_alike_whatever_the_noun(gap):
    """ "The answer stays what it was." """
    said = [pronoun.read_sentence(noun, gap, 1).readers["rnn"] for noun in NOUNS]
    assert all(one.state == "guesses" for one in said)
    assert len({one.answer for one in said}) == 1
    assert np.ptp([one.answers for one in said], axis=0).max() < 0.2


def test_how_many_of_the_networks_have_learnt_it_is_counted_not_told_by_the_middle_one():
    run = {gap: pronoun.read_sentence("cat", gap, 1).readers["rnn"] for gap in (1, 3, 4, 20)}
    assert [one.successes for one in run.values()] == [10, 6, 1, 0]
    assert run[3].state == "knows"  # by the middle one, although four of ten do not


def test_three_words_and_twenty_are_what_the_questions_say():
    assert pronoun.reach_values("rnn")["reached"] == "3"
    assert {slug: pronoun.far(slug) for slug in SLUGS} == {"rnn": "few", "lstm97": "all"}


@pytest.mark.parametrize("lang", languages())
def test_the_page_says_how_many_sentences_have_taught_them(lang):
    text = (TEXTS / lang / "memory-cell.md").read_text(encoding="utf-8")
    assert f" {SCHOOL['sentences']} " in text.split("## sentence")[1].split("\n## ")[0]


def test_the_picture_draws_a_word_from_when_it_has_come():
    run = pronoun.read_sentence("cat", 3, 1)
    words = {"x": "x", "y": "y", "value": "v"}
    names = ["a", "b", "b", "c"]
    look = next(iter(PALETTES.values()))
    spec = known_chart(run.readers["lstm97"].sentence_values, names, words, look, "lstm")
    assert len(spec["data"]["values"]) == 10
    assert spec["encoding"]["y"]["sort"] == ["1 a", "2 b", "3 b", "4 c"]
    assert spec["encoding"]["fill"]["legend"]["title"] == "v"  # what the colours mean
