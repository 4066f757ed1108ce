"""Many seeds at a glance: one mark for each run, so that no conclusion rests on one run.

Marks and not a mean, which would hide how far apart runs may be.
"""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt

from lstm97.engine.activations import Array
from lstm97.figures.palette import Palette
from lstm97.figures.stage.lanes import ROLES


def seeds_chart(
    shares: Mapping[str, Array],
    names: Mapping[str, str],
    words: Mapping[str, str],
    look: Palette,
) -> alt.Chart:
    """A strip of ticks for each network: share of the way back (0 to 1) in each run.

    ``shares`` and ``names`` by slug; ``words`` the axis titles depth and network.
    """
    rows = [
        {"network": names[side], "share": float(share)}
        for side, runs in shares.items()
        for share in runs
    ]
    colors = [look.color(ROLES[side]) for side in names]
    chart: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows), height=170)
        .mark_tick(thickness=3, size=30, opacity=0.6)
        .encode(
            alt.X(
                "share:Q",
                scale=alt.Scale(domain=[0, 1]),
                axis=alt.Axis(title=words["depth"], format="%"),
            ),
            alt.Y(
                "network:N", axis=alt.Axis(title=None, labelLimit=200), sort=list(names.values())
            ),
            alt.Color(
                "network:N", scale=alt.Scale(domain=list(names.values()), range=colors), legend=None
            ),
        )
    )
    return chart
