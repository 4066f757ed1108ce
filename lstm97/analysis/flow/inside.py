"""What a single layer did on one sequence, and the errors its units carried back: for the stage.

Of wide layers evenly spaced units are kept: five hundred rows cannot be read.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lstm97.analysis.flow.reach import Reach, error_curve, reach
from lstm97.engine import STACK, StackTrace, network_of
from lstm97.engine.activations import Array
from lstm97.engine.spec import hidden_units
from lstm97.records import brief

UNITS, INPUTS = 16, 4  # rows that are kept


@brief
@dataclass(frozen=True, eq=False)
class Inside:
    """A layer's run on one sequence of T steps.

    ``units`` are those that are kept of all ``of`` (0-based), ``xs`` (T, I) the first inputs of the
    network, ``values`` what each kind of value was (T, units), ``errors`` (T, units) dE/ds, and
    ``reach`` follows the norm of the error over all units.
    """

    slug: str
    units: NDArray[np.intp]
    of: int
    xs: Array
    values: dict[str, Array]
    errors: Array
    reach: Reach


def inside(trace: StackTrace, errors: Array, layer: int) -> Inside:
    """Layer ``layer`` (0-based, from the bottom up) of a run on one sequence, (T, units) arrays.

    ``errors`` (T, S) is dE/dy of the top layer's units.
    """
    flow = STACK.backward(trace, hidden=errors).layers[layer]
    run = trace.layers[layer]
    count = hidden_units(run.params.spec)
    units = np.unique(np.linspace(0, count - 1, min(count, UNITS)).round().astype(np.intp))
    kinds = network_of(run.params).units
    return Inside(
        run.params.spec.slug,
        units,
        count,
        np.array(trace.layers[0].inputs.xs[:, :INPUTS]),
        {name: getattr(run.gates, name)[:, units] for name in kinds},
        flow.state[:, units],
        reach(error_curve(flow)),
    )
