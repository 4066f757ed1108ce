"""What was wrong comes back, and what is known stays away."""

from itertools import pairwise

from lstm97.analysis.quiz.review import AGAIN, KNOWN, LATER, SOON, WRONG, Deck, deck

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
    assert now.known == set(SLUGS)
    assert now.next(SLUGS) is None


def test_a_wrong_one_comes_back_after_two_others_and_once_more_later():
    asked, now = play(Deck(), 100, ("a",))
    places = [n for n, slug in enumerate(asked) if slug == "a"]
    assert [b - a - 1 for a, b in pairwise(places)] == [SOON, LATER]
    assert now.known == set(SLUGS)


def test_boxes_on_the_way():
    now = Deck().answer("a", False)
    assert now.card("a").box == WRONG
    now = now.answer("a", True)
    assert now.card("a").box == AGAIN
    assert now.answer("a", False).card("a").box == WRONG
    assert now.answer("a", True).card("a").box == KNOWN
    assert now.answer("a", True).card("a").asked == 3


def test_with_nothing_else_left_the_next_to_be_due_is_asked():
    now = Deck().answer("a", False)
    assert now.next(("a",)) == "a"


def test_a_link_says_what_is_known():
    now = deck("abc")
    assert now.known == {"a", "b", "c"}
    assert now.next(SLUGS) == "d"
    assert now.turn == 0


def test_only_the_wanted_are_asked():
    assert Deck().answer("a", False).next(("b",)) == "b"
    assert deck("b").next(("b",)) is None
