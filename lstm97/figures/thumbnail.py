"""A thumbnail: measured lines without axes, to be recognised and not read.

A teacher sees beforehand what will be on the wall.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from math import log10

import numpy as np

from lstm97.engine.activations import Array
from lstm97.figures.edges import visible
from lstm97.figures.palette import Palette, Role
from lstm97.figures.stage.scene import ERROR_DOMAIN
from lstm97.records import brief

WIDTH, HEIGHT, EDGE = 160, 90, 6  # pixels


@brief
@dataclass(frozen=True, eq=False)
class Thumbnail:
    """Lines by role, each (T,), on one fixed axis; sizes are drawn where it is logarithmic."""

    lines: Mapping[Role, Array]
    domain: tuple[float, float] = ERROR_DOMAIN
    log: bool = True


def svg(picture: Thumbnail, look: Palette, title: str) -> str:
    """The picture as SVG; ``title`` says what it is. A line ends where it leaves the axis."""
    strokes = "".join(
        f'<polyline points="{points}" stroke="{look.color(role)}"'
        f' stroke-dasharray="{" ".join(map(str, look.styles[role].dash))}"/>'
        for role, values in picture.lines.items()
        for points in _stretches(picture, np.asarray(values, float))
    )
    frame = f"M{EDGE} {EDGE}V{HEIGHT - EDGE}H{WIDTH - EDGE}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' width="{WIDTH}" height="{HEIGHT}" fill="none" stroke-width="2">'
        f"<title>{escape(title)}</title>"
        f'<path d="{frame}" stroke="{look.quiet}" stroke-width="1"/>{strokes}</svg>'
    )


def _stretches(picture: Thumbnail, values: Array) -> Iterator[str]:
    """The parts of a line that are inside the axis, in pixels."""
    last = max(len(values) - 1, 1)
    for stretch in visible(enumerate(values.tolist()), picture.domain, picture.log).stretches:
        places = ((point.x / last, _share(picture, point.y)) for point in stretch)
        yield " ".join(
            f"{EDGE + x * (WIDTH - 2 * EDGE):.1f},{HEIGHT - EDGE - y * (HEIGHT - 2 * EDGE):.1f}"
            for x, y in places
        )


def _share(picture: Thumbnail, value: float) -> float:
    """How far up the axis a value stands, from 0 to 1."""
    low, high = picture.domain
    if picture.log:
        low, high, value = log10(low), log10(high), log10(value)
    return (value - low) / (high - low)
