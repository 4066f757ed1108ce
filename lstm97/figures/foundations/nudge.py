"""One knob turned a little: the loss along it with the small triangle, and the ratio that settles.

Both axes are fixed, whatever the knob.
"""

from __future__ import annotations

from collections.abc import Mapping

from lstm97.analysis.foundations.nudging import NUDGES, KnobNudge
from lstm97.engine.activations import Array
from lstm97.figures.layers import DASH, LETTERS, layer, number, word
from lstm97.figures.lines import Spec, value_axis
from lstm97.figures.palette import Palette

KNOB = (-4.0, 5.0)  # axis of the knob: the largest nudge stays on it
LOSS = (0.0, 16.0)  # axis of the loss: eight points, each at most 2 off
RATIO = (-12.0, 12.0)  # axis of the ratio


def along_chart(found: KnobNudge, words: Mapping[str, str], look: Palette) -> Spec:
    """The loss against the knob, and the nudge as a triangle. ``words``: knob, loss, run, rise."""
    (x, y), (x2, y2) = found.here, found.there
    at = {
        "x": number("x", scale=_fixed_scale(KNOB), axis={"title": words["knob"], "grid": False}),
        "y": number("y", scale=_fixed_scale(LOSS), axis=value_axis(words["loss"])),
    }
    pairs = zip(found.xs.tolist(), found.losses.tolist(), strict=True)
    curve = [{"x": a, "y": b} for a, b in pairs]
    ends = {"x2": number("x2"), "y2": number("y2")}
    sides = [{"x": x, "y": y, "x2": x2, "y2": y}, {"x": x2, "y": y, "x2": x2, "y2": y2}]
    signal, error = look.color("signal"), look.color("error")
    side = {"type": "rule", "strokeWidth": 2.5}
    text = {"type": "text", "fontSize": LETTERS, "fontWeight": 600}
    below = y2 >= y  # the triangle's foot, out of the way of the curve
    return {
        "layer": [
            layer(curve, {"type": "line", "color": look.text, "strokeWidth": 2}, **at),
            layer(sides[:1], side | {"color": signal}, **at, **ends),
            layer(sides[1:], side | {"color": error}, **at, **ends),
            layer([{"x": x, "y": y}, {"x": x2, "y": y2}],
                  {"type": "point", "filled": True, "size": 110, "color": signal, "opacity": 1},
                  **at),
            layer([{"x": (x + x2) / 2, "y": y, "text": words["run"]}],
                  text | {"color": signal, "dy": 14 if below else -12}, **at, text=word("text")),
            layer([{"x": x2, "y": (y + y2) / 2, "text": words["rise"]}],
                  text | {"color": error, "align": "left", "dx": 8}, **at, text=word("text")),
        ],
        "height": 420,
    }  # fmt: skip


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
