"""Numerical failure as an event with a name and a time step, never a silent nan.

An error that overflows, or sinks below what double precision can tell from nothing, is the very
thing this project shows, so it is found here and told like any other result.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from lstm97.engine.activations import Array
from lstm97.engine.errorflow import ErrorFlow
from lstm97.engine.registry import network_of
from lstm97.engine.trace import Mask, Trace

FLOOR = 1e-16  # of the source: below the resolution of a float64
FLAT = 1e-3  # of the steepest slope: a unit this flat passes next to no error
LEAST = 5e-324  # the smallest double: it stands for what is too small to hold
FAINT = 1e-200  # a 0 that follows on a size below this was none before it was rounded
SATURATION = 0.1  # of the steepest slope: from here on a unit is called saturated

Kind = Literal["overflow", "underflow", "saturation", "drift"]


@dataclass(frozen=True)
class Symptom:
    """What happened and at which time step (0-based); ``value`` is the number that shows it."""

    kind: Kind
    t: int
    value: float


def error_events(errors: Array) -> tuple[Symptom, ...]:
    """Overflow and underflow of an error curve (T,) of sizes, in the order they are met.

    An error travels from the last step to the first, so the first event is the latest in time.
    Underflow is below `FLOOR` of the curve's source, its last size that is not 0.
    """
    found = [_first_back("overflow", ~np.isfinite(errors), errors)]
    source = source_step(errors)
    if source is not None:
        low = np.zeros(len(errors), bool)
        low[:source] = errors[:source] < FLOOR * errors[source]
        found.append(_first_back("underflow", low, errors))
    return tuple(sorted((event for event in found if event), key=lambda event: -event.t))


def true_sizes(sizes: ArrayLike) -> Array:
    """Sizes (T, ...) along time, in which a 0 that was only too small to hold is `LEAST`.

    Such zeros follow, in time or against it, on sizes that have nearly faded away; a 0 that comes
    at once (an edge that is cut, a unit that is off) stays one.
    """
    found = np.array(sizes, dtype=np.float64)
    faint = (found != 0) & (np.abs(found) < FAINT)
    if faint.any() and not found.all():
        there = np.arange(len(found)).reshape(-1, *[1] * (found.ndim - 1))
        for way, faded in ((found, faint), (found[::-1], faint[::-1])):
            last = np.maximum.accumulate(np.where(way != 0, there, 0), axis=0)
            way[(way == 0) & np.take_along_axis(faded, last, axis=0)] = LEAST
    return found


def source_step(errors: Array) -> int | None:
    """The time step at which an error enters: the last whose size is not 0; None if all are."""
    present = np.flatnonzero(errors != 0)
    return int(present[-1]) if len(present) else None


def forward_events(trace: Trace) -> tuple[Symptom, ...]:
    """Overflow and saturation in a single network's forward pass, in the order they happen.

    Saturation is the first step at which every unit of the hidden layer that an error must pass
    (f' of a recurrent net, h' of cells) is flatter than `FLAT` of its steepest slope.
    """
    found = []
    for values in trace.gates:
        wrong = ~np.isfinite(values).all(axis=1)
        if wrong.any():
            t = int(np.argmax(wrong))
            found.append(Symptom("overflow", t, float(np.abs(values[t]).max())))
    flat = _flatness(trace) < FLAT
    if flat.any():
        t = int(np.argmax(flat))
        found.append(Symptom("saturation", t, float(_flatness(trace)[t])))
    first = {event.kind: event for event in sorted(found, key=lambda event: -event.t)}
    return tuple(sorted(first.values(), key=lambda event: event.t))


def entry_events(flow: ErrorFlow) -> tuple[Symptom, ...]:
    """Drift: the state has gone so far that h' stops a single run's error where it enters.

    It is told of the last step at which an error enters a network of memory cells, if every cell is
    flatter there than `FLAT` of its steepest slope; ``value`` is the state that is farthest from 0.
    """
    trace, enters = flow.trace, flow.entering.steps
    network = network_of(trace.params)
    if network.entrance != network.carrier or not len(enters):
        return ()
    t = int(enters[-1])
    if not _flatness(trace)[t] < FLAT:
        return ()
    states = getattr(trace.gates, network.carrier)[t]
    return (Symptom("drift", t, float(states[np.abs(states).argmax()])),)


def saturation(trace: Trace, field: str | None = None) -> Mask:
    """Which units are saturated at which time step, (T, units[, N]): slopes below `SATURATION`.

    ``field`` is what is squashed, by default what every error has to pass (net inputs of a
    recurrent network's units, states of cells). A unit that is not squashed never saturates.
    """
    field = field or network_of(trace.params).entrance
    return np.asarray(steepness(trace, field) < SATURATION)


def steepness(trace: Trace, field: str) -> Array:
    """f'(net) of units as a share of the steepest there is, (T, units[, N]).

    ``field`` is one that is squashed: a net input, or the state of a cell; see `Network.squashes`.
    """
    shown, activation = network_of(trace.params).squashes(trace.params.spec)[field]
    net = getattr(trace.gates, field)
    y = activation.f(net) if shown is None else getattr(trace.gates, shown)
    return np.asarray(activation.slope_at(net, y) / activation.max_slope)


def _flatness(trace: Trace) -> Array:
    """The steepest slope among the units at each time step, as a share of the steepest there is."""
    network = network_of(trace.params)
    return np.asarray(steepness(trace, network.entrance).max(axis=1))


def _first_back(kind: Kind, where: Array, errors: Array) -> Symptom | None:
    steps = np.flatnonzero(where)
    return Symptom(kind, int(steps[-1]), float(errors[steps[-1]])) if len(steps) else None
