"""Published against measured: one line for each row of a table, every trial a mark on it.

The axis counts training sequences and is logarithmic and the same for all tables, so that a factor
of two looks the same everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lstm97.figures.layers import layer, number, word
from lstm97.figures.lines import Spec, legend
from lstm97.figures.palette import Palette

DOMAIN = (1e3, 1e7)  # training sequences, all tables
NAMED = [1e3, 1e4, 1e5, 1e6, 1e7]
BREAK = " · "  # in the name of a row: what follows stands in the next line
SHAPES = {"published": "diamond", "mean": "circle"}


def reproduction_chart(
    rows: Sequence[Mapping[str, Any]], words: Mapping[str, str], look: Palette
) -> Spec:
    """A dot plot of sequences to success.

    ``rows`` have name, published (or None), mean (or None) and trials, the count of each trial
    that succeeded; ``words`` are published, mean and sequences (legend and axis).
    """
    names = [row["name"] for row in rows]
    axis = {"title": words["sequences"], "titleAnchor": "end", "values": NAMED, "format": "~s"}
    named = {"title": None, "labelLimit": 220, "labelExpr": f"split(datum.label, '{BREAK}')"}
    scale = {"type": "log", "domain": list(DOMAIN), "clamp": True}
    places = {
        "y": word("name", sort=names, axis=named),
        "x": number("sequences", scale=scale, axis=axis),
        "tooltip": [word("name", title=" "), number("sequences", title=" ", format=",.0f")],
    }
    counts = [{"name": row["name"], "sequences": one} for row in rows for one in row["trials"]]
    ticks = {"type": "tick", "thickness": 2, "size": 16, "opacity": 0.5}
    lines = 1 + max((name.count(BREAK) for name in names), default=0)
    means = [_means(rows, kind, words, look, places) for kind in SHAPES]
    trials = layer(counts, ticks | {"color": look.color("lstm")}, **places)
    return {"layer": [trials, *means], "height": 130 + (8 + 14 * lines) * len(names)}


def _means(
    rows: Sequence[Mapping[str, Any]],
    kind: str,
    words: Mapping[str, str],
    look: Palette,
    places: Mapping[str, Any],
) -> Spec:
    """One point a row for its published or its measured mean."""
    points = [
        {"name": row["name"], "sequences": row[kind], "kind": words[kind]}
        for row in rows
        if row[kind]
    ]
    color = look.color("lstm" if kind == "mean" else "target")
    mark = {"type": "point", "filled": True, "size": 110, "color": color, "opacity": 1}
    shapes = {"domain": [words[each] for each in SHAPES], "range": list(SHAPES.values())}
    shape = word("kind", scale=shapes, legend=legend())
    return layer(points, mark, **places, shape=shape)
