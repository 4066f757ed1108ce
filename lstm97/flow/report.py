"""How far an error flows in a reader's own network, as one value.

An error of norm 1 and random direction enters the top layer at the last step of each sequence (or
at every step, or as given by a loss of the caller's), and is followed back through every layer.
Nothing is trained: the same weights, sequences and seed give the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from typing import Any

import numpy as np

from lstm97.demands import at_least
from lstm97.demands import seed as demand_seed
from lstm97.engine import STACK, Stack, StackTrace
from lstm97.engine.activations import Array
from lstm97.engine.arrays.batches import PaddedBatch, mirrored
from lstm97.engine.gradcheck import Check
from lstm97.engine.spec import hidden_units
from lstm97.flow.credit import Credit, Singular, credit, singular
from lstm97.flow.entries import entering, entry_of
from lstm97.flow.layer import LayerReport, layer_report
from lstm97.flow.measurement import NetworkRun, Progress, check_room, measure
from lstm97.flow.proof import check
from lstm97.flow.sentences import in_words
from lstm97.formats import Candidate, LoadedNetwork, noise, read, sequences_of
from lstm97.records import brief, figures

STEPS, SEQUENCES = 200, 32  # of noise, unless something else is asked for
WORK = 1.2e10  # weights times steps times sequences of noise: ten seconds or so


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
        """Where errors enter: "last" or "every" if they have the norm 1 there, else "given"."""
        return entry_of(self.errors, self.batch)

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
        length = self._length(sequence)
        return STACK.forward(self.stack, self.batch.xs[:length, :, sequence])

    def credit(self, sequence: int = 0, **options: Any) -> Credit:
        """Errors that enter at different steps of a sequence; see `credit.credit`."""
        return credit(self.run(sequence), self.direction(sequence), **options)

    def singular(self, layer: int = -1, sequence: int = 0, **options: Any) -> Singular:
        """Singular values of a layer's Jacobians; see `credit.singular`."""
        return singular(self.run(sequence), layer, **options)

    def direction(self, sequence: int = 0) -> Array:
        """The error that enters at the last step of a sequence, (S,)."""
        return np.asarray(self.errors[self._length(sequence) - 1, :, sequence])

    def _length(self, sequence: int) -> int:
        known = range(-self.sequences, self.sequences)
        if not isinstance(sequence, int | np.integer) or sequence not in known:
            raise ValueError(f"sequence must be one of {self.sequences}, got {figures(sequence)}")
        return int(self.batch.lengths[sequence])

    @cached_property
    def check(self) -> Check:
        """The gradient of exactly this network beside differences, measured when first asked."""
        return check(self.stack, self.batch)

    @cached_property
    def network(self) -> LoadedNetwork:
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
    demand_seed(seed)
    if not callable(progress):
        raise TypeError(f"progress must be a function of a share, got {figures(progress)}")
    options = {"network": network, "framework": framework, "activation": activation}
    loaded = source if isinstance(source, LoadedNetwork) else read(source, reset=reset, **options)
    rng = np.random.default_rng(seed)
    batch = _noise(loaded, steps, sequences, rng) if xs is None else _own_sequences(loaded, xs)
    units = hidden_units(loaded.stack.layers[-1].spec)
    entered = entering("last" if errors is None else errors, batch, units, rng=rng)
    shown = _reverse(batch) if loaded.candidate.layers[0].backwards else batch
    run = measure(loaded.stack, shown, entered, progress=progress)
    return assemble(loaded, shown, entered, run)


def usual(stack: Stack, steps: int) -> int:
    """How many sequences of noise a network is shown by default."""
    return int(np.clip(WORK // (stack.spec.weights * steps), 1, SEQUENCES))


def _own_sequences(loaded: LoadedNetwork, xs: Any) -> PaddedBatch:
    batch = sequences_of(xs, loaded.candidate.inputs)
    check_room(loaded.stack, *batch.xs.shape[::2])
    return batch


def _noise(
    loaded: LoadedNetwork, steps: int, sequences: int | None, rng: np.random.Generator
) -> PaddedBatch:
    """Standard normal noise, in as many sequences as are asked for or are usual."""
    count = usual(loaded.stack, steps) if sequences is None else sequences
    at_least(1, sequences=count)
    check_room(loaded.stack, steps, count)
    return noise(loaded.candidate.inputs, steps, count, rng=rng)


def assemble(loaded: LoadedNetwork, batch: PaddedBatch, errors: Array, run: NetworkRun) -> Report:
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
        len(batch.xs),
        batch.xs.shape[2],
        layers,
        norm(run.grad),
        stack,
        batch,
        errors,
    )


def norm(grad: Stack) -> float:
    """Euclidean norm over all weights."""
    parts = [array for layer in grad.layers for array in (layer.hidden, layer.output)]
    return float(np.sqrt(sum(np.square(part).sum() for part in parts)))


def _reverse(batch: PaddedBatch) -> PaddedBatch:
    """The inputs of a layer that reads from the end, reversed in time."""
    return PaddedBatch(mirrored(batch.xs, batch.lengths), batch.lengths)
