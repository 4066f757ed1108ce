"""Two pictures for experts: who gets credit for what, and how each single step treats an error.

The credit matrix has, for every step at which an error may enter, what is left of it at every step
before. Singular values of the run's own Jacobians are the most and the least that a step can make
of any error; they bound what the matrix shows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lstm97.analysis.flow.reach import sizes
from lstm97.engine import StackTrace
from lstm97.engine.activations import Array
from lstm97.engine.arrays.algebra import Steps
from lstm97.flow.local import Error, blank, jacobian, steps_of, to_below
from lstm97.records import brief, figures

MOST_ENTRIES = 128  # steps at which errors enter; of longer sequences evenly spaced ones
WORK = 4e9  # of singular values: about a second; more steps are sampled


@brief
@dataclass(frozen=True, eq=False)
class Credit:
    """Sizes of errors: ``sizes`` (L, K, T) has, for layer l, error k and time step t, its norm.

    Error k entered the top layer at time step ``entries[k]`` (0-based) with the norm 1; later steps
    never see it, and have 0.
    """

    entries: Steps
    sizes: Array


@brief
@dataclass(frozen=True, eq=False)
class Singular:
    """Singular values of a layer's Jacobians, ``values`` (K, S), the largest of a step first.

    Row k is of d state(t) / d state(t-1) at time step t = ``steps[k]`` (0-based).
    """

    steps: Steps
    values: Array


def spaced(last: int, most: int, first: int = 0) -> Steps:
    """Whole numbers from ``first`` to ``last``, all of them or ``most`` evenly spaced ones."""
    return np.unique(np.linspace(first, last, min(most, last - first + 1)).round().astype(np.intp))


def credit(trace: StackTrace, error: Array, *, most: int = MOST_ENTRIES) -> Credit:
    """Where errors go that enter at different steps of one sequence.

    ``trace`` is a run on a single sequence, ``error`` (S,) what enters the top layer's units.
    """
    entries = spaced(trace.steps - 1, most)
    layers = trace.layers
    steps, below = [steps_of(layer) for layer in layers], [to_below(layer) for layer in layers]
    errors = [blank(layer, len(entries)) for layer in layers]
    found = np.zeros((len(layers), len(entries), trace.steps))
    entering = {int(t): k for k, t in enumerate(entries)}
    with np.errstate(over="ignore", invalid="ignore", under="ignore"):
        for t in reversed(range(trace.steps)):
            if t in entering:
                errors[-1].y[:, entering[t]] += error
            for n in reversed(range(len(layers))):
                back = steps[n](t, errors[n])
                found[n, :, t] = sizes(back.carrier.T)
                errors[n] = back.before
                if n:
                    errors[n - 1] = _add(errors[n - 1], below[n].T @ back.nets)
    return Credit(entries, found)


def _add(error: Error, more: Array) -> Error:
    return Error(error.y + more, error.s)


def singular(trace: StackTrace, layer: int = -1, *, work: float = WORK) -> Singular:
    """Singular values of one layer's Jacobians on one sequence, from the second step on.

    As many steps as ``work`` multiplications allow, evenly spaced. Raises ValueError for a layer
    that there is not.
    """
    count = len(trace.layers)
    if not isinstance(layer, int | np.integer) or not -count <= layer < count:
        raise ValueError(f"layer must be one of {count}, got {figures(layer)}")
    run = trace.layers[layer]
    step, state = steps_of(run), sum(len(part) for part in blank(run, 0))
    most = max(4, int(work / (20 * state**3)))
    steps = spaced(trace.steps - 1, most, min(1, trace.steps - 1))
    values = [np.linalg.svd(jacobian(step, run, int(t)), compute_uv=False) for t in steps]
    return Singular(steps, np.array(values))
