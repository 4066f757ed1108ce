"""A question that a class is asked, with every word in each language, and what answers it.

A vote is the slug of an option, several slugs where several are right, or a drawn curve as a list
of numbers; "I don't know" is an answer to every question, an empty sheet is none.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import Any, TypeGuard

from lstm97.room.refusal import Refusal

DONT_KNOW = "?"
MAX_POINTS = 64  # of a drawing
MAX_OWN_OPTIONS = 5  # of a question that a teacher types
MAX_WORDS = 600  # characters of a question or an option
DIGITS = 3  # that are kept of a drawn value
FAR = 1e9  # no sheet reaches as far; an infinite value or none at all is not below it

Words = Mapping[str, str]  # by language
Curve = tuple[float | None, ...]
Choices = tuple[str, ...]  # slugs, in the question's order
Answer = str | Choices | Curve


@dataclass(frozen=True)
class Option:
    """One possible answer: a slug that is stored, and what is read."""

    slug: str
    words: Words


@dataclass(frozen=True)
class Axis:
    """The sheet that a curve is drawn on: ``points`` values, evenly spaced from x[0] to x[1].

    ``decades`` says that y is a power of ten. The curve runs as time does, left to right.
    """

    x: tuple[float, float]
    y: tuple[float, float]
    x_words: Words
    y_words: Words
    points: int = MAX_POINTS
    decades: bool = False


@dataclass(frozen=True)
class Right:
    """What was measured: the options that are right, or the curve; and a sentence with the number.

    ``curve`` has as many values as the sheet has points, also those that are beyond its edge.
    """

    options: tuple[str, ...] = ()
    curve: Curve = ()
    words: Words = field(default_factory=dict)


@dataclass(frozen=True)
class RoomQuestion:
    """Either ``options`` or a sheet to draw on; ``key`` names the question within its room.

    With ``several`` all options that are right have to be chosen, and no other.
    """

    key: str
    text: Words
    options: tuple[Option, ...] = ()
    sheet: Axis | None = None
    right: Right | None = None
    several: bool = False


def is_curve(answer: Answer | None) -> TypeGuard[Curve]:
    """Whether an answer was drawn."""
    return isinstance(answer, tuple) and not (answer and isinstance(answer[0], str))


def own(text: str, options: Sequence[str], right: Collection[int], key: str) -> RoomQuestion:
    """A question typed by a teacher; it reads the same in every language.

    Any number of ``options`` may be right, counted from 0. Raises Refusal where nothing is asked,
    or with fewer than two or more than five answers.
    """
    lines = [line.strip() for line in options]
    if not text.strip() or not all(lines) or not 2 <= len(lines) <= MAX_OWN_OPTIONS:
        raise Refusal("no-answer")
    if max(map(len, (text, *lines))) > MAX_WORDS:
        raise Refusal("too-long")
    listed = tuple(Option(f"o{n}", {"": line}) for n, line in enumerate(lines, 1))
    known = Right(options=tuple(listed[n].slug for n in sorted(right))) if right else None
    several = len(right) > 1
    return RoomQuestion(key, {"": text.strip()}, listed, right=known, several=several)


def say(words: Words, lang: str) -> str:
    """A text in this language; a teacher's own words have none."""
    return words.get(lang) or words.get("") or next(iter(words.values()), "")


def letter_of(number: int) -> str:
    """By which a class talks about an option: the same on the wall and on every phone."""
    return chr(ord("A") + number)


def dump(question: RoomQuestion) -> str:
    """As stored: the sheet under "drawn"."""
    record = asdict(question)
    record["drawn"] = record.pop("sheet")
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=256)
def load(record: str) -> RoomQuestion:
    """From what `dump` has stored."""
    raw = json.loads(record)
    return RoomQuestion(
        raw["key"],
        raw["text"],
        tuple(Option(**one) for one in raw["options"]),
        _axis(raw["drawn"]),
        load_right(raw["right"]),
        raw["several"],
    )


def load_right(raw: Mapping[str, Any] | None) -> Right | None:
    """The measured answer from its record."""
    if raw is None:
        return None
    return Right(tuple(raw["options"]), tuple(raw["curve"]), raw["words"])


def _axis(raw: Mapping[str, Any] | None) -> Axis | None:
    return None if raw is None else Axis(**{**raw, "x": tuple(raw["x"]), "y": tuple(raw["y"])})


def parse_answer(question: RoomQuestion, answer: Any) -> Answer:
    """What came from a phone, as an answer to this question. Raises Refusal if it is none."""
    if answer == DONT_KNOW:
        return DONT_KNOW
    if question.sheet is not None and isinstance(answer, list | tuple):
        return _curve(question.sheet, answer)
    if question.several and isinstance(answer, list | tuple):
        return _check_choices(question, answer)
    known = isinstance(answer, str) and any(answer == one.slug for one in question.options)
    if known and not question.several:
        return str(answer)
    raise Refusal("no-answer")


def _check_choices(question: RoomQuestion, answer: Sequence[Any]) -> Choices:
    """At least one of the options and each once."""
    slugs = tuple(one.slug for one in question.options if one.slug in answer)
    if not slugs or len(slugs) != len(answer):
        raise Refusal("no-answer")
    return slugs


def _curve(axis: Axis, answer: Sequence[Any]) -> Curve:
    """A drawing; what lies beyond an edge stands at the edge. One point is not a curve."""
    if len(answer) != axis.points or not all(_is_point(one) for one in answer):
        raise Refusal("no-answer")
    if sum(one is not None for one in answer) < 2:
        raise Refusal("no-answer")
    low, high = axis.y
    return tuple(
        None if one is None else round(min(max(float(one), low), high), DIGITS) for one in answer
    )


def _is_point(one: Any) -> bool:
    if one is None:
        return True
    return isinstance(one, int | float) and not isinstance(one, bool) and -FAR < one < FAR


def load_answer(record: str) -> Answer:
    """A vote as stored."""
    raw = json.loads(record)
    return raw if isinstance(raw, str) else tuple(raw)
