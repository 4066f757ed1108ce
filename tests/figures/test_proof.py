"""The gradient check as a picture: numbers of its axes are few, round and on it."""

import numpy as np
import pytest

from lstm97.engine import FULL
from lstm97.engine.gradcheck import Check
from lstm97.figures.evidence.proof import check_chart
from lstm97.figures.palette import palette


@pytest.mark.parametrize(
    ("gradients", "sizes"),
    [
        ([0.01, -0.01, 0.01, 0.5], [0.01, 0.1]),
        ([0.2, 0.25, -0.3], [0.2]),
        ([1e-9, 1e-9, 3.0], [1e-8, 1e-4, 1]),
        ([0.0, 0.0], [1]),
    ],
)
def test_axes_have_powers_of_ten_on_both_sides_of_0(gradients, sizes):
    found = np.array(gradients)
    words = {"analytic": "a", "numeric": "n", "network": "N"}
    check = Check("rnn", FULL, len(found), 0.0, found, found, len(found))
    chart = check_chart({"net": check}, {"net": "rnn"}, words, palette("light"))
    encoding = chart.to_dict()["layer"][1]["encoding"]
    for axis in (encoding["x"]["axis"], encoding["y"]["axis"]):
        assert axis["values"] == pytest.approx([*(-s for s in reversed(sizes)), 0, *sizes])
