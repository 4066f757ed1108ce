"""How far an error flows in a network of somebody's own, as one value.

An error of norm 1 and random direction enters the top layer at the last step of each sequence (or
at every step, or as a loss of one's own has it), and is followed back through every layer. Nothing
is trained and nothing is guessed: the same weights, the same sequences and the same seed give the
same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from typing import Any

import numpy as np

from lstm97.analysis.flow.reach import SHARE, Reach, reach
from lstm97.engine import STACKED, Params, Stack, StackTrace
from lstm97.engine.activations import LOGISTIC, Array
from lstm97.engine.arrays.batches import PaddedBatch, mirrored
from lstm97.engine.gradcheck import Check
from lstm97.engine.params import at_least, hidden_units
from lstm97.engine.registry import network_of
from lstm97.flow.credit import Credit, Singular, credit, singular
from lstm97.flow.measurement import LayerRun, NetworkRun, Progress, check_room, measure
from lstm97.flow.proof import check
from lstm97.flow.sentences import in_words
from lstm97.formats import Candidate, LoadedNetwork, noise, read, sequences_of
from lstm97.records import brief

STEPS, SEQUENCES = 200, 32  # of noise, unless something else is asked for
WORK = 1.2e10  # weights times steps times sequences of noise: ten seconds or so
ENTERS = ("last", "every")  # steps at which errors may enter, unless they are given
BAND = (0.1, 0.5, 0.9)  # quantiles over units and sequences


@brief
@dataclass(frozen=True, eq=False)
class Keep:
    """How much of a state is kept a step, for each unit (H,): measured, and by its bias alone.

    ``bias`` is sigma(b); ``gate`` the mean of the gate over steps and sequences.
    """

    gate: Array
    bias: Array

    def after(self, steps: int | Array) -> Array:
        """sigma(b)^q: what its bias alone would leave of an error, the median over units, (Q,)."""
        powers: Array = np.median(self.bias[:, None] ** np.atleast_1d(steps), axis=0)
        return powers


@brief
@dataclass(frozen=True, eq=False)
class LayerReport:
    """One layer. Arrays (T,) run over steps back q = 0..T-1 unless something else is said.

    ``low``, ``median`` and ``high`` are quantiles (`BAND`) of |dE/ds| over units and sequences:
    of dE/dc of an LSTM, dE/dh of a GRU, dE/dnet of a plain layer. ``curve`` (T, N) is its norm over
    units, nan before a sequence begins. ``reach`` follows each sequence's error. ``paths`` is the
    mean share of each path on which it arrived, ``gates`` each gate's mean over units and sequences
    by time step t. ``keep`` is None without a gate that keeps. ``radius`` has the spectral radius
    of the recurrent weights of each kind of unit.
    """

    name: str
    kind: str
    inputs: int
    units: int
    low: Array
    median: Array
    high: Array
    curve: Array
    reach: tuple[Reach, ...]
    paths: dict[str, Array]
    gates: dict[str, Array]
    keep: Keep | None
    radius: dict[str, float]

    @property
    def depths(self) -> Array:
        """Effective depth of each sequence: steps back with at least 1 % of the error, (N,)."""
        return np.array([one.depth for one in self.reach])

    @property
    def depth(self) -> int:
        """The median of `depths`, rounded down."""
        return int(np.median(self.depths))

    @property
    def whole(self) -> bool:
        """Whether most sequences are too short to see the error end."""
        return bool(np.mean([one.whole for one in self.reach]) >= 0.5)

    @property
    def factor(self) -> float:
        """What a step back multiplies the error by on average, the median over sequences."""
        found = [one.factor for one in self.reach if np.isfinite(one.factor)]
        return float(np.median(found)) if found else float("nan")


@brief
@dataclass(frozen=True, eq=False)
class Report:
    """Error flow in one network, on the sequences it was shown.

    ``candidate`` says what it is and what was assumed of it. ``steps`` is the length T of the
    longest sequence, ``sequences`` their number N and ``batch`` what they were. ``layers`` are from
    the bottom up, ``grad_norm`` is the norm of dE/dw.
    """

    candidate: Candidate
    steps: int
    sequences: int
    layers: tuple[LayerReport, ...]
    grad_norm: float
    stack: Stack = field(repr=False)
    batch: PaddedBatch = field(repr=False)
    errors: Array = field(repr=False)

    @property
    def enters(self) -> str:
        """Where errors enter: one of `ENTERS` if they have the norm 1 there, else "given"."""
        norms, inside = np.linalg.norm(self.errors, axis=1), self.batch.inside
        last = np.arange(len(norms))[:, None] == self.batch.lengths - 1
        if np.allclose(norms, last):
            return "last"
        return "every" if np.allclose(norms, inside) else "given"

    @property
    def depth(self) -> int:
        """Effective depth in the layer in which the error reaches farthest."""
        return max(layer.depth for layer in self.layers)

    def table(self) -> str:
        """A line for each layer, as the command prints it."""
        return str(import_module("lstm97.flow.table").table(self))

    def data(self) -> dict[str, Any]:
        """All figures as JSON values."""
        return dict(import_module("lstm97.flow.table").as_data(self))

    def figure(self) -> Any:
        """Error against steps back as an Altair chart. Raises ImportError without Altair."""
        return import_module("lstm97.figures.reach.lags").lag_chart(
            {
                f"{n} {layer.kind}": (layer.low, layer.median, layer.high)
                for n, layer in enumerate(self.layers, start=1)
            }
        )

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        try:
            picture = self.figure()._repr_mimebundle_()
        except ImportError:
            return {"text/plain": self.table()}
        drawn = picture[0] if isinstance(picture, tuple) else picture or {}
        return {**drawn, "text/plain": self.table()}

    def run(self, sequence: int = 0) -> StackTrace:
        """The forward pass on one sequence, (T, units) arrays."""
        length = int(self.batch.lengths[sequence])
        return STACKED.forward(self.stack, self.batch.xs[:length, :, sequence])

    def credit(self, sequence: int = 0, **options: Any) -> Credit:
        """Errors that enter at different steps of a sequence; see `credit.credit`."""
        return credit(self.run(sequence), self.direction(sequence), **options)

    def singular(self, layer: int = -1, sequence: int = 0, **options: Any) -> Singular:
        """Singular values of a layer's Jacobians; see `credit.singular`."""
        return singular(self.run(sequence), layer, **options)

    def direction(self, sequence: int = 0) -> Array:
        """The error that enters at the last step of a sequence, (S,)."""
        return np.asarray(self.errors[self.batch.lengths[sequence] - 1, :, sequence])

    @cached_property
    def check(self) -> Check:
        """The gradient of exactly this network beside differences, measured when first asked."""
        return check(self.stack, self.batch)

    @cached_property
    def loaded(self) -> LoadedNetwork:
        """The network as `report` takes it, for another report on other sequences."""
        return LoadedNetwork(self.candidate, self.stack, self.stack.spec.weights)


