"""A sequence that the reader types or paints, as a task: recall its first element at the end.

Whatever follows the first element is a distraction, so the longer the reader makes the sequence,
the further the error has to flow back.
"""

from __future__ import annotations

import math
import re
import unicodedata
from functools import partial
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from lstm97.demands import is_one_of, of_kind
from lstm97.tasks import criteria
from lstm97.tasks.criteria import final_class
from lstm97.tasks.sequences import Bools, Ints, Sequences, one_hot, taught_at_end
from lstm97.tasks.task import Task

SHORTEST, LONGEST = 2, 200  # of symbols; one number alone is a sequence of one value
MOST_SYMBOLS = 26
LONGEST_NAME = 12  # characters of a symbol
SYMBOL_TOLERANCE, VALUE_TOLERANCE = 0.3, 0.1
SEPARATORS = re.compile(r"[\s,;、]+")
STRONG = re.compile(r"[\s;、]+")  # between numbers that a decimal comma is part of
DECIMAL_COMMA = re.compile(r"[+\-−]?\d+,\d+")
DEFAULT = "X a b c d a b c d Y"

Parameters = dict[str, int | float | str]
Kind = Literal["auto", "symbols", "values"]


class InputError(ValueError):
    """What is wrong with the reader's sequence.

    `code` and `details` let the interface say it in the reader's language; the message itself
    is in English.
    """

    def __init__(self, code: str, message: str, **details: object) -> None:
        super().__init__(message)
        self.code = code
        self.details = details


class Interpretation(NamedTuple):
    """What a text was understood as: one of the two tuples is empty."""

    symbols: tuple[str, ...]
    values: tuple[float, ...]
    surplus: int  # elements beyond the longest sequence that were cut off
    heading: str = ""  # a word before the numbers, which was left out


def own_sequence(*, text: str = DEFAULT, kind: Kind = "auto", vary: bool = False) -> Task:
    """Make a task of the reader's sequence.

    Symbols are one-hot in and out: the target at the end is the first symbol. Painted values are
    real numbers in [-1, 1]: the target is (1 + first value) / 2, within reach of a logistic
    output. With ``vary`` the first element is drawn anew for each sequence (any of the reader's
    symbols, or uniform in [-1, 1]) so that a network must remember it to be right; otherwise
    every sequence drawn is the reader's own.

    Raises:
        InputError: a ValueError, if the text cannot be read; see `parse`.
    """
    of_kind("vary", vary, (bool, int), "True or False")
    reading = parse(text, kind)
    parameters: Parameters = {"text": text, "kind": kind, "vary": int(vary)}
    make = _symbol_task if reading.symbols else _value_task
    return make(reading, vary, parameters)


def parse(text: str, kind: Kind = "auto") -> Interpretation:
    """Read a sequence of symbols or of values from ``text``.

    Spaces, commas and semicolons separate elements; without any, each character is a symbol,
    unless all of them are one number, such as 0.5 or -1 (but not 0110).
    Letters and digits of full width are read as plain ones. ``kind`` "auto" takes separated
    elements that are all numbers for values. Where other separators stand between numbers, a comma
    inside one is a decimal sign: ``0,5; 0,25``; so it is in one alone that is no pair: ``0,5``. A
    word before numbers is a heading and left out. What exceeds 200 elements is cut off and counted
    in `surplus`.

    Raises:
        InputError: codes "kind", "too_short", "long_symbol", "one_symbol", "many_symbols",
            "not_a_number", "out_of_range".
    """
    of_kind("text", text, str, "a text")
    if not is_one_of(kind, ("auto", "symbols", "values")):
        raise InputError("kind", f"kind must be auto, symbols or values, got {kind!r}", kind=kind)
    words = _words(unicodedata.normalize("NFKC", text), kind)
    heading = words[0] if kind != "symbols" and _is_heading(words) else ""
    left, separated = words[bool(heading) :], len(words) > 1
    numbers = all(map(_is_number, left)) if separated else _is_one_number("".join(left))
    if kind == "values" or (kind == "auto" and numbers):
        return _values(left)._replace(heading=heading)
    return _symbols(words if separated else list("".join(words)))


def _words(text: str, kind: Kind) -> list[str]:
    """The elements of a text; decimal commas have become points."""
    strong = [word for word in STRONG.split(text) if word and word.isprintable()]
    numbers = strong[1:] if strong and not _is_number(strong[0].replace(",", ".")) else strong
    sure = len(numbers) > 1 or any(map(_is_decimal_alone, numbers))
    if kind != "symbols" and sure and all(map(_is_decimal, numbers)):
        return [word.replace(",", ".") if _is_decimal(word) else word for word in strong]
    return [word for word in SEPARATORS.split(text) if word and word.isprintable()]


def _is_decimal(word: str) -> bool:
    return bool(DECIMAL_COMMA.fullmatch(word)) or _is_number(word)


