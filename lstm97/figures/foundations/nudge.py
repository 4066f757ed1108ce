"""One knob turned a little: the loss along it with the small triangle, and the ratio that settles.

Both axes are fixed, whatever the knob.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

import numpy as np

from lstm97.analysis.foundations.nudging import NUDGES, KnobNudge
from lstm97.engine.activations import Array
from lstm97.figures.layers import DASH, LETTERS, layer, number, word
from lstm97.figures.lines import ROOM, Spec, value_axis
from lstm97.figures.palette import Palette

KNOB = (-4.0, 5.0)  # axis of the knob: the largest nudge stays on it
LOSS = (0.0, 16.0)  # axis of the loss: eight points, each at most 2 off
RATIO = (-12.0, 12.0)  # axis of the ratio
SCALE = (25.0, -20.0)  # pixels of a unit of knob and loss, about
WIDE, TALL = 8.0, 16.0  # pixels of a letter and of a line


Align = Literal["left", "center", "right"]


class Spot(NamedTuple):
    """Where words may stand: beside a point, so many pixels away."""

    x: float
    y: float
    align: Align
    dx: float
    dy: float = 0

    def box(self, text: str) -> tuple[float, float, float, float]:
        """What the words cover, in pixels: left, right, top, bottom."""
        wide = WIDE * len(text)
        start = {"left": 0.0, "center": -wide / 2, "right": -wide}[self.align]
        left, middle = self.x * SCALE[0] + self.dx + start, self.y * SCALE[1] + self.dy
        return left, left + wide, middle - TALL / 2, middle + TALL / 2


def along_chart(found: KnobNudge, words: Mapping[str, str], look: Palette) -> Spec:
    """The loss against the knob, and the nudge as a triangle. ``words``: knob, loss, run, rise."""
    (x, y), (x2, y2) = found.here, found.there
    across = {"title": words["knob"], "grid": False, "tickCount": {"expr": ROOM}}
    at = {
        "x": number("x", scale=_fixed_scale(KNOB), axis=across),
        "y": number("y", scale=_fixed_scale(LOSS), axis=value_axis(words["loss"])),
    }
    pairs = zip(found.xs.tolist(), found.losses.tolist(), strict=True)
    curve = [{"x": a, "y": b} for a, b in pairs]
    ends = {"x2": number("x2"), "y2": number("y2")}
    sides = [{"x": x, "y": y, "x2": x2, "y2": y}, {"x": x2, "y": y, "x2": x2, "y2": y2}]
    signal, error = look.color("signal"), look.color("error")
    side = {"type": "rule", "strokeWidth": 2.5}
    run, rise = _spots(found, (words["run"], words["rise"]))
    return {
        "layer": [
            layer(curve, {"type": "line", "color": look.text, "strokeWidth": 2}, **at),
            layer(sides[:1], side | {"color": signal}, **at, **ends),
            layer(sides[1:], side | {"color": error}, **at, **ends),
            layer([{"x": x, "y": y}, {"x": x2, "y": y2}],
                  {"type": "point", "filled": True, "size": 110, "color": signal, "opacity": 1},
                  **at),
            *_words(words["run"], run, at, signal, look),
            *_words(words["rise"], rise, at, error, look),
        ],
        "height": 420,
    }  # fmt: skip


def _words(
    text: str, spot: Spot, at: Mapping[str, Spec], color: str, look: Palette
) -> Iterator[Spec]:
    """Words, on a plate of background: where all is narrow, a curve ends at them."""
    mark = {"type": "text", "fontSize": LETTERS, "fontWeight": 600, "color": color,
            "align": spot.align, "dx": spot.dx, "dy": spot.dy}  # fmt: skip
    plate = {"stroke": look.background, "strokeWidth": 5, "strokeJoin": "round", "aria": False}
    for kind in (mark | plate, mark):
        yield layer([{"x": spot.x, "y": spot.y, "text": text}], kind, **at, text=word("text"))


def _spots(found: KnobNudge, texts: Sequence[str]) -> list[Spot]:
    """Where the words of the triangle's foot and of its height stand, off the curve and inside."""
    (x, y), (x2, y2) = found.here, found.there
    foot, high = (x + x2) / 2, (y + y2) / 2
    near = (14, -12) if y2 >= y else (-12, 14)  # the foot's own side first
    rows = [far * dy for far in (1, 2.5, 4) for dy in near]
    beside: tuple[tuple[Align, float], ...] = (("left", 8.0), ("right", -8.0))
    choices = (
        [*(Spot(foot, y, "center", 0, dy) for dy in rows),
         *(Spot(x2, y, align, dx, dy) for dy in rows for align, dx in beside)],
        [*(Spot(x2, high, align, dx) for align, dx in beside),
         *(Spot(x2, y2, align, dx, dy) for dy in rows for align, dx in beside)],
    )  # fmt: skip
    line = np.stack([found.xs * SCALE[0], found.losses * SCALE[1]], axis=1)
    line = np.concatenate([line, [(x * SCALE[0], y * SCALE[1]), (x2 * SCALE[0], y2 * SCALE[1])]])
    chosen: list[Spot] = []
    for text, spots in zip(texts, choices, strict=True):
        taken = [one.box(said) for one, said in zip(chosen, texts, strict=False)]
        chosen.append(min(spots, key=lambda one: _trouble(one.box(text), line, taken)))
    return chosen


