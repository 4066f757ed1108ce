"""What was wrong comes back, and what is known stays away."""

import random
from itertools import pairwise
from statistics import mean

import pytest

from lstm97.analysis.quiz.bank import order
from lstm97.analysis.quiz.review import AGAIN, KNOWN, LATER, RESTING, SOON, TRIES, WRONG, Deck, deck

SLUGS = tuple("abcdefghij")


def play(rules, turns, wrong):
    """Ask ``turns`` times; ``wrong`` are those answered wrongly the first time."""
    asked, now = [], rules
    for _ in range(turns):
        slug = now.next(SLUGS)
        if slug is None:
            break
        now = now.answer(slug, slug not in wrong or slug in asked)
        asked.append(slug)
    return asked, now


def test_right_at_once_is_known_and_not_asked_again():
    asked, now = play(Deck(), 100, ())
    assert asked == list(SLUGS)
    assert now.known_cards == set(SLUGS)
    assert now.next(SLUGS) is None


def test_a_wrong_one_comes_back_after_two_others_and_once_more_later():
    asked, now = play(Deck(), 100, ("a",))
    places = [n for n, slug in enumerate(asked) if slug == "a"]
    assert [b - a - 1 for a, b in pairwise(places)] == [SOON, LATER]
    assert now.known_cards == set(SLUGS)


def test_boxes_on_the_way():
    now = Deck().answer("a", False)
    assert now.card("a").box == WRONG
    now = now.answer("a", True)
    assert now.card("a").box == AGAIN
    assert now.answer("a", False).card("a").box == RESTING
    assert now.answer("a", True).card("a").box == KNOWN
    assert now.answer("a", True).card("a").times_asked == 3


def test_a_card_rests_after_three_tries_and_can_be_woken():
    now = Deck()
    for _ in range(TRIES):
        now = now.answer("a", False)
    assert now.card("a").box == RESTING
    assert now.resting == {"a"}
    assert now.next(("a",)) is None
    assert now.wake().next(("a",)) == "a"
    assert not now.wake().resting


def test_what_is_right_at_the_third_try_is_known():
    now = Deck().answer("a", False).answer("a", False).answer("a", True)
    assert now.known_cards == {"a"}
    assert not now.first


def test_new_cards_come_between_those_that_come_back():
    now, asked = Deck(), []
    for _ in range(12):
        slug = now.next(SLUGS)
        asked.append(slug in asked or slug)
        now = now.answer(slug, False)
    again = [slug is True for slug in asked]
    assert not any(one and other for one, other in pairwise(again[: again.index(True) + 8]))


def sat(chance, turns, seed):
    """The slugs that somebody is asked who is right with this chance."""
    guess, now, asked = random.Random(seed), Deck(), []
    slugs = order(seed)
    while len(asked) < turns and (slug := now.next(slugs)) is not None:
        now = now.answer(slug, guess.random() < chance)
        asked.append(slug)
    return asked


@pytest.mark.parametrize(("chance", "most"), [(0.3, 24), (0.5, 25), (0.8, 31)])
def test_those_who_need_it_see_most_questions(chance, most):
    """Half right: of 33 questions 15 were met in 45 answers, and one of them 19 times."""
    sittings = [sat(chance, 45, seed) for seed in range(40)]
    assert mean(len(set(asked)) for asked in sittings) >= most
    assert min(len(set(asked)) for asked in sittings) >= 23
    assert max(asked.count(slug) for asked in sittings for slug in asked) <= TRIES


def test_nobody_sits_for_ever():
    assert len(sat(0.0, 1000, 1)) == TRIES * len(order(1))


def test_with_nothing_else_left_the_next_to_be_due_is_asked():
    now = Deck().answer("a", False)
    assert now.next(("a",)) == "a"


def test_a_link_says_what_is_known():
    now = deck("abc")
    assert now.known_cards == {"a", "b", "c"}
    assert now.next(SLUGS) == "d"
    assert now.turn == 0


def test_a_link_says_what_was_known_at_first_and_what_rests():
    now = deck("abc", first="a", resting="d")
    assert now.first == {"a"}
    assert now.resting == {"d"}
    assert now.next(SLUGS) == "e"


def test_only_the_wanted_are_asked():
    assert Deck().answer("a", False).next(("b",)) == "b"
    assert deck("b").next(("b",)) is None
