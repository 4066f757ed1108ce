"""One pass over all sequences: forward, an error back, and what is kept of both.

A run of a thousand steps of a large network is too much to hold for all sequences at once, so they
go through in groups, and each group leaves only what the report shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from lstm97.analysis.flow.paths import path_shares
from lstm97.analysis.flow.reach import error_curve
from lstm97.engine import FULL, STACK, Cuts, ErrorFlow, Stack, StackTrace, Trace, network_of
from lstm97.engine.activations import Array
from lstm97.engine.arrays.algebra import Steps
from lstm97.engine.arrays.batches import PaddedBatch, mirrored
from lstm97.engine.spec import hidden_units
from lstm97.formats import FileRefusal

ROOM = 160 << 20  # bytes of a group's arrays
MOST = 1 << 30  # bytes of a run
FORWARD, BACKWARD = 18, 34  # numbers for each unit, step and sequence, of all layers and of one
Progress = Callable[[float], object]
Starts = tuple[Any, ...]


@dataclass(frozen=True, eq=False)
class LayerRun:
    """What is kept of a layer, by steps back q = 0..T-1 from each sequence's last step.

    ``logs`` (T, H, N) is log10 |dE/ds|, nan before a sequence begins, in single precision;
    ``curve`` (T, N) the norm over units; ``paths`` (T, N) the share of each path. By time step:
    ``gates`` has for each gate its mean over units (T, N), nan behind a sequence's end, and
    ``keep_gate`` (H,) is the mean over steps and sequences of the gate that keeps a state, if any.
    """

    logs: Array
    curve: Array
    paths: dict[str, Array]
    gates: dict[str, Array]
    keep_gate: Array | None


@dataclass(frozen=True, eq=False)
class NetworkRun:
    """All layers, and the gradient of E summed over sequences."""

    layers: tuple[LayerRun, ...]
    grad: Stack


def measure(
    stack: Stack,
    given: PaddedBatch,
    errors: Array,
    *,
    starts: Starts | None = None,
    cuts: Cuts = FULL,
    progress: Progress = lambda share: None,
) -> NetworkRun:
    """Run a network on sequences (T, I, N) and send ``errors`` (T, S, N), dE/dy, back.

    ``starts`` are states before the first step, (units, N) each, ``cuts`` what an error may not
    leave through (the whole gradient without any). ``progress`` is told the share that is done,
    after each group of sequences.
    """
    parts: list[list[LayerRun]] = []
    grad: Stack | None = None
    total = given.xs.shape[2]
    for group in groups(stack, *given.xs.shape[::2]):
        chosen = PaddedBatch(given.xs[..., group], given.lengths[group])
        start = None if starts is None else take(starts, group)
        trace = STACK.forward(stack, chosen.xs, start=start)
        flow = STACK.backward(trace, cuts=cuts, hidden=errors[..., group])
        grad = flow.grad if grad is None else grad.map(np.add, flow.grad)
        parts.append([_summarise(layer, chosen) for layer in flow.layers])
        progress(group.stop / total)
    assert grad is not None, "there is at least one sequence"
    layers = tuple(_join(runs) for runs in zip(*parts, strict=True))
    return NetworkRun(layers, grad)


def take(starts: Starts, group: slice) -> Starts:
    """The states of some sequences."""
    return tuple(type(state)(*(values[..., group] for values in state)) for state in starts)


def groups(stack: Stack, steps: int, sequences: int) -> Iterator[slice]:
    """Sequences that go through together, so that they fit into `ROOM`."""
    units = [hidden_units(layer.spec) for layer in stack.layers]
    each = 8 * steps * (FORWARD * sum(units) + BACKWARD * max(units))
    together = max(1, ROOM // each)
    for first in range(0, sequences, together):
        yield slice(first, min(first + together, sequences))


def check_room(stack: Stack, steps: int, sequences: int) -> None:
    """Raise FileRefusal for a run of more than `MOST` bytes: all errors, inputs and sizes that are
    kept, and the longest sequence on its way through.
    """
    units = [hidden_units(layer.spec) for layer in stack.layers]
    kept = 8 * (units[-1] + stack.spec.inputs) + 2 * 4 * sum(units)
    each = 8 * steps * (FORWARD * sum(units) + BACKWARD * max(units))
    total = steps * sequences * kept + max(each, ROOM)
    if total > MOST:
        raise FileRefusal("too-large-run", megabytes=total >> 20, most=MOST >> 20)


def _summarise(flow: ErrorFlow, given: PaddedBatch) -> LayerRun:
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        logs = _overflown(np.log10(np.abs(flow.state)).astype(np.float32))
        curve = _overflown(error_curve(flow))
        shares = path_shares(flow)
    before = ~given.inside
    return LayerRun(
        _by_lag(logs, given),
        _by_lag(curve, given),
        {name: _by_lag(share, given) for name, share in shares.items()},
        {
            name: np.where(before, np.nan, values.mean(axis=1))
            for name, values in gates_of(flow.trace).items()
        },
        _mean_kept(flow.trace, given),
    )


def _overflown(sizes: Array) -> Array:
    """nan that comes from an overflow becomes inf, since the value is not missing."""
    return np.where(np.isnan(sizes), np.inf, sizes)


def _by_lag(values: Array, given: PaddedBatch) -> Array:
    """Time first turned into steps back first, nan where a sequence has no such step."""
    turned = mirrored(values, given.lengths)
    if given.lengths.min() == len(values):
        return turned
    for n, length in enumerate(given.lengths):
        turned[length:, ..., n] = np.nan
    return turned


def gates_of(trace: Trace) -> dict[str, Array]:
    """The activations of each kind of gate, (T, H, N), by name (y_in, ...)."""
    kinds = network_of(trace.params).units
    return {
        name: getattr(trace.gates, name) for name, kind in kinds.items() if kind.endswith("_gate")
    }


def keeper_of(trace: Trace | Any) -> str | None:
    """The name of the gate that says how much of a state is kept, None without one."""
    keeper = network_of(trace.params).keeper
    return None if keeper is None else keeper.replace("net_", "y_")


def _mean_kept(trace: Trace, given: PaddedBatch) -> Array | None:
    gate = keeper_of(trace)
    if gate is None:
        return None
    inside = given.inside[:, None]
    total: Array = np.where(inside, getattr(trace.gates, gate), 0).sum(axis=(0, 2))
    return total


def _join(runs: tuple[LayerRun, ...]) -> LayerRun:
    """Groups of sequences side by side."""
    first, kept = runs[0], [run.keep_gate for run in runs if run.keep_gate is not None]
    known = [~np.isnan(gate) for run in runs for gate in list(run.gates.values())[:1]]
    steps = sum(int(np.count_nonzero(one)) for one in known)

    def together(parts: Iterable[Array]) -> Array:
        return np.concatenate(list(parts), axis=-1)

    return LayerRun(
        together(run.logs for run in runs),
        together(run.curve for run in runs),
        {name: together(run.paths[name] for run in runs) for name in first.paths},
        {name: together(run.gates[name] for run in runs) for name in first.gates},
        np.sum(kept, axis=0) / steps if kept else None,
    )


def states_at(trace: StackTrace, ends: Steps) -> Starts:
    """Every layer's state at time step ``ends`` (N,) of each sequence, (units, N) each."""
    where = np.arange(len(ends))
    states = []
    for layer in trace.layers:
        network = network_of(layer.params)
        blank = network.start(layer.params, (len(ends),))
        carried = getattr(layer.gates, network.carrier)
        shown = np.concatenate(network.readable(layer.params.spec, layer.gates), axis=1)
        parts = {"y": shown, "s": carried}
        states.append(type(blank)(*(parts[name][ends, :, where].T for name in type(blank)._fields)))
    return tuple(states)
