"""The network and the four smaller pictures as Python, from the settings on screen.

It prints the numbers of the page.
"""

from __future__ import annotations

from lstm97.ui.pages.vanishing_exploding.conditions import VanishingValues


def flow(values: VanishingValues) -> str:
    """What is left at t = 1, and for how many steps a share of it."""
    return f"""\
from lstm97.analysis.problem.vanishing import Setup, run

{_setup(values)}
found = run(setup, share={values.share})
print(found.largest[0])
print(found.reach.depth)
"""


def one(values: VanishingValues, many: int) -> str:
    """The factor at the reader's weight, and what many such steps leave."""
    return f"""\
import numpy as np
from lstm97.analysis.problem.hochreiter import single_factor

factor = single_factor(np.array([{values.w}]), y={values.y})[0]
print(factor)
print(factor**{many})
"""


def weights(values: VanishingValues, sizes: tuple[float, ...], longest: int) -> str:
    """The largest factor, and the size of the weights at which it stands."""
    shortened = values.with_values(size=1.0, T=min(values.T, longest))
    lag = min(50, shortened.T - 1)
    return f"""\
from lstm97.analysis.problem.vanishing import Setup, mean_factors

{_setup(shortened)}
sizes = {sizes}
factors = mean_factors(setup, sizes, lag={lag})
print(factors.max(), sizes[factors.argmax()])
"""


def rate(values: VanishingValues, times: int) -> str:
    """First against last, at both learning rates."""
    return f"""\
from lstm97.analysis.problem.vanishing import Setup, updates

{_setup(values)}
for rate in ({values.rate}, {times} * {values.rate}):
    print(updates(setup, rate).ratio)
"""


def many(values: VanishingValues) -> str:
    """How many paths there are, and what share of them is left once signs have cancelled."""
    return f"""\
from lstm97.analysis.problem.path_sum import path_sum
from lstm97.analysis.problem.vanishing import Setup

{_setup(values)}
found = path_sum(setup, {values.q})
print(len(found.products))
print(found.survives)
"""


def _setup(values: VanishingValues) -> str:
    sizes = f"size={values.size}, units={values.n}, length={values.T}"
    return (
        f"setup = Setup({values.act!r}, {sizes},\n"
        f"              task={values.task!r}, seed={values.seed}, by={values.by!r})"
    )
