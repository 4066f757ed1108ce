"""Every question is well formed for every seed, and no two of its options look alike."""

import numpy as np
import pytest

from lstm97.analysis.quiz.bank import QUESTIONS, ask, order
from lstm97.analysis.quiz.question import DEPTHS, TOPICS, round_as_printed

SEEDS = range(200)
COMPUTED = [slug for slug in QUESTIONS if ask(slug, 0).depth == "apply"]


def test_there_are_enough_of_each_kind():
    every = [ask(slug, 0) for slug in QUESTIONS]
    assert len(every) >= 25
    assert len(COMPUTED) >= 8
    assert {question.depth for question in every} == set(DEPTHS)
    assert {question.topic for question in every} == set(TOPICS)
    assert all(sum(q.depth == depth for q in every) >= 8 for depth in DEPTHS)


@pytest.mark.parametrize("slug", QUESTIONS)
def test_a_question_is_well_formed_for_every_seed(slug):
    for seed in SEEDS:
        question = ask(slug, seed)
        assert question == ask(slug, seed)
        assert question.slug == slug
        assert (question.topic, question.depth) == (ask(slug, 0).topic, ask(slug, 0).depth)
        assert question.right
        assert question.right < set(question.options)
        shown = [f"{value:.3g}" for value in question.options.values() if value is not None]
        assert len(set(shown)) == len(shown)
        assert all(np.isfinite(value) for value in question.values.values())
        assert all(round_as_printed(value) == value for value in question.values.values())


@pytest.mark.parametrize("slug", COMPUTED)
def test_numbers_are_fresh(slug):
    seen = {(tuple(q.values.items()), q.variant) for q in (ask(slug, seed) for seed in SEEDS)}
    assert len(seen) >= 6


def test_order_of_a_seed_has_every_question_once():
    assert sorted(order(3)) == sorted(QUESTIONS)
    assert order(3) != order(4)
