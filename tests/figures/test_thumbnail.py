"""A small picture has the lines that were measured, as far as the axis goes."""

import re

import numpy as np
import pytest

from lstm97.figures.palette import PALETTES, THEMES
from lstm97.figures.thumbnail import EDGE, HEIGHT, WIDTH, Thumbnail, svg


def lines(drawn):
    """The points of each line, by colour."""
    found = re.findall(r'<polyline points="([^"]*)" stroke="([^"]*)"', drawn)
    return [
        (color, np.array([[float(one) for one in pair.split(",")] for pair in points.split()]))
        for points, color in found
    ]


@pytest.mark.parametrize("theme", THEMES)
def test_values_stand_where_the_axis_has_them(theme):
    look = PALETTES[theme]
    ((color, points),) = lines(svg(Thumbnail({"rnn": np.array([1e-16, 1e-7, 1e2])}), look, "x"))
    assert color == look.color("rnn")
    assert points[0] == pytest.approx([EDGE, HEIGHT - EDGE])
    assert points[1] == pytest.approx([WIDTH / 2, HEIGHT / 2])
    assert points[2] == pytest.approx([WIDTH - EDGE, EDGE])


def test_a_line_ends_where_it_leaves_the_axis():
    values = np.array([0.5, 3.0, 0.0, np.nan, -0.5, -0.25])
    picture = Thumbnail({"error": values}, (-1.0, 1.0), log=False)
    drawn = lines(svg(picture, PALETTES["light"], "<x>"))
    assert len(drawn) >= 3
    heights = np.concatenate([points[:, 1] for _, points in drawn])
    assert heights.min() >= EDGE
    assert heights.max() <= HEIGHT - EDGE


def test_its_name_is_text():
    assert "<title>&lt;b&gt;</title>" in svg(Thumbnail({}), PALETTES["dark"], "<b>")