@in_words()
def report(
    source: Any,
    xs: Any = None,
    *,
    steps: int = STEPS,
    sequences: int | None = None,
    seed: int = 1,
    errors: Any = None,
    network: str | Sequence[str] | None = None,
    framework: Any = None,
    activation: str | None = None,
    reset: str | None = None,
    progress: Progress = lambda share: None,
) -> Report:
    """Follow an error back through a network of PyTorch or Keras.

    ``source`` is a path, the bytes of a file, a state dict, a module, a model, or what
    `lstm97.formats.read` gave. ``xs`` is an array (T, I[, N]), a list of arrays (T, I), a path or
    the bytes of a CSV, `.npy` or `.npz` file; without it standard normal noise, ``steps`` long,
    drawn from ``seed``: as many ``sequences`` as are asked for, else `SEQUENCES`, or as many of a
    large network as take some ten seconds. ``errors`` (T, S[, N]) is dE/dy of the top layer's units
    for a loss of your own; without it a direction is drawn for each sequence's last step, of norm
    1, or with "every" for each of its steps, whose errors add up on their way. The other options
    are those of `lstm97.formats.read`. Raises `formats.FileRefusal` for what can't be read and
    runs of more than 1 GB, and ValueError for errors of another shape.
    """
    at_least(2, steps=steps)
    options = {"network": network, "framework": framework, "activation": activation}
    loaded = source if isinstance(source, LoadedNetwork) else read(source, reset=reset, **options)
    rng = np.random.default_rng(seed)
    if xs is None:
        count = usual(loaded.stack, steps) if sequences is None else sequences
        at_least(1, sequences=count)
        check_room(loaded.stack, steps, count)
        given = noise(loaded.candidate.inputs, steps, count, rng=rng)
    else:
        given = sequences_of(xs, loaded.candidate.inputs)
        check_room(loaded.stack, *given.xs.shape[::2])
    entering = _entering(errors, given, hidden_units(loaded.stack.layers[-1].spec), rng)
    return report_on(loaded, given, entering, progress=progress)


