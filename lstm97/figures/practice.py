"""Learning curves of several trials at once: the median as a line, the spread as a band.

The specification does not depend on the data, which is handed over beside it, so that a curve
that grows is updated in place.
"""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt

from lstm97.figures.lanes import ROLES
from lstm97.figures.palette import Palette


def practice_chart(
    field: str, names: Mapping[str, str], words: Mapping[str, str], look: Palette
) -> alt.LayerChart:
    """``field`` "error" or "right" against sequences seen.

    Data: columns sequences, network, and low, middle and high of ``field`` over the trials as
    error_low, error_middle, ...; ``names`` are the networks by slug as shown, ``words`` the axis
    titles sequences, error and right.
    """
    colors = alt.Scale(domain=list(names.values()), range=[look.color(ROLES[s]) for s in names])
    axis = alt.Axis(title=words[field], format="%" if field == "right" else "", tickCount=5)
    scale = alt.Scale(domain=[0, 1]) if field == "right" else alt.Scale(domainMin=0, zero=True)
    x = alt.X("sequences:Q", axis=alt.Axis(title=words["sequences"], tickCount=5))
    color = alt.Color("network:N", scale=colors, legend=alt.Legend(title=None, orient="top"))
    middle = alt.Y(f"{field}_middle:Q", axis=axis, scale=scale)
    band = (
        alt.Chart()
        .mark_area(opacity=0.18)
        .encode(
            x, alt.Y(f"{field}_low:Q", axis=axis, scale=scale), alt.Y2(f"{field}_high:Q"), color
        )
    )
    line = (
        alt.Chart()
        .mark_line(strokeWidth=2.5)
        .encode(x, middle, color, alt.StrokeDash("network:N", legend=None))
    )
    return alt.LayerChart(layer=[band, line], height=260)
