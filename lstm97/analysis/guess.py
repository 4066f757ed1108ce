"""A reader's prediction as a curve: what was drawn or typed, and the short code that a link keeps.

A drawing has log10 of a size for each time step, None where nothing was drawn. Its code is "a",
then its strokes with "." between them, from the last time step back; a stroke is five letters of
base64 for each of its corners: two for how far back it lies, three for its height. So it is the
same to 0.01 at every step unless it has more corners than a link holds, and then it is near.
A curve may also be typed, as a few whole logs at evenly spaced lags: its code is these, "-2.-4".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lstm97.engine.activations import Array

LOGS = (-16, 2)  # the range of a log that is typed: the fixed axis of errors
POINTS = 8  # at most, of a curve that is typed
CORNERS = 40  # at most, of one that is drawn: 200 letters
NEAR = 0.5  # powers of ten; a point that is no farther off is right
_VERSION = "a"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_PLACES, _HEIGHTS = 64**2 - 1, 64**3 - 1  # what two and three letters count up to
_REACH = 300.0  # a height lies between minus and plus this: the wide axis
_SAME = 0.005  # powers of ten; no corner is spent on less
_CORNER = re.compile(r"[A-Za-z0-9_-]{5}")
_NUMBER = re.compile(r"[+-]?[0-9]+", re.ASCII)
_LONG = 200  # digits of a number that are looked at

Drawing = Sequence[float | None]
Lags = NDArray[np.intp]
Corner = tuple[float, float]  # how far back, as a share of all steps, and log10 of the size


def code_of(drawing: Drawing) -> str:
    """The code of a drawing; empty if nothing was drawn."""
    logs = np.array([np.nan if one is None else one for one in drawing], float)[::-1]
    lags = np.flatnonzero(np.isfinite(logs))
    if not len(lags):
        return ""
    ends = _strokes(lags)
    corners = _corners(lags, logs[lags], ends)
    places = [lag / max(1, len(logs) - 1) for lag in lags]
    strokes = (
        "".join(_letters(places[i], logs[lags[i]]) for i in corners if first <= i <= last)
        for first, last in ends
    )
    return _VERSION + ".".join(strokes)


def tidy_code(text: str) -> str:
    """The code itself, typed numbers moved into their range; ValueError for what is none."""
    if text.startswith(_VERSION):
        if sum(map(len, _read(text))) > CORNERS:
            raise ValueError(text)
        return text
    low, high = LOGS
    return ".".join(str(min(max(log, low), high)) for log in _numbers(text)[:POINTS])


def is_tidy(text: str) -> bool:
    """Whether a code says what it says in its range; ValueError for what is no code."""
    drawn = text.startswith(_VERSION)
    return drawn or _numbers(tidy_code(text)) == _numbers(text)


def logs_of(code: str) -> tuple[int, ...]:
    """What one would type for a curve: a drawn one at evenly spaced lags."""
    if not code.startswith(_VERSION):
        return _numbers(code)
    corners = sorted(corner for stroke in _read(code) for corner in stroke)
    places, logs = np.array(corners).T
    lags = np.linspace(0, 1, POINTS + 1)[1:]
    return tuple(round(float(one)) for one in np.interp(lags, places, logs).clip(*LOGS))


def curve_of(code: str, steps: int, start: float | None = 0.0) -> Array:
    """The curve of a code that is not empty: sizes by time step, (T,), NaN where nothing is drawn.

    A typed curve is joined by straight lines on the log axis, from ``start``, log10 of the size at
    the last step, on; None takes its first number's.
    """
    last = steps - 1
    if not code.startswith(_VERSION):
        logs = _numbers(code)
        lags = np.linspace(0, last, len(logs) + 1)
        first = logs[0] if start is None else start
        joined: Array = 10.0 ** np.interp(np.arange(steps), lags, [first, *logs])
        return joined[::-1]
    curve = np.full(steps, np.nan)
    for stroke in _read(code):
        places, heights = np.array(stroke).T
        lags = np.rint(places * last).astype(int)
        drawn = np.arange(lags[0], lags[-1] + 1)
        curve[drawn] = 10.0 ** np.interp(drawn, lags, heights)
    return curve[::-1]


class Miss(NamedTuple):
    """How far a curve is from a measured one: at how many of its steps near, and off on average.

    ``off`` is in powers of ten.
    """

    near: int
    steps: int
    off: float

    @property
    def is_right(self) -> bool:
        """Whether it is near at half of its steps at least, as a class's curve is judged."""
        return 2 * self.near >= self.steps


