"""What a class has answered, in numbers: how many chose what, who was right before and after.

Only counts leave this module; which voter gave which answer does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lstm97.room.question import DONT_KNOW, Answer, Curve, RoomQuestion, is_curve, say
from lstm97.room.rounds import ROUNDS, PosedQuestion
from lstm97.room.votes import Ballots

NEAR = 0.5  # of the sheet's unit: half a decade where y is a power of ten
HIT = 0.5  # share of a curve that must be near the measured one
CURVE = "drawn"  # every curve is one answer


class Change(NamedTuple):
    """Of those who voted twice: right both times, only after, only before, never."""

    right_twice: int
    only_after: int
    only_before: int
    never: int


class Hits(NamedTuple):
    """Where several are right: how many of them were chosen, of how many, and how many wrong."""

    hits: int
    right: int
    wrong: int


class Hard(NamedTuple):
    """A question by the share that was right in its last round; None where nothing is right."""

    question: RoomQuestion
    votes: int
    before: float | None
    after: float | None


def counts(question: RoomQuestion, ballots: Ballots, number: int) -> dict[str, int]:
    """How often each answer was given in a round, in the question's order."""
    given = Counter(
        slug for answer in ballots.get(number, {}).values() for slug in _slugs_of(answer)
    )
    return {slug: given[slug] for slug in slugs(question)}


def slugs(question: RoomQuestion) -> tuple[str, ...]:
    """What may be answered, "I don't know" last."""
    drawn = (CURVE,) if question.sheet else ()
    return (*(one.slug for one in question.options), *drawn, DONT_KNOW)


def is_right(question: RoomQuestion, answer: Answer) -> bool | None:
    """Whether an answer agrees with what was measured; None where nothing was."""
    right = question.right
    if right is None or not (right.options or right.curve):
        return None
    if is_curve(answer):
        hits, points = near(answer, question)
        return hits >= HIT * points if points else None
    if question.several:
        return set(_slugs_of(answer)) == set(right.options)
    return answer in right.options


def count_found(question: RoomQuestion, answer: Answer) -> Hits | None:
    """How much of several right answers was found; None where one is asked for, or none given."""
    if not question.several or question.right is None or answer == DONT_KNOW:
        return None
    right, chosen = set(question.right.options), set(_slugs_of(answer))
    return Hits(len(chosen & right), len(right), len(chosen - right))


def near(curve: Curve, question: RoomQuestion) -> tuple[int, int]:
    """At how many points of the measured curve a drawn one is near it, and of how many.

    Where the measured curve has left the sheet, it is right to have drawn at that edge.
    """
    axis, right = question.sheet, question.right
    if axis is None or right is None or not right.curve:
        return 0, 0
    low, high = axis.y
    pairs = [(a, b) for a, b in zip(curve, right.curve, strict=True) if b is not None]
    hits = sum(a is not None and abs(a - min(max(b, low), high)) <= NEAR for a, b in pairs)
    return hits, len(pairs)


def share_right(question: RoomQuestion, ballots: Ballots, number: int) -> float | None:
    """Share of a round's voters who were right; None where nothing is right, or nobody voted."""
    judged = [is_right(question, answer) for answer in ballots.get(number, {}).values()]
    known = [one for one in judged if one is not None]
    return sum(known) / len(known) if known else None


def change(question: RoomQuestion, ballots: Ballots) -> Change:
    """Who was right before and after talking, of those who voted in both rounds."""
    first, second = (ballots.get(number, {}) for number in ROUNDS)
    pairs = Counter(
        (bool(is_right(question, first[voter])), bool(is_right(question, second[voter])))
        for voter in first.keys() & second.keys()
    )
    return Change(pairs[True, True], pairs[False, True], pairs[True, False], pairs[False, False])


def curves(ballots: Ballots, number: int) -> list[Curve]:
    """The drawings of a round."""
    return [one for one in ballots.get(number, {}).values() if is_curve(one)]


def rows(
    asked: Sequence[PosedQuestion],
    votes: Mapping[str, Ballots],
    lang: str,
    names: Mapping[str, str],
) -> list[tuple[str, int, str, int, str]]:
    """Question, round, answer, how often, and whether it is right: "yes", "no" or ""."""
    return [
        (
            say(one.question.text, lang),
            number,
            answer_name(one.question, slug, lang, names),
            n,
            right,
        )
        for one in asked
        for number in ROUNDS
        if number in votes[one.question.key]
        for slug, n in counts(one.question, votes[one.question.key], number).items()
        for right in [_yes_or_no(one.question, slug)]
    ]


def answer_name(question: RoomQuestion, slug: str, lang: str, names: Mapping[str, str]) -> str:
    """An answer in words; ``names`` says "I don't know" and "drawn"."""
    words = {one.slug: one.words for one in question.options}
    return say(words[slug], lang) if slug in words else names[slug]


def hard(asked: Sequence[PosedQuestion], votes: Mapping[str, Ballots]) -> list[Hard]:
    """The questions that were voted on, those that fewest had right first."""
    told = [_hard(one.question, votes[one.question.key]) for one in asked]
    return sorted((one for one in told if one.votes), key=_ease)


def _hard(question: RoomQuestion, ballots: Ballots) -> Hard:
    before, after = (share_right(question, ballots, number) for number in ROUNDS)
    return Hard(question, max((len(one) for one in ballots.values()), default=0), before, after)


def _ease(one: Hard) -> float:
    last = one.before if one.after is None else one.after
    return 2.0 if last is None else last


def _slugs_of(answer: Answer) -> tuple[str, ...]:
    """The slugs that an answer counts for."""
    if is_curve(answer):
        return (CURVE,)
    return (answer,) if isinstance(answer, str) else tuple(map(str, answer))


def _yes_or_no(question: RoomQuestion, slug: str) -> str:
    right = question.right
    if slug == CURVE or right is None or not (right.options or right.curve):
        return ""
    return "yes" if slug in right.options else "no"
