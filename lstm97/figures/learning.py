"""Learning curves: what each network still gets wrong, and how often it is right.

The specification never depends on the data, which is handed over beside it, so that a curve that
grows while a network learns is updated in place and does not flicker.
"""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt

from lstm97.figures.lanes import ROLES
from lstm97.figures.palette import Palette


def loss_chart(names: Mapping[str, str], words: Mapping[str, str], look: Palette) -> alt.Chart:
    """Mean loss per sequence, logarithmic, against sequences seen.

    Data: columns sequences, network and loss. ``names`` are the networks by slug as shown,
    ``words`` the axis titles sequences, loss and right.
    """
    y = alt.Y(
        "loss:Q",
        scale=alt.Scale(type="log", domain=[1e-4, 1], clamp=True),
        axis=alt.Axis(title=words["loss"], values=[1, 0.1, 0.01, 0.001, 0.0001]),
    )
    return _chart(y, names, words, look)


def right_chart(names: Mapping[str, str], words: Mapping[str, str], look: Palette) -> alt.Chart:
    """Share of fresh sequences answered correctly against sequences seen; see `loss_chart`."""
    y = alt.Y(
        "right:Q",
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(title=words["right"], format="%", tickCount=5),
    )
    return _chart(y, names, words, look)


def _chart(
    y: alt.Y, names: Mapping[str, str], words: Mapping[str, str], look: Palette
) -> alt.Chart:
    colors = [look.color(ROLES[side]) for side in names]
    chart: alt.Chart = (
        alt.Chart(height=180)
        .mark_line(strokeWidth=2.5)
        .encode(
            alt.X("sequences:Q", axis=alt.Axis(title=words["sequences"], tickCount=5)),
            y,
            alt.Color(
                "network:N",
                scale=alt.Scale(domain=list(names.values()), range=colors),
                legend=alt.Legend(title=None, orient="top"),
            ),
            alt.StrokeDash("network:N", legend=None),
        )
    )
    return chart
