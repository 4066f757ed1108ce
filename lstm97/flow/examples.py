"""Networks to compare with: some as PyTorch draws them, one that has learnt, and the cell of 1997.

The weights of the first have PyTorch's names and are read as a file of a reader's own is. Those of
the cell are drawn as in the paper and never trained, so it shows what its carousel alone does.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lstm97.engine import NETWORKS, TRUNCATED, Cuts, Stack
from lstm97.engine.activations import Array
from lstm97.engine.arrays.batches import PaddedBatch, padded
from lstm97.engine.spec import hidden_units
from lstm97.flow.layer import LayerReport, layer_report
from lstm97.flow.measurement import measure
from lstm97.flow.report import Report
from lstm97.flow.teaching import FILE, TASK
from lstm97.formats import LoadedNetwork, noise, read
from lstm97.tasks import pick

EXAMPLES = ("fresh", "biased", "gru", "trained")
INPUTS, HIDDEN, LAYERS = 16, 64, 2
BIAS = 3.0  # of the forget gates of "biased"
SCALE = 0.1  # of the weights of the cell of 1997, uniform around 0
INPUT_BIAS = -2.0  # bias of its input gates, as in the error race


def network(name: str, *, seed: int = 1) -> LoadedNetwork:
    """One of `EXAMPLES`; ``seed`` draws the weights of those that have not learnt."""
    if name == "trained":
        return read(FILE)
    if name == "gru":
        return read(as_torch_draws(blocks=3, seed=seed))
    return read(as_torch_draws(seed=seed, bias=BIAS if name == "biased" else None))


def sequences(name: str, steps: int, count: int, *, seed: int = 1) -> PaddedBatch:
    """The input sequences of an example: noise, or the task of the one that has learnt."""
    rng = np.random.default_rng(seed)
    if name != "trained":
        return noise(INPUTS, steps, count, rng=rng)
    drawn = TASK(length=steps).draw(count, rng=rng)
    each = [pick(drawn, n) for n in range(count)]
    return padded([one.xs[: last_taught(one.teach)] for one in each])


def last_taught(teach: NDArray[np.bool_]) -> int:
    """The length of a sequence (T,) that ends where it is taught last."""
    return int(np.flatnonzero(teach)[-1]) + 1


def as_torch_draws(
    *,
    inputs: int = INPUTS,
    hidden: int = HIDDEN,
    layers: int = LAYERS,
    blocks: int = 4,
    bias: float | None = None,
    seed: int = 1,
) -> dict[str, Array]:
    """An ``nn.LSTM`` as PyTorch starts it: all weights and biases uniform within 1 / sqrt(hidden).

    With 3 ``blocks`` of rows an ``nn.GRU``. ``bias`` is the bias of every forget gate.
    """
    rng, bound = np.random.default_rng(seed), hidden**-0.5
    found: dict[str, Array] = {}
    for n in range(layers):
        heard = hidden if n else inputs
        shapes = {"weight_ih": (heard,), "weight_hh": (hidden,), "bias_ih": (), "bias_hh": ()}
        for role, shape in shapes.items():
            found[f"{role}_l{n}"] = rng.uniform(-bound, bound, (blocks * hidden, *shape))
        if bias is not None:
            found[f"bias_ih_l{n}"][hidden : 2 * hidden] = bias
            found[f"bias_hh_l{n}"][hidden : 2 * hidden] = 0
    return found


def cell_of_1997(given: Report, *, cuts: Cuts = TRUNCATED, seed: int = 1) -> LayerReport:
    """The report's errors, sent back through as many cells of 1997 as its top layer has units.

    With the paper's own cuts, or `engine.FULL` for the whole gradient.
    """
    cells = hidden_units(given.stack.layers[-1].spec)
    network = NETWORKS["lstm97"]
    spec = network.spec(inputs=given.batch.xs.shape[1], outputs=0, blocks=cells)
    rng = np.random.default_rng(seed)
    params = network.init(spec, rng=rng, scale=SCALE, biases={"net_in": INPUT_BIAS})
    run = measure(Stack((params,)), given.batch, given.errors, cuts=cuts)
    return layer_report("1997", "lstm97", params, run.layers[0])
