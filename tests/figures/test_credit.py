"""The two pictures for experts: what they draw, and that nothing outside an axis is drawn."""

from itertools import pairwise

import altair as alt
import numpy as np
import pytest

from lstm97.figures.palette import palette
from lstm97.figures.reach.credit import COLUMNS, ROWS, STRETCH, credit_map, singular_chart

LOOK = palette("dark")
WORDS = {"at": "t", "entered": "from", "size": "size"}
THREE = {"t": "t", "value": "factor", "largest": "most", "median": "half", "least": "least"}


def cells(spec):
    """The map as a dictionary: log10 by step of entry and step."""
    return {
        (row["entry"], t): log
        for row in spec["layer"][0]["data"]["values"]
        for t, log in zip(row["t"], row["log"], strict=True)
    }


def test_map_has_every_size_where_it_was_measured():
    sizes = np.array([[1.0, 0.0, 0.0], [1e-3, 1.0, 0.0], [1e-20, 1e5, 1.0]])
    spec = credit_map([0, 1, 2], sizes, WORDS, LOOK)
    alt.LayerChart.from_dict(spec, validate=True)
    assert cells(spec) == {(1, 1): 0, (2, 1): -3, (2, 2): 0, (3, 2): 5, (3, 3): 0}
    assert spec["encoding"]["color"]["condition"]["test"] == "datum.log > 2"


def test_what_overflowed_is_above_the_axis():
    spec = credit_map([1], np.array([[np.inf, 1.0]]), WORDS, LOOK)
    assert cells(spec)[2, 1] > 300


@pytest.mark.parametrize("steps", [1, 50, 1000])
def test_map_covers_every_step_with_few_cells(steps):
    entries = np.unique(np.linspace(0, steps - 1, min(steps, 128)).round().astype(int))
    rows = credit_map(entries, np.ones((len(entries), steps)), WORDS, LOOK)["layer"][0]["data"][
        "values"
    ]
    assert len(rows) <= ROWS
    assert all(len(row["t"]) <= COLUMNS for row in rows)
    assert rows[-1]["high"] == steps + 0.5
    assert all(low["high"] == high["low"] for low, high in pairwise(rows))
    assert rows[-1]["left"][1:] == rows[-1]["right"][:-1]


def test_singular_values_are_drawn_where_the_axis_has_them():
    values = np.array([[2.0, 1.0, 1e-9], [1e3, 0.5, 0.1]])
    spec = singular_chart([1, 2], values, THREE, LOOK)
    alt.LayerChart.from_dict(spec, validate=True)
    line, *arrows = spec["layer"][1]["layer"]
    drawn = {(one["name"], one["x"]): one["y"] for one in line["data"]["values"]}
    assert all(STRETCH[0] <= y <= STRETCH[1] for y in drawn.values())
    kept = {place: y for place, y in drawn.items() if place[1] in (2, 3)}
    assert kept == {("most", 2): 2, ("half", 2): 1, ("half", 3): 0.5, ("least", 3): 0.1}
    gone = {
        (one["name"], one["y"], one["label"]) for part in arrows for one in part["data"]["values"]
    }
    assert gone == {("most", STRETCH[1], "1000"), ("least", STRETCH[0], "10⁻⁹")}
    assert spec["encoding"]["y"]["scale"]["domain"] == list(STRETCH)
