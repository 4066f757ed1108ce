"""Equation (2) term by term: every way an error can take between two units, and what they sum to.

Each way is a product of factors; their signs cancel, and what is left is the error that arrives.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import numpy as np

from lstm97.analysis.problem.hochreiter import local_factors
from lstm97.analysis.problem.vanishing import Setup, run_forward
from lstm97.engine.activations import Array
from lstm97.expectations import expects
from lstm97.records import brief

MOST_PATHS = 50_000


@brief
@dataclass(frozen=True, eq=False)
class PathSum:
    """Every way an error can take from unit ``u`` at the last step to unit ``v``, q steps back.

    ``products`` (n^(q-1),) are the terms of equation (2), largest first; ``entry`` is
    d theta_v(t - q) / d theta_u(t) as the engine has it, which is their sum.
    """

    q: int
    units: int
    u: int
    v: int
    products: Array
    entry: float

    @property
    def up(self) -> float:
        """Sum of the positive products."""
        return float(self.products[self.products > 0].sum())

    @property
    def down(self) -> float:
        """Sum of the negative products."""
        return float(self.products[self.products < 0].sum())

    @property
    def survives(self) -> float:
        """What is left of the sizes of all products once their signs have cancelled, 0 to 1."""
        total = float(np.abs(self.products).sum())
        return abs(self.entry) / total if total else 0.0


def longest_paths(units: int, steps: int) -> int:
    """The largest q for which all paths can be listed one by one."""
    most = steps - 1
    while most > 1 and units ** (most - 1) > MOST_PATHS:
        most -= 1
    return most


@expects(q=1)
def path_sum(setup: Setup, q: int) -> PathSum:
    """All products of q factors for the pair of units between which most error flows.

    ``q`` is cut to what can be listed. Terms of equation (2) with l_0 = u and l_q = v.
    """
    trace = run_forward(setup)
    q = max(1, min(q, longest_paths(setup.units, trace.steps)))
    factors = local_factors(trace)[-1 - q : -1]
    with np.errstate(over="ignore", invalid="ignore"):
        entries = reduce(np.matmul, factors)
        v, u = map(int, np.unravel_index(int(np.abs(entries).argmax()), entries.shape))
        products = path_products(factors, v, u)
    return PathSum(q, setup.units, u, v, np.sort(products)[::-1], float(entries[v, u]))


def path_products(factors: Array, v: int, u: int) -> Array:
    """The product of factors along every path, in any order: (n^(q-1),).

    ``factors`` (q, n, n) with [m, v, l] as in `hochreiter.local_factors`, earliest step first.
    """
    walks: Array = factors[-1][:, u] if len(factors) > 1 else factors[-1][[v], u]
    for m in range(len(factors) - 2, 0, -1):
        walks = (factors[m][:, :, None] * walks.reshape(1, factors.shape[1], -1)).reshape(-1)
    if len(factors) > 1:
        walks = (factors[0][v][:, None] * walks.reshape(factors.shape[1], -1)).reshape(-1)
    return walks