def miss(code: str, measured: ArrayLike) -> Miss:
    """Compare a curve with measured sizes (T,).

    Where these have left the axis on which it was drawn, its edge is right.
    """
    sizes = np.abs(np.nan_to_num(np.asarray(measured, float), nan=np.inf))
    reach = _REACH if _is_wide(code) else None
    low, high = (-reach, reach) if reach else LOGS
    logs = np.log10(np.clip(sizes, 10.0**low, 10.0**high))
    own = np.log10(curve_of(code, len(logs), float(logs[-1])))
    off = np.abs(own - logs)[np.isfinite(own)]
    return Miss(int((off <= NEAR).sum()), len(off), float(off.mean()))


def nearest(code: str, measured: Mapping[str, ArrayLike]) -> tuple[str, Miss]:
    """The name of the measured curve to which this one comes nearest, and by how much it misses."""
    misses = {name: miss(code, sizes) for name, sizes in measured.items()}
    name = min(misses, key=lambda one: misses[one].off)
    return name, misses[name]


def _is_wide(code: str) -> bool:
    """Whether a drawing has a point that the fixed axis of errors does not."""
    heights = [log for stroke in _read(code) for _, log in stroke] if code[:1] == _VERSION else []
    low, high = LOGS
    return any(not low - NEAR <= log <= high + NEAR for log in heights)


def _strokes(lags: Lags) -> list[tuple[int, int]]:
    """First and last index of each stroke; of too many gaps the narrowest are closed."""
    gaps = np.diff(lags)
    widest = np.argsort(-gaps, kind="stable")[: CORNERS // 2 - 1]
    cuts = sorted(int(one) for one in widest if gaps[one] > 1)
    return list(zip([0, *(cut + 1 for cut in cuts)], [*cuts, len(lags) - 1], strict=True))


def _corners(lags: Lags, logs: Array, ends: list[tuple[int, int]]) -> list[int]:
    """Indices of as many points as a curve needs, those farthest from the lines between first."""
    kept = sorted({index for stroke in ends for index in stroke})
    while len(kept) < CORNERS:
        off = np.abs(np.interp(lags, lags[kept], logs[kept]) - logs)
        if off.max() <= _SAME:
            break
        kept = sorted([*kept, int(off.argmax())])
    return kept


def _letters(place: float, log: float) -> str:
    height = (min(max(log, -_REACH), _REACH) + _REACH) / (2 * _REACH)
    return _digits(round(place * _PLACES), 2) + _digits(round(height * _HEIGHTS), 3)


def _digits(number: int, count: int) -> str:
    return "".join(_LETTERS[number >> 6 * place & 63] for place in reversed(range(count)))


def _read(code: str) -> list[list[Corner]]:
    """The strokes of a drawing's code; ValueError for what is none."""
    strokes = [_stroke(text) for text in code[len(_VERSION) :].split(".")]
    if any(one[0] >= two[0] for stroke in strokes for one, two in pairwise(stroke)):
        raise ValueError(code)
    return strokes


def _stroke(text: str) -> list[Corner]:
    corners = _CORNER.findall(text)
    if not corners or "".join(corners) != text:
        raise ValueError(text)
    return [
        (_count(one[:2]) / _PLACES, (2 * _count(one[2:]) / _HEIGHTS - 1) * _REACH)
        for one in corners
    ]


def _count(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 64 * number + _LETTERS.index(letter)
    return number


def _numbers(text: str) -> tuple[int, ...]:
    """The numbers that were typed; ValueError for what is no list of whole numbers."""
    parts = [part for part in re.split(r"[.,;\s，、]+", text) if part]
    if not all(map(_NUMBER.fullmatch, parts)):
        raise ValueError(text)
    return tuple(int(part[:_LONG]) for part in parts)