def usual(stack: Stack, steps: int) -> int:
    """How many sequences of noise a network is shown by default."""
    return int(np.clip(WORK // (stack.spec.weights * steps), 1, SEQUENCES))


def report_on(
    loaded: LoadedNetwork,
    batch: PaddedBatch,
    errors: Array,
    *,
    starts: Any = None,
    progress: Progress = lambda share: None,
) -> Report:
    """The report on sequences and errors that are ready: ``errors`` (T, S, N)."""
    shown = _turned(batch) if loaded.candidate.layers[0].backwards else batch
    run = measure(loaded.stack, shown, errors, starts=starts, progress=progress)
    return assemble(loaded, shown, errors, run)


def assemble(loaded: LoadedNetwork, given: PaddedBatch, errors: Array, run: NetworkRun) -> Report:
    """The report of a run."""
    stack = loaded.stack
    layers = tuple(
        layer_report(part.name, part.kind, params, layer)
        for part, params, layer in zip(
            loaded.candidate.layers, stack.layers, run.layers, strict=True
        )
    )
    return Report(
        loaded.candidate,
        len(given.xs),
        given.xs.shape[2],
        layers,
        norm(run.grad),
        stack,
        given,
        errors,
    )


def norm(grad: Stack) -> float:
    """Euclidean norm over all weights."""
    parts = [array for layer in grad.layers for array in (layer.hidden, layer.output)]
    return float(np.sqrt(sum(np.square(part).sum() for part in parts)))


def layer_report(name: str, kind: str, params: Params, run: LayerRun) -> LayerReport:
    """One layer's figures from what was kept of its run."""
    spec = params.spec
    low, median, high = quantiles(run.logs)
    return LayerReport(
        name=name,
        kind=kind,
        inputs=spec.inputs,
        units=hidden_units(spec),
        low=low,
        median=median,
        high=high,
        curve=run.curve,
        reach=tuple(_reach(column) for column in run.curve.T),
        paths={path: _mean(share) for path, share in run.paths.items()},
        gates={gate: _mean(values) for gate, values in run.gates.items()},
        keep=_keep(params, run),
        radius=radii(params),
    )


def quantiles(logs: Array) -> Array:
    """`BAND` of the sizes over units and sequences, (3, T), from log10 of them (T, H, N)."""
    flat = logs.reshape(len(logs), -1)
    found = np.empty((len(BAND), len(flat)))
    for q, row in enumerate(flat):
        known = row[~np.isnan(row)]
        at = np.round(np.array(BAND) * (known.size - 1)).astype(int)
        found[:, q] = np.partition(known, at)[at] if known.size else np.nan
    with np.errstate(over="ignore"):
        sizes: Array = 10.0**found
    return sizes


def _reach(column: Array) -> Reach:
    """Reach of one sequence's error, from its norm by steps back (nan where there is no step)."""
    return reach(column[~np.isnan(column)][::-1], SHARE)


def _mean(values: Array) -> Array:
    """Mean over sequences that have such a step, (T,)."""
    known = np.isfinite(values)
    total = np.where(known, values, 0).sum(axis=-1)
    mean: Array = total / np.maximum(known.sum(axis=-1), 1)
    return mean


def _keep(params: Params, run: LayerRun) -> Keep | None:
    gate = network_of(params).keeper
    if gate is None or run.kept is None:
        return None
    return Keep(run.kept, LOGISTIC.f(params[gate, "bias"][:, 0]))


def radii(params: Params) -> dict[str, float]:
    """Spectral radius of the recurrent weights of each kind of unit, by row (net_in, ...)."""
    spec, found = params.spec, {}
    for row in spec.rows:
        for source in spec.sources:
            block = params[row, source]
            if source not in ("x", "bias") and block.any():
                found[row] = float(np.abs(np.linalg.eigvals(block)).max())
    return found


def _entering(errors: Any, given: PaddedBatch, units: int, rng: np.random.Generator) -> Array:
    """dE/dy of the top layer, (T, S, N): given, or of norm 1 at each sequence's last step."""
    steps, _, sequences = given.xs.shape
    shape = (steps, units, sequences)
    if isinstance(errors, str):
        return _drawn(errors, given, units, rng)
    if errors is not None:
        array: Array = np.asarray(errors, float)
        if array.shape not in (shape, shape[:2]):
            raise ValueError(f"errors must be {shape}, dE/dy of the top layer, got {array.shape}")
        if not np.isfinite(array).all():
            raise ValueError("errors must be finite numbers, found nan or inf")
        return np.broadcast_to(array.reshape(*array.shape, *[1] * (3 - array.ndim)), shape)
    return _drawn("last", given, units, rng)


def _drawn(where: str, given: PaddedBatch, units: int, rng: np.random.Generator) -> Array:
    """Directions of norm 1 at the last step of each sequence or at every step, (T, S, N)."""
    if where not in ENTERS:
        raise ValueError(f"errors enter at one of {ENTERS}, not {where!r}")
    steps, _, sequences = given.xs.shape
    entering, drawn = np.zeros((steps, units, sequences)), rng.normal(size=(units, sequences))
    if where == "every":
        entering[:] = rng.normal(size=entering.shape) * given.inside[:, None]
        sizes = np.linalg.norm(entering, axis=1, keepdims=True)
        entering /= np.where(sizes > 0, sizes, 1)
    ends = given.lengths - 1, slice(None), np.arange(sequences)
    entering[ends] = (drawn / np.linalg.norm(drawn, axis=0)).T
    return entering


def _turned(given: PaddedBatch) -> PaddedBatch:
    """What a layer hears that reads from the end."""
    return PaddedBatch(mirrored(given.xs, given.lengths), given.lengths)
