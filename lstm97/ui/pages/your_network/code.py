"""The report as Python, from the settings on screen.

It prints the numbers of the page.
"""

from __future__ import annotations

from lstm97.ui.pages.your_network.conditions import AMOUNTS, NetworkValues, measure
from lstm97.ui.pages.your_network.drawers import lines


def reach(values: NetworkValues) -> str:
    """How far the error reaches, at most of all layers, and in the cell of 1997."""
    cuts = values.gradient.upper()
    return "\n".join(
        [
            f"from lstm97.engine import {cuts}",
            *lines(measure(values), values)[:-1],
            "print(max(layer.depth for layer in report.layers))",
            f"print(flow.cell_of_1997(report, cuts={cuts}, seed={values.seed}).depth)",
        ]
    )


def change_code(values: NetworkValues) -> str:
    """The same, and with one thing changed."""
    call = f"flow.what_if(report, {values.change!r}, {values[AMOUNTS[values.change]]!r}"
    return "\n".join(
        [
            reach(values),
            f"change = {call}, seed={values.seed})",
            "print(max(layer.depth for layer in change.report.layers))",
        ]
    )
