"""The class's answers as a picture: every count and every curve is in it, and nothing else."""

import numpy as np

from lstm97.figures.evidence.room import Bar, ClassDrawings, answer_bars, class_band
from lstm97.figures.palette import palette

LOOK = palette("light")
WORDS = {"round1": "first", "round2": "after", "x": "step", "y": "error", "each": "each",
         "half": "half", "middle": "middle", "measured": "measured"}  # fmt: skip


def sheet(measured=None):
    x = np.array([0.0, 1, 2])
    curves = np.array([[0.0, -1, -2], [0, np.nan, -4]])
    quartiles = np.array([[0, -2, -4], [0, -1, -3], [0, 0, -2.0]])
    return ClassDrawings(x, curves, quartiles, (-16, 2), True, measured)


def test_both_rounds_stand_side_by_side_with_their_numbers():
    bars = [Bar("A", (12, 5)), Bar("B", (6, 20), right=True)]
    spec = answer_bars(bars, WORDS, LOOK)
    told = [(one["answer"], one["round"], one["count"]) for one in spec["data"]["values"]]
    assert told == [
        ("A", "first", 12),
        ("A", "after", 5),
        ("B ✓", "first", 6),
        ("B ✓", "after", 20),
    ]
    assert spec["encoding"]["x"]["scale"]["domain"][0] == 0


def test_a_single_round_has_no_legend():
    spec = answer_bars([Bar("A", (3,)), Bar("B", (0,))], WORDS, LOOK)
    assert spec["layer"][0]["encoding"]["color"]["legend"] is None


def test_the_band_is_between_the_quartiles_and_the_median_in_it():
    thin, half, middle = class_band(sheet(), WORDS, LOOK)["layer"]
    assert [(one["y"], one["high"]) for one in half["data"]["values"]] == [
        (0, 0),
        (-2, 0),
        (-4, -2),
    ]
    assert [one["y"] for one in middle["data"]["values"]] == [0, -1, -3]
    assert [one["y"] for one in thin["data"]["values"]] == [0, -1, -2, 0, None, -4]


def test_the_measured_curve_is_there_only_when_it_is_revealed():
    measured = np.array([1.0, 0.0, -34.0])  # it leaves the sheet
    layers = class_band(sheet(measured), WORDS, LOOK)["layer"]
    assert [one["y"] for one in layers[3]["data"]["values"]] == [1, 0, -16]
    assert [one["label"] for part in layers[4:] for one in part["data"]["values"]] == ["10⁻³⁴"] * 2
    ends = class_band(sheet(np.array([0.0, 308.255, -400])), WORDS, LOOK)["layer"][4:]
    assert {one["label"] for part in ends for one in part["data"]["values"]} == {">10³⁰⁸", "0"}
    (gone, _) = class_band(sheet(np.array([0.0, -9.0, -323.306])), WORDS, LOOK)["layer"][4:]
    assert gone["data"]["values"][0]["label"] == "<10⁻³²³"  # too small to hold is not 0
    assert "measured" not in str(class_band(sheet(), WORDS, LOOK))
