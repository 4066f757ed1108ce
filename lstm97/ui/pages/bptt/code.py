"""The little net as Python, from the settings on screen.

It prints the numbers of the page.
"""

from __future__ import annotations

from lstm97.ui.pages.bptt.net import NetValues


def grid(values: NetValues) -> str:
    """The gradient of the loop weight, and the loss."""
    return f"""\
from lstm97.analysis.foundations.contributions import loop_contributions
from lstm97.analysis.foundations.exercise import inputs, net, run

{_flow(values)}
print(loop_contributions(flow).sum())
print(flow.trace.loss.sum())
"""


def step(values: NetValues) -> str:
    """The loss before and after one step."""
    return f"""\
from lstm97.analysis.foundations.exercise import inputs, net, run
from lstm97.analysis.foundations.one_step import one_step

{_flow(values)}
for loss in one_step(flow, rate={values.rate}).losses:
    print(loss)
"""


def _flow(values: NetValues) -> str:
    xs = f"inputs(seed={values.seed}, steps={values.T})"
    weights = f"net({values.vin}, {values.w}, {values.u})"
    return f"flow = run({weights}, {xs}, target={values.d}, every={values.every})"
