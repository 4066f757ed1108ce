"""Section 3.1 on a real run: a recurrent network of chosen size, and what is left of an error.

One description of a network gives everything that the page on vanishing and exploding errors
shows, so that its curves, its bound, its paths and its gradient check belong to the same weights.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from lstm97.analysis.flow.reach import SHARE, Reach, reach
from lstm97.analysis.flow.reach import sizes as lengths
from lstm97.analysis.problem.hochreiter import (
    LocalFlow,
    local_factors,
    local_flow,
    recurrent_weights,
    row_sum_norm,
    with_spectral_radius,
)
from lstm97.engine import NETWORKS, ErrorFlow, Trace, backward, forward, rnn
from lstm97.engine.activations import ACTIVATIONS, Array
from lstm97.engine.gradcheck import gradcheck
from lstm97.engine.health import Symptom, forward_events
from lstm97.engine.params import Params
from lstm97.expectations import expects
from lstm97.records import brief
from lstm97.tasks import TASKS, Sequences, Task

Fate = Literal["vanish", "stay", "explode"]
Measure = Literal["radius", "norm"]

INPUT_SCALE = 0.5  # bound of the uniform input weights and biases
TAME = 1e4  # growth of an error up to which finite differences can follow the loss
SHORTEST = {"two-sequence": 5, "adding": 6, "temporal-order": 10}  # time steps a task needs


@expects(activation=ACTIVATIONS, units=1, length=1, task=SHORTEST)
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


@brief
@dataclass(frozen=True, eq=False)
class VanishingRun:
    """A run of one network and an error of size 1 that enters at its last time step.

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
    events: tuple[Symptom, ...]

    @property
    def rate(self) -> float:
        """f'max ||W||: below 1 the bound proves that errors vanish."""
        return self.slope_max * self.norm


def scene(setup: Setup) -> tuple[Task, Sequences]:
    """The task and one sequence of it, the same for every network of that seed."""
    task = TASKS[setup.task](length=max(setup.length, SHORTEST[setup.task]))
    return task, task.single(setup.seed)


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
    hidden[:, params.spec.sources["y_j"]] = W / row_sum_norm(W) * norm
    return Params(params.spec, hidden, params.output)


@expects()
def run(setup: Setup, share: float = SHARE) -> VanishingRun:
    """Run the network and follow an error of size 1 from its last time step to the first."""
    trace = run_forward(setup)
    flow = local_flow(trace)
    largest = flow.largest[::-1]
    return VanishingRun(
        trace=trace,
        rows=receipts(flow)[::-1],
        largest=largest,
        bound=flow.bound[::-1],
        slope_max=flow.slope_max,
        norm=flow.norm,
        radius=flow.radius,
        reach=reach(largest, share),
        events=forward_events(trace),
    )


def run_forward(setup: Setup) -> Trace:
    """The forward pass of the network on its sequence."""
    _, sequence = scene(setup)
    return forward(weights(setup), sequence.xs, sequence.targets, sequence.teach)


def receipts(flow: LocalFlow) -> Array:
    """What each unit v receives at most of an error of size 1, with its sign: (Q + 1, n)."""
    most = np.abs(flow.jacobians).argmax(axis=2)[..., None]
    rows: Array = np.take_along_axis(flow.jacobians, most, axis=2)[..., 0]
    return rows


def strongest(trace: Trace) -> tuple[float, float]:
    """Slope and weight of the largest factor |f'_v(net_v) w_lv| one step before the last."""
    factors = np.abs(local_factors(trace)[-2])
    v, u = np.unravel_index(int(factors.argmax()), factors.shape)
    return float(rnn.slopes(trace)[-2, v]), float(recurrent_weights(trace.params)[u, v])


def fate(size: float, share: float = SHARE) -> Fate:
    """The fate of an error of size 1: below ``share``, above 1/share, or in between."""
    if not np.isfinite(size) or size > 1 / share:
        return "explode"
    return "vanish" if size < share else "stay"


@expects(lag=1)
def mean_factors(setup: Setup, sizes: tuple[float, ...], lag: int) -> Array:
    """What a step back multiplies an error by on average, for each size of W, (len(sizes),).

    It is the largest error after ``lag`` steps, to the power 1/lag; everything but the size of W
    stays as it is.
    """
    found = []
    for size in sizes:
        largest = local_flow(run_forward(replace(setup, size=size))).largest
        found.append(float(largest[lag]) ** (1 / lag))
    factors: Array = np.array(found)
    return factors


def checkable_steps(setup: Setup) -> int:
    """For how many of its first steps the run's gradient can be checked by finite differences.

    Up to 20; fewer where errors grow so fast that the loss bends too sharply, or where moving a
    weight carries a ReLU over its kink. At least 2, where a wrong gradient would show as well.
    """
    slope = ACTIVATIONS[setup.activation].max_slope
    rate = max(slope * row_sum_norm(recurrent_weights(weights(setup))), 1.0001)
    most = int(np.clip(np.log(TAME) / np.log(rate), 2, 20))
    for steps in dict.fromkeys((most, 8, 4)):
        trace = beginning(setup, steps).trace
        if gradcheck(NETWORKS["rnn"], trace.params, *trace.inputs).passed:
            return steps
    return 2


def beginning(setup: Setup, steps: int) -> ErrorFlow:
    """The error flow of the run's first steps, with a teacher at the last of them."""
    _, sequence = scene(setup)
    return backward(forward(weights(setup), sequence.xs[:steps], sequence.targets[:steps]))


@brief
@dataclass(frozen=True, eq=False)
class Updates:
    """How much each time step would change the hidden layer's weights.

    ``sizes`` (T,) are Euclidean norms of alpha theta_j(t) z_l(t) for one sequence and its own loss.
    """

    sizes: Array

    @property
    def near(self) -> float:
        """What the last time step asks for."""
        return float(self.sizes[-1])

    @property
    def far(self) -> float:
        """What the first time step asks for."""
        return float(self.sizes[0])

    @property
    def ratio(self) -> float:
        """Long-range against short-range; nan where there is no short-range update."""
        return self.far / self.near if self.near else float("nan")


@expects()
def updates(setup: Setup, rate: float) -> Updates:
    """What a learning rate makes of the error at every step of the sequence."""
    trace = run_forward(setup)
    nets = backward(trace).nets
    with np.errstate(over="ignore", invalid="ignore"):
        sizes: Array = rate * lengths(nets) * lengths(trace.sources)
    return Updates(sizes)
