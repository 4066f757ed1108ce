"""Section 3.1 on a real run: a recurrent network of chosen size, and what is left of an error.

One description of a network gives everything that the page on vanishing and exploding errors
shows, so that its curves, its bound, its paths and its gradient check speak of the same weights.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from lstm97.analysis.hochreiter import (
    LocalFlow,
    local_flow,
    recurrent_weights,
    row_sum_norm,
    with_spectral_radius,
)
from lstm97.analysis.reach import SHARE, Reach, reach
from lstm97.engine import NETWORKS, ErrorFlow, Trace, backward, forward, rnn
from lstm97.engine.activations import ACTIVATIONS, Array
from lstm97.engine.health import Event, forward_events
from lstm97.engine.params import Params
from lstm97.tasks import TASKS, Sequences, Task
from lstm97.tasks.sequences import pick

Fate = Literal["vanish", "stay", "explode"]
Measure = Literal["radius", "norm"]

INPUT_SCALE = 0.5  # bound of the uniform input weights and biases
TAME = 1e4  # growth of an error up to which finite differences can follow the loss
SHORTEST = {"two-sequence": 5, "adding": 6, "temporal-order": 10}  # time steps a task needs


@dataclass(frozen=True)
class Setup:
    """A recurrent network and the sequence it sees.

    ``size`` is what the recurrent weights W are scaled to: their spectral radius, or their norm
    (largest sum of |w| over a row) if ``by`` says so. ``length`` is the task's T.
    """

    activation: str = "logistic"
    size: float = 1.0
    units: int = 8
    length: int = 50
    task: str = "two-sequence"
    seed: int = 1
    by: Measure = "radius"


@dataclass(frozen=True, eq=False)
class Run:
    """What one network did with an error of size 1 that entered at its last time step.

    ``rows`` (T, n) is d theta_v(t) / d theta_u(T) for the unit u from which v receives most;
    ``largest`` and ``bound`` (T,) are the largest of these and the paper's bound on it, both by
    time step (not by lag). ``reach`` follows ``largest``; ``events`` are those of the forward pass.
    """

    trace: Trace
    rows: Array
    largest: Array
    bound: Array
    slope_max: float
    norm: float
    radius: float
    reach: Reach
    events: tuple[Event, ...]

    @property
    def rate(self) -> float:
        """f'max ||W||: below 1 the bound proves that errors vanish."""
        return self.slope_max * self.norm


def scene(setup: Setup) -> tuple[Task, Sequences]:
    """The task and one sequence of it, the same for every network of that seed."""
    task = TASKS[setup.task](length=max(setup.length, SHORTEST[setup.task]))
    return task, pick(task.draw(1, rng=np.random.default_rng(setup.seed)), 0)


def weights(setup: Setup) -> Params:
    """The network's weights, W scaled to the wanted size."""
    task = TASKS[setup.task]()
    spec = rnn.Spec(task.inputs, task.outputs, setup.units, setup.activation)
    rng = np.random.default_rng(setup.seed)
    params = NETWORKS["rnn"].init(spec, rng=rng, scale=INPUT_SCALE)
    if setup.by == "norm":
        return with_norm(params, setup.size)
    return with_spectral_radius(params, setup.size)


def with_norm(params: Params, norm: float) -> Params:
    """The same recurrent network with W scaled to a norm (largest sum of |w| over a row)."""
    W = recurrent_weights(params)
    hidden = params.hidden.copy()
    hidden[:, params.spec.sources["y_j"]] = W * (norm / row_sum_norm(W))
    return Params(params.spec, hidden, params.output)


def run(setup: Setup, share: float = SHARE) -> Run:
    """Run the network and follow an error of size 1 from its last time step to the first."""
    trace = forwarded(setup)
    flow = local_flow(trace)
    largest = flow.largest[::-1]
    return Run(
        trace=trace,
        rows=received(flow)[::-1],
        largest=largest,
        bound=flow.bound[::-1],
        slope_max=flow.slope_max,
        norm=flow.norm,
        radius=flow.radius,
        reach=reach(largest, share),
        events=forward_events(trace),
    )


def forwarded(setup: Setup) -> Trace:
    """The forward pass of the network on its sequence."""
    _, sequence = scene(setup)
    return forward(weights(setup), sequence.xs, sequence.targets, sequence.teach)


def received(flow: LocalFlow) -> Array:
    """What each unit v receives at most of an error of size 1, with its sign: (Q + 1, n)."""
    most = np.abs(flow.jacobians).argmax(axis=2)[..., None]
    rows: Array = np.take_along_axis(flow.jacobians, most, axis=2)[..., 0]
    return rows


def fate(size: float, share: float = SHARE) -> Fate:
    """What became of an error of size 1: below ``share``, above 1/share, or in between."""
    if not np.isfinite(size) or size > 1 / share:
        return "explode"
    return "vanish" if size < share else "stay"


def sizes_swept(setup: Setup, sizes: tuple[float, ...], lag: int) -> Array:
    """Largest error ``lag`` steps back for each size of W, (len(sizes),); inf where it overflows.

    Everything but the size of W stays as it is.
    """
    found = []
    for size in sizes:
        largest = local_flow(forwarded(replace(setup, size=size))).largest
        found.append(largest[min(lag, len(largest) - 1)])
    return np.nan_to_num(np.array(found), nan=np.inf)


def checkable(setup: Setup) -> ErrorFlow:
    """The run's first steps with an error at the last of them, for a gradient check.

    There are up to 20, and fewer where errors grow so fast that the loss bends too sharply for
    finite differences.
    """
    params, (_, sequence) = weights(setup), scene(setup)
    slope = ACTIVATIONS[setup.activation].max_slope
    rate = max(slope * row_sum_norm(recurrent_weights(params)), 1.0001)
    steps = int(np.clip(np.log(TAME) / np.log(rate), 2, 20))
    return backward(forward(params, sequence.xs[:steps], sequence.targets[:steps]))
