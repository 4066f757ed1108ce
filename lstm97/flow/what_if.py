"""What would help: the report measured again, same sequences and errors, one thing changed.

Each change comes with the two lines of PyTorch or Keras that make it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from lstm97.demands import is_one_of, number, of_kind
from lstm97.demands import seed as demand_seed
from lstm97.engine import STACK, Params, Stack
from lstm97.engine.activations import Array
from lstm97.engine.arrays.algebra import Steps
from lstm97.engine.arrays.batches import PaddedBatch
from lstm97.engine.params import masks
from lstm97.engine.registry import network_of
from lstm97.engine.weights.starts import identity, keeper_bias, orthogonal, remember
from lstm97.flow.measurement import measure, states_at
from lstm97.flow.recipes import recipe
from lstm97.flow.report import Report, assemble, norm
from lstm97.formats import LoadedNetwork
from lstm97.records import brief

Change = Callable[[Params, float, np.random.Generator], Params]


@brief
@dataclass(frozen=True, eq=False)
class Variation:
    """A report with one thing changed: which, to what ``value``, and the lines that do it.

    ``report`` is comparable with the one it came from, layer by layer. ``code`` has two lines or so
    for "torch" or "keras", whichever the network is of.
    """

    name: str
    value: float
    report: Report
    code: tuple[str, ...]


class Kind(NamedTuple):
    """A change that can be made: to which layers, how, and to what value if none is given."""

    layers: tuple[str, ...]  # slugs of networks
    make: Callable[[Report, float, np.random.Generator], Report]
    usual: Callable[[Report], float]


def what_if(given: Report, name: str, value: float | None = None, *, seed: int = 1) -> Variation:
    """The report of the network with one change, one of `options(given)`.

    ``value`` is the bias, the time span, the norm or the number of steps; without it a usual one.
    Raises ValueError for other names and for values that make no sense.
    """
    demand_seed(seed)
    if not is_one_of(name, options(given)):
        raise ValueError(f"no change {name!r} for this network; there are {options(given)}")
    kind = CHANGES[name]
    chosen = kind.usual(given) if value is None else number("value", value)
    changed = kind.make(given, chosen, np.random.default_rng(seed))
    return Variation(name, chosen, changed, recipe(given.candidate, name, chosen))


def options(given: Report) -> tuple[str, ...]:
    """The names of the changes that make sense for a network."""
    of_kind("given", given, Report, "a Report")
    slugs = {layer.spec.slug for layer in given.stack.layers}
    return tuple(
        name
        for name, kind in CHANGES.items()
        if slugs & set(kind.layers) and (name not in BIASES or _all_biased(given))
    )


def _all_biased(given: Report) -> bool:
    return all(part.biased for part in given.candidate.layers)


def _with_weights(change: Change) -> Callable[[Report, float, np.random.Generator], Report]:
    """A function that changes every layer's weights and measures the same run again."""

    def make(given: Report, value: float, rng: np.random.Generator) -> Report:
        layers = tuple(change(layer, value, rng) for layer in given.stack.layers)
        loaded = LoadedNetwork(given.candidate, Stack(layers), given.network.weights)
        run = measure(loaded.stack, given.batch, given.errors)
        return assemble(loaded, given.batch, given.errors, run)

    return make


def _copy(params: Params) -> Params:
    return params.map(np.copy)


def keep_bias(params: Params, value: float, rng: np.random.Generator) -> Params:
    """Every bias of the gate that keeps the state set to ``value``."""
    changed = _copy(params)
    if network_of(params).keeper:
        keeper_bias(changed)[...] = value
    return changed


def chrono(params: Params, steps: float, rng: np.random.Generator) -> Params:
    """Biases for memories of up to ``steps`` steps (Tallec, Ollivier 2018); see `remember`."""
    changed = _copy(params)
    if network_of(params).keeper:
        remember(changed, steps, rng)
    return changed


def _recurrent(drawn: Callable[[tuple[int, int], np.random.Generator], Array]) -> Change:
    """Recurrent weights of each kind of unit drawn anew, times ``value``."""

    def change(params: Params, value: float, rng: np.random.Generator) -> Params:
        changed, there = _copy(params), masks(params.spec)
        for row in params.spec.rows:
            for source in params.spec.sources:
                block = changed[row, source]
                if source not in ("x", "bias") and there[row, source].any():
                    block[...] = value * drawn((block.shape[0], block.shape[1]), rng)
        return changed

    return change


def clipped(given: Report, value: float, rng: np.random.Generator) -> Report:
    """The gradient scaled down to the norm ``value``: the whole error becomes as much smaller."""
    if not value > 0:
        raise ValueError(f"the norm must be above 0, got {value}")
    share = min(1.0, value / given.grad_norm) if given.grad_norm else 1.0
    errors = given.errors * share
    return assemble(given.network, given.batch, errors, measure(given.stack, given.batch, errors))


def truncate(given: Report, value: float, rng: np.random.Generator) -> Report:
    """Errors go back through the last ``value`` steps only; states come from all of them."""
    kept = int(min(value, int(given.batch.lengths.min()) - 1))
    if kept < 1:
        raise ValueError(f"at least one step must be kept, got {value}")
    starts = states_at(STACK.forward(given.stack, given.batch.xs), given.batch.lengths - kept - 1)
    tail = _last(given.batch.xs, given.batch.lengths, kept)
    errors = _last(given.errors, given.batch.lengths, kept)
    part = PaddedBatch(tail, np.full(tail.shape[2], kept))
    run = measure(given.stack, part, errors, starts=starts)
    short = assemble(given.network, part, errors, run)
    layers = tuple(
        replace(
            layer,
            low=_longer(layer.low, given.steps),
            median=_longer(layer.median, given.steps),
            high=_longer(layer.high, given.steps),
        )
        for layer in short.layers
    )
    return replace(short, layers=layers, steps=given.steps, grad_norm=norm(run.grad))


def _last(values: Array, lengths: Steps, kept: int) -> Array:
    """The last steps of each sequence, (K, units, N)."""
    parts = [values[length - kept : length, :, n] for n, length in enumerate(lengths)]
    return np.stack(parts, axis=-1)


def _longer(values: Array, steps: int) -> Array:
    """Nothing arrives beyond the steps that were kept."""
    return np.concatenate([values, np.zeros(steps - len(values))])


CHANGES: dict[str, Kind] = {
    "keep-bias": Kind(("lstm2000", "gru"), _with_weights(keep_bias), lambda report: 3.0),
    "chrono": Kind(("lstm2000", "gru"), _with_weights(chrono), lambda report: float(report.steps)),
    "orthogonal": Kind(
        ("lstm2000", "gru", "rnn"), _with_weights(_recurrent(orthogonal)), lambda report: 1.0
    ),
    "identity": Kind(
        ("lstm2000", "gru", "rnn"), _with_weights(_recurrent(identity)), lambda report: 1.0
    ),
    "clip": Kind(("lstm2000", "gru", "rnn"), clipped, lambda report: 1.0),
    "truncate": Kind(("lstm2000", "gru", "rnn"), truncate, lambda report: 35.0),
}
BIASES = ("keep-bias", "chrono")
