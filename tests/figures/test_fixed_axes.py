"""What lies outside an axis that never changes is an arrow at its edge, and no point on it."""

from math import inf, nan

import altair as alt
import numpy as np
import pytest

from lstm97.figures.evidence.cost import Series, cost_chart
from lstm97.figures.evidence.reproduction import DOMAIN, reproduction_chart
from lstm97.figures.foundations.one_step import WEIGHTS, weights_chart
from lstm97.figures.palette import palette
from lstm97.figures.scenes.scissors import turn_chart

LOOK = palette("light")
WORDS = {one: one for one in ("x", "y", "published", "mean", "unsolved", "sequences")}
SIDES = ("triangle-left", "triangle-right", "triangle-up", "triangle-down")


def marks(spec, of):
    """Values of a field by what is drawn there: a "place", an "arrow", or "words"."""
    alt.LayerChart.from_dict({name: one for name, one in spec.items() if name != "config"})
    found = {"place": [], "arrow": [], "words": []}
    for one in spec["layer"]:
        arrow = one["mark"].get("shape") in SIDES
        labels = one["mark"]["type"] == "text"
        kind = "arrow" if arrow else "words" if labels else "place"
        for row in one.get("data", spec.get("data", {}))["values"]:
            if "label" in row or not labels:
                found[kind].append(row["label"] if labels else row.get(of))
    return found


def turns(values, here=1.0):
    found = {"early": np.array(values), "late": np.array([0.5])}
    names = {"early": "early", "late": "late"}
    return turn_chart(found, names, ("early", here), "ratio", LOOK, domain=(0.1, 10), log=True)


def test_networks_beyond_the_axis_of_ratios_are_counted_at_its_edge():
    found = marks(turns([0.0, 0.03, 1.0, 2.0, 55.0, nan, inf], here=0.002), "value")
    assert sorted({one for one in found["place"] if one}) == [0.5, 1.0, 2.0]
    assert found["words"] == ["2", "1", "○ 0.002"]
    assert set(found["arrow"]) == {0.1, 10}


def test_a_median_beyond_the_axis_says_where_it_is():
    assert "◆ 0.03" in marks(turns([0.02, 0.03, 0.04]), "value")["words"]


def test_angles_never_leave_their_axis():
    spec = turn_chart({"one": np.array([0.0, 180.0])}, {"one": "one"}, ("one", nan), "angle", LOOK,
                      domain=(0, 180))  # fmt: skip
    assert marks(spec, "value")["arrow"] == []


def result(trials, **more):
    row = {"name": "row", "label": "row", "published": None, "mean": None, "unsolved": 0}
    return {**row, "limit": None, "trials": trials, **more}


def test_trials_beyond_the_axis_of_sequences_are_arrows():
    rows = [result([5e3, 40, 300], published=2e7, mean=5e3, unsolved=2, limit=3e7)]
    found = marks(reproduction_chart(rows, WORDS, LOOK), "sequences")
    assert found["place"] == [5e3, 5e3]
    assert found["words"] == ["40", "3×10⁷"]
    assert set(found["arrow"]) == set(DOMAIN)


def test_what_is_on_the_axis_of_sequences_has_no_arrow():
    rows = [result([1e3, 1e7], published=1e6, mean=5e6, unsolved=1, limit=1e7)]
    assert marks(reproduction_chart(rows, WORDS, LOOK), "sequences")["arrow"] == []


@pytest.mark.parametrize("measured", [True, False])
def test_a_cost_beyond_the_axis_is_an_arrow(measured):
    ways = [Series("one", [10, 100, 1000], [1e6, 2.0, 1e-3], "cell", measured)]
    found = marks(cost_chart(ways, WORDS, LOOK, domain=(0.5, 3e4)), "y")
    assert all(0.5 <= y <= 3e4 for y in found["place"])
    assert 2.0 in found["place"]
    assert found["words"] == ["10⁶", "0.001"]


def test_a_weight_off_its_axis_is_a_tip_at_the_edge():
    before, after = np.array([0.0, 9.0, -9.0, 1.0]), np.array([9.0, 9.0, 0.0, nan])
    ring, shaft, right, left, _ = weights_chart("abcd", before, after, "abcd", LOOK)["layer"]
    assert [one["name"] for one in ring["data"]["values"]] == ["a", "d"]
    assert [one["name"] for one in shaft["data"]["values"]] == ["a"]
    assert [(one["name"], one["after"]) for one in right["data"]["values"]] == [
        ("a", WEIGHTS[1]),
        ("b", WEIGHTS[1]),
    ]
    assert [(one["name"], one["after"]) for one in left["data"]["values"]] == [("c", WEIGHTS[0])]
