"""Published against measured: one line for each row of a table, every trial a mark on it.

The axis counts training sequences and is logarithmic and the same for all tables, so that a factor
of two looks the same everywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lstm97.figures.edges import short, side_arrows
from lstm97.figures.layers import layer, number, word
from lstm97.figures.legend import legend
from lstm97.figures.lines import Spec, powers
from lstm97.figures.palette import Palette, Role

DOMAIN = (1e3, 1e7)  # training sequences, all tables
TICKS = "width < 240 ? [1e3, 1e5, 1e7] : [1e3, 1e4, 1e5, 1e6, 1e7]"  # a phone has room for three
BREAK = " · "  # in the label of a row: what follows stands in the next line
ROOMY = 6  # rows at most, for labels of several lines
KINDS: dict[str, tuple[str, Role]] = {  # what a point stands for: its shape and colour
    "published": ("diamond", "target"),
    "mean": ("circle", "lstm"),
    "unsolved": ("cross", "error"),
}


def reproduction_chart(
    rows: Sequence[Mapping[str, Any]], words: Mapping[str, str], look: Palette
) -> Spec:
    """A dot plot of sequences to success.

    ``rows`` have name (unlike all others), label (as shown), published (or None), mean (or None),
    trials, the count of each trial that succeeded, and unsolved, how many had not by their limit;
    ``words`` are published, mean, unsolved and sequences (legend and axis).
    """
    names = [row["name"] for row in rows]
    axis = {"title": words["sequences"], "titleAnchor": "end", "values": {"expr": TICKS}} | powers()
    named = {
        "title": None,
        "labelLimit": 460,
        "labelOverlap": False,
        "labelExpr": _labels(rows),
    }
    scale = {"type": "log", "domain": list(DOMAIN), "nice": False}
    places = {
        "y": word("name", sort=names, axis=named),
        "x": number("sequences", scale=scale, axis=axis),
        "tooltip": [word("name", title=" "), number("sequences", title=" ", format=",.0f")],
    }
    counts = [{"name": row["name"], "sequences": one} for row in rows for one in row["trials"]]
    points = _points(rows, words)
    gone = _farthest(one for one in [*counts, *points] if not _inside(one))
    ticks = {"type": "tick", "thickness": 2, "size": 16, "opacity": 0.5}
    labels = [row["label"] for row in rows]
    lines = 1 if len(rows) > ROOMY else 1 + max((one.count(BREAK) for one in labels), default=0)
    trials = layer([*filter(_inside, counts)], ticks | {"color": look.color("lstm")}, **places)
    drawn = _point_marks(rows, [*filter(_inside, points)], words, look, places)
    beyond = [
        {**one, "encoding": {**places, **one["encoding"]}}
        for one in side_arrows(gone, "sequences", DOMAIN, color=look.text)
    ]
    unsolved = _how_many(rows, look, places)
    height = 150 + (10 + 18 * lines) * len(names)
    # Rows have long labels and leave a phone a narrow plot: the legend ends where the plot ends.
    ends = {"legend": {"layout": {"bottom": {"anchor": "end"}}}}
    return {"layer": [trials, drawn, unsolved, *beyond], "height": height, "config": ends}


def _labels(rows: Sequence[Mapping[str, Any]]) -> str:
    """The expression that turns a name into its label: broken into lines where there is room."""
    known = json.dumps({row["name"]: row["label"] for row in rows}, ensure_ascii=False)
    shown = f"{known}[datum.label]"
    return shown if len(rows) > ROOMY else f"split({shown}, '{BREAK}')"


def _inside(one: Mapping[str, Any]) -> bool:
    """Whether the axis has a place for it."""
    return bool(DOMAIN[0] <= one["sequences"] <= DOMAIN[1])


def _farthest(gone: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Of each row what lies farthest out on either side: words would cover one another."""
    found: dict[tuple[str, bool], Mapping[str, Any]] = {}
    for one in gone:
        place = (one["name"], one["sequences"] > DOMAIN[1])
        farther = max if place[1] else min
        found[place] = farther(found.get(place, one), one, key=lambda each: each["sequences"])
    return [{**one, "label": short(one["sequences"])} for one in found.values()]


def _points(rows: Sequence[Mapping[str, Any]], words: Mapping[str, str]) -> list[dict[str, Any]]:
    """A row's published and its measured mean, and where those that failed were given up."""
    return [
        {"name": row["name"], "sequences": row["limit" if kind == "unsolved" else kind],
         "kind": words[kind]}
        for kind in KINDS for row in rows if row[kind]
    ]  # fmt: skip


def _point_marks(
    rows: Sequence[Mapping[str, Any]],
    points: Sequence[Mapping[str, Any]],
    words: Mapping[str, str],
    look: Palette,
    places: Mapping[str, Any],
) -> Spec:
    """The points, by shape and colour what they stand for."""
    there = {kind: KINDS[kind] for kind in KINDS if any(row[kind] for row in rows)}
    domain = [words[kind] for kind in there]
    shapes = {"domain": domain, "range": [shape for shape, _ in there.values()]}
    colors = {"domain": domain, "range": [look.color(role) for _, role in there.values()]}
    mark = {"type": "point", "filled": True, "size": 110, "opacity": 1}
    shape = word("kind", scale=shapes, legend=legend())
    color = word("kind", scale=colors, legend=legend())
    return layer(points, mark, **places, shape=shape, color=color)


def _how_many(rows: Sequence[Mapping[str, Any]], look: Palette, places: Mapping[str, Any]) -> Spec:
    """The number of trials that failed, above their mark, as a phone has no room beside it."""
    counts = [
        {"name": row["name"], "sequences": row["limit"], "count": str(row["unsolved"])}
        for row in rows
        if row["unsolved"] and row["limit"] <= DOMAIN[1]
    ]
    mark = {"type": "text", "dy": -14, "fontSize": 13, "color": look.color("error")}
    return layer(counts, mark, **places, text=word("count"))