def _trouble(box: Sequence[float], line: Array, taken: Iterable[Sequence[float]]) -> int:
    """How bad a box is: off the axes most, then on another box, then on points (n, 2) of a line."""
    left, right, top, bottom = box
    inside = KNOB[0] * SCALE[0] <= left and right <= KNOB[1] * SCALE[0]
    low = bottom <= LOSS[0] * SCALE[1] + TALL  # a line of words may stand below the axis
    on = (line[:, 0] > left) & (line[:, 0] < right) & (line[:, 1] > top) & (line[:, 1] < bottom)
    meets = any(a < right and left < b and c < bottom and top < d for a, b, c, d in taken)
    return 4 * (not inside or not low) + 2 * meets + int(on.any())


def ratio_chart(
    found: KnobNudge, by: float, words: Mapping[str, str], look: Palette, *, told: bool
) -> Spec:
    """Rise divided by run for ever smaller nudges; the one of now alone until ``told``.

    ``words``: by, ratio (axis titles), slope (the dashed line).
    """
    axis = {"title": words["by"], "values": [1, 0.1, 0.01, 0.001], "format": "~g", "grid": False}
    scale = {"type": "log", "domain": [1.5, 0.0008], "nice": False}
    at = {
        "x": number("x", scale=scale, axis=axis),
        "y": number("y", scale=_fixed_scale(RATIO), axis=value_axis(words["ratio"])),
    }
    color = look.color("error")
    point = {"type": "point", "filled": True, "opacity": 1, "color": color}
    now = [{"x": by, "y": found.ratio}]
    layers = [layer(now, point | {"size": 150}, **at)]
    if told:
        line = {"type": "line", "color": color, "point": {"color": color, "size": 40}}
        rule = {"type": "rule", "strokeDash": DASH, "color": look.text}
        text = {"type": "text", "align": "right", "dx": -4, "dy": -10, "color": look.text}
        slope = [{"x": 0.0008, "y": found.slope, "text": words["slope"]}]
        layers += [
            layer(_ratios(found.ratios), line, **at),
            layer(slope, rule, y=at["y"]),
            layer(slope, text | {"fontSize": LETTERS}, **at, text=word("text")),
        ]
    return {"layer": layers, "height": 420}


def _ratios(ratios: Array) -> list[dict[str, float]]:
    pairs = zip(NUDGES, ratios.tolist(), strict=True)
    return [{"x": by, "y": ratio} for by, ratio in pairs]


def _fixed_scale(domain: tuple[float, float]) -> Spec:
    return {"domain": list(domain), "nice": False}
