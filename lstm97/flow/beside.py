"""The memory cell of 1997 beside a network of one's own: as many cells, the same sequences.

Its weights are drawn as in the paper and nothing is trained, so what it shows is what its carousel
alone does.
"""

from __future__ import annotations

import numpy as np

from lstm97.engine import NETWORKS, TRUNCATED, Cuts, Stack
from lstm97.engine.params import hidden_units
from lstm97.flow.layer import LayerReport, layer_report
from lstm97.flow.measurement import measure
from lstm97.flow.report import Report

SCALE = 0.1  # of its weights, uniform around 0
CLOSED = -2.0  # bias of its input gates, as in the error race


def cell_of_1997(given: Report, *, cuts: Cuts = TRUNCATED, seed: int = 1) -> LayerReport:
    """What becomes of the report's errors in as many cells of 1997 as its top layer has units.

    With the paper's own cuts, or `engine.FULL` for the whole gradient.
    """
    cells = hidden_units(given.stack.layers[-1].spec)
    network = NETWORKS["lstm97"]
    spec = network.spec(inputs=given.batch.xs.shape[1], outputs=0, blocks=cells)
    rng = np.random.default_rng(seed)
    params = network.init(spec, rng=rng, scale=SCALE, biases={"net_in": CLOSED})
    run = measure(Stack((params,)), given.batch, given.errors, cuts=cuts)
    return layer_report("1997", "lstm97", params, run.layers[0])