def _is_decimal_alone(word: str) -> bool:
    """A number with a comma that could not stand between two: 0,5, as no element is a 5."""
    return bool(DECIMAL_COMMA.fullmatch(word)) and int(word.split(",")[1]) > 1


def _is_one_number(word: str) -> bool:
    """A number alone that has a sign, a point or an exponent: digits alone may be symbols."""
    return _is_number(word) and not word.isdigit()


def _is_heading(words: list[str]) -> bool:
    """A word before at least two numbers; one letter before whole ones may be a symbol itself."""
    if len(words) < 3 or _is_number(words[0]) or not all(map(_is_number, words[1:])):
        return False
    return len(words[0]) > 1 or any(not word.lstrip("+-−").isdigit() for word in words[1:])


def _symbols(words: list[str]) -> Interpretation:
    kept = tuple(_long_enough(words))
    for place, name in enumerate(kept, start=1):
        if len(name) > LONGEST_NAME:
            message = f"element {place} must have at most {LONGEST_NAME} characters"
            raise InputError("long_symbol", message, place=place, most=LONGEST_NAME)
    distinct = len(set(kept))
    if distinct < 2:
        message = f"at least two different symbols are needed, got only {kept[0]!r}"
        raise InputError("one_symbol", message, symbol=kept[0])
    if distinct > MOST_SYMBOLS:
        message = f"at most {MOST_SYMBOLS} different symbols are possible, got {distinct}"
        raise InputError("many_symbols", message, most=MOST_SYMBOLS, count=distinct)
    return Interpretation(kept, (), len(words) - len(kept))


def _values(words: list[str]) -> Interpretation:
    kept = _long_enough(words, 1)
    numbers = tuple(_number(word, place) for place, word in enumerate(kept, start=1))
    return Interpretation((), numbers, len(words) - len(kept))


def _long_enough(words: list[str], least: int = SHORTEST) -> list[str]:
    if len(words) < least:
        message = f"a sequence needs at least {least} elements, got {len(words)}"
        raise InputError("too_short", message, least=least, count=len(words))
    return words[:LONGEST]


def _number(word: str, place: int) -> float:
    if not _is_number(word):
        message = f"element {place} must be a number, got {word!r}"
        raise InputError("not_a_number", message, place=place, element=word)
    value = _float(word)
    if abs(value) > 1.0:
        message = f"element {place} must lie between -1 and 1, got {word}"
        raise InputError("out_of_range", message, place=place, element=word)
    return value


def _is_number(word: str) -> bool:
    try:
        return math.isfinite(_float(word))
    except ValueError:
        return False


def _float(word: str) -> float:
    return float(word.replace("−", "-"))  # the minus sign of printed text


def _symbol_task(reading: Interpretation, vary: bool, parameters: Parameters) -> Task:
    alphabet = tuple(dict.fromkeys(reading.symbols))  # in order of appearance
    own = np.array([alphabet.index(symbol) for symbol in reading.symbols])
    return Task(
        slug="typed",
        experiment="",
        inputs=len(alphabet),
        outputs=len(alphabet),
        parameters=parameters,
        lag=len(own) - 1,
        sampler=partial(_draw_symbols, own=own, size=len(alphabet), vary=vary),
        relevant=relevant,
        criterion=partial(criteria.at_end, tolerance=SYMBOL_TOLERANCE),
        tolerance=SYMBOL_TOLERANCE,
        symbols=alphabet,
        classes=alphabet,
        label=final_class,
    )


def _value_task(reading: Interpretation, vary: bool, parameters: Parameters) -> Task:
    return Task(
        slug="typed",
        experiment="",
        inputs=1,
        outputs=1,
        parameters=parameters,
        lag=len(reading.values) - 1,
        sampler=partial(_draw_values, own=np.array(reading.values), vary=vary),
        relevant=relevant,
        criterion=partial(criteria.at_end, tolerance=VALUE_TOLERANCE),
        tolerance=VALUE_TOLERANCE,
    )


def relevant(sequences: Sequences) -> Bools:
    """Mark the first element: (T[, N])."""
    marks = np.zeros(sequences.teach.shape, np.bool_)
    marks[0] = True
    return marks


def _draw_symbols(
    count: int,
    *,
    rng: np.random.Generator,
    dtype: npt.DTypeLike,
    own: Ints,
    size: int,
    vary: bool,
) -> Sequences:
    symbols = np.repeat(own[:, None], count, axis=1)
    if vary:
        symbols[0] = rng.integers(size, size=count)
    xs = one_hot(symbols, size, dtype)
    return taught_at_end(xs, xs[0], np.full(count, len(own)))


def _draw_values(
    count: int,
    *,
    rng: np.random.Generator,
    dtype: npt.DTypeLike,
    own: npt.NDArray[np.float64],
    vary: bool,
) -> Sequences:
    values = np.repeat(own[:, None], count, axis=1)
    if vary:
        values[0] = rng.uniform(-1.0, 1.0, count)
    goal = (1.0 + values[:1]) / 2.0
    return taught_at_end(values[:, None].astype(dtype), goal, np.full(count, len(own)))
