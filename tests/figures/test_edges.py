"""Lines that leave an axis: they end at its edge, and the arrow says how far they go."""

from math import inf, nan

import pytest

from lstm97.figures.edges import Point, arrows, short, visible

DECADES = (1e-4, 1e2)


def test_a_dying_line_ends_where_it_crosses_the_edge():
    drawn = visible([(1, 1.0), (2, 1e-3), (3, 1e-5), (4, 1e-7)], DECADES, log=True)
    assert drawn.stretches == [[(1, 1.0), (2, 1e-3), Point(2.5, 1e-4)]]
    assert [(leave.end, leave.side, leave.farthest) for leave in drawn.leaves] == [
        ((2.5, 1e-4), -1, 1e-7)
    ]


def test_a_line_that_comes_back_is_drawn_again_from_the_edge():
    drawn = visible([(0, 1.0), (2, 3.0), (4, 1.0)], (0.0, 2.0), log=False)
    assert drawn.stretches == [[(0, 1.0), (1, 2.0)], [(3, 2.0), (4, 1.0)]]
    assert [leave.farthest for leave in drawn.leaves] == [3.0]


def test_what_begins_outside_has_its_arrow_there():
    drawn = visible([(1, 1e9), (2, 1e5), (3, 10.0)], DECADES, log=True)
    assert drawn.leaves[0].end == (1, 1e2)
    assert drawn.leaves[0].farthest == 1e9
    assert drawn.stretches[0][-1] == (3, 10.0)


def test_zero_and_overflow_lie_beyond_every_axis_of_sizes():
    drawn = visible([(1, 1.0), (2, 0.0), (3, nan), (4, 1.0), (5, inf)], DECADES, log=True)
    assert [(leave.end.x, leave.side) for leave in drawn.leaves] == [(2, -1), (5, 1)]
    assert len(drawn.stretches) == 2


def test_no_point_of_a_line_lies_outside_the_axis():
    points = [(t, 0.1 ** (t - 5)) for t in range(60)]
    inside = [y for part in visible(points, DECADES, log=True).stretches for _, y in part]
    assert min(inside) == DECADES[0]
    assert max(inside) == DECADES[1]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (42.4, "42"),
        (0.0314, "0.031"),
        (9.6e-10, "10⁻⁹"),
        (3.2e-9, "3×10⁻⁹"),
        (2e4, "2×10⁴"),
        (-2e4, "−2×10⁴"),
        (0.0, "0"),
        (inf, ">10³⁰⁸"),
    ],
)
def test_values_are_written_short(value, written):
    assert short(value) == written


def test_words_stand_on_the_side_where_there_is_room():
    drawn = visible([(1, 1e9), (2, 1.0), (90, 1.0), (91, 1e9)], DECADES, log=True)
    layers = arrows([("line", one) for one in drawn.leaves], 50.0)
    words = [one["mark"]["align"] for one in layers if one["mark"]["type"] == "text"]
    assert words == ["left", "right"]


def test_a_line_that_leaves_again_and_again_says_once_how_far_it_goes():
    """Words at each of many small dips would lie on one another."""
    points = [(x, 1.0 if x % 2 else 10.0 ** -(20 + x)) for x in range(1, 12)]
    leaves = [("line", one) for one in visible(points, DECADES, log=True).leaves]
    layers = arrows(leaves)
    shown = [
        (one["mark"]["type"], record["label"]) for one in layers for record in one["data"]["values"]
    ]
    assert sum(kind == "point" for kind, _ in shown) == len(leaves) == 5
    assert [label for kind, label in shown if kind == "text"] == ["10⁻³⁰"]


def test_words_of_lines_that_come_in_from_outside_stand_above_them_and_one_another():
    drawn = [visible([(0, y), (9, 1.0)], DECADES, log=True).leaves[0] for y in (1e-9, 1e-8)]
    layers = arrows([(str(k), one) for k, one in enumerate(drawn)])
    lines = [one["mark"]["dy"] for one in layers if one["mark"]["type"] == "text"]
    assert lines == [-39, -54]
    gone = visible([(0, 1.0), (9, 1e-9)], DECADES, log=True).leaves
    (words,) = [one for one in arrows([("one", gone[0])]) if one["mark"]["type"] == "text"]
    assert words["mark"]["dy"] == -9
