"""Pulls on one weight: a bar for each time step, up or down, and one for their sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import numpy as np
from numpy.typing import ArrayLike

from lstm97.figures.palette import Palette, Role

SIGNS: tuple[tuple[str, Role], ...] = (("up", "cell"), ("down", "error"), ("sum", "neutral"))


def pull_chart(
    pulls: ArrayLike,
    words: Mapping[str, str],
    look: Palette,
    *,
    bound: float,
    height: int = 260,
) -> alt.LayerChart:
    """Bars of ``pulls`` (T,), their numbers, and their sum, on the axis [-bound, bound].

    ``words``: x, y (axis titles), up, down, sum (what the colours mean).
    """
    values = np.asarray(pulls, float)
    steps = [str(step + 1) for step in range(len(values))]
    records = [*map(_record, steps, values), {**_record("Σ", values.sum()), "sign": "sum"}]
    base = alt.Chart(alt.InlineData(values=[_named(one, words) for one in records])).encode(
        x=alt.X("step:N", sort=[*steps, "Σ"], axis=alt.Axis(title=words["x"], labelAngle=0))
    )
    y = alt.Y(
        "pull:Q",
        scale=alt.Scale(domain=[-bound, bound], clamp=True),
        axis=alt.Axis(title=words["y"], titleAngle=0, titleAlign="left", titleX=0, titleY=-10),
    )
    bars = base.mark_bar(size=26).encode(y=y, color=_color(words, look))
    texts = [_numbers(base, y, look, up=up) for up in (True, False)]
    zero = alt.Chart(alt.InlineData(values=[{"pull": 0}])).mark_rule(color=look.muted).encode(y=y)
    return alt.LayerChart(layer=[bars, zero, *texts], height=height)


def _record(step: str, value: float) -> dict[str, Any]:
    return {"step": step, "pull": float(value), "sign": "up" if value >= 0 else "down"}


def _named(record: dict[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    """The record with its meaning and its number as a reader sees them."""
    pull = round(record["pull"], 2) + 0.0
    number = f"{pull:+.2f}".replace("-", "−") if pull else "0"
    return {**record, "meaning": words[record["sign"]], "number": number}


def _color(words: Mapping[str, str], look: Palette) -> alt.Color:
    names: Sequence[str] = [words[sign] for sign, _ in SIGNS]
    scale = alt.Scale(domain=names, range=[look.color(role) for _, role in SIGNS])
    legend = alt.Legend(title=None, orient="bottom", columns=1, labelLimit=400)
    return alt.Color("meaning:N", scale=scale, legend=legend)


def _numbers(base: alt.Chart, y: alt.Y, look: Palette, *, up: bool) -> alt.Chart:
    """Numbers above the bars that go up, or below those that go down."""
    kept = base.transform_filter("datum.pull >= 0" if up else "datum.pull < 0")
    texts: alt.Chart = kept.mark_text(dy=-9 if up else 11, color=look.text)
    return texts.encode(y=y, text="number:N")
