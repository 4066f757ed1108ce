"""Lines of equal height on a measured surface, by marching squares.

A loss surface is measured on a grid; where a level passes between two neighbouring points of the
grid is found by a straight line between them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from lstm97.engine.activations import Array


def isolines(heights: Array, xs: Array, ys: Array, level: float) -> Array:
    """Segments of the line where ``heights`` (len(ys), len(xs)) is ``level``: (S, 2, 2).

    Each segment is two points (x, y). A saddle inside one square is cut in one of the two ways.
    """
    corners, heights4 = _squares(heights, xs, ys)
    following = np.roll(heights4, -1, axis=1)
    crossed = (heights4 >= level) != (following >= level)  # (C, 4): edges that the line crosses
    with np.errstate(divide="ignore", invalid="ignore"):
        share = ((level - heights4) / (following - heights4))[..., None]
        points = corners + share * (np.roll(corners, -1, axis=1) - corners)
    once, twice = crossed.sum(axis=1) == 2, crossed.all(axis=1)
    simple = points[once][crossed[once]].reshape(-1, 2, 2)
    return np.concatenate([simple, points[twice].reshape(-1, 2, 2)])


def joined(segments: Array, digits: int = 6) -> list[Array]:
    """The same line in as few pieces as possible: each (P, 2), closed where it is a ring.

    Two segments meet where their ends agree to so many ``digits``.
    """
    pairs = [tuple(map(tuple, one)) for one in segments.round(digits).tolist()]
    ends = [pair for pair in pairs if pair[0] != pair[1]]
    at: dict[tuple[float, ...], list[int]] = {}
    for index, pair in enumerate(ends):
        for end in pair:
            at.setdefault(end, []).append(index)
    left = dict.fromkeys(range(len(ends)))
    open_first = sorted(left, key=lambda one: all(len(at[end]) > 1 for end in ends[one]))
    return [_followed(first, ends, at, left) for first in open_first if first in left]


def thinned(line: Array, within: float) -> Array:
    """``line`` (P, 2) by as few of its points as keep it where it was, to ``within``.

    Straight from end to end, unless a point lies farther off: then each half by itself
    (Douglas and Peucker's way).
    """
    if len(line) < 3:
        return line
    chord, spokes = line[-1] - line[0], line[1:-1] - line[0]
    length = float(np.hypot(*chord))
    across = np.abs(chord[0] * spokes[:, 1] - chord[1] * spokes[:, 0])
    off = across / length if length else np.hypot(*spokes.T)
    split = int(off.argmax()) + 1
    if off[split - 1] <= within:
        return line[[0, -1]]
    halves = thinned(line[: split + 1], within), thinned(line[split:], within)
    return np.concatenate([halves[0][:-1], halves[1]])


def _followed(
    first: int,
    ends: Sequence[tuple[tuple[float, ...], ...]],
    at: Mapping[tuple[float, ...], Sequence[int]],
    left: dict[int, None],
) -> Array:
    """The piece that begins with a segment, whose segments are no longer ``left`` afterwards."""
    del left[first]
    start, end = ends[first]
    line = [end, start] if len(at[end]) == 1 else [start, end]
    while following := [one for one in at[line[-1]] if one in left]:
        del left[following[0]]
        a, b = ends[following[0]]
        line.append(b if a == line[-1] else a)
    return np.array(line)


def levels(heights: Array, count: int) -> Array:
    """Heights in equal ratios, (count,), from just above the lowest to just below the highest.

    A level must not graze a plateau, where a line would zigzag: 0.018 keeps clear of those of the
    lesson's first map.
    """
    low, high = float(heights.min()), float(heights.max())
    return np.geomspace(low + 0.018 * (high - low), low + 0.95 * (high - low), count)


def _squares(heights: Array, xs: Array, ys: Array) -> tuple[Array, Array]:
    """The corners of every square of the grid, in a round: (C, 4, 2), and their heights (C, 4)."""
    x, y = np.meshgrid(xs, ys)
    stacked = np.stack([x, y, heights], axis=-1)
    around = (stacked[:-1, :-1], stacked[:-1, 1:], stacked[1:, 1:], stacked[1:, :-1])
    rounds = np.stack([corner.reshape(-1, 3) for corner in around], axis=1)
    return rounds[..., :2], rounds[..., 2]
