"""Things often said about LSTM, each put to an experiment on the engine.

An experiment is a pure function without arguments: the same weights, the same numbers, every time.
What it returns is drawn and quoted as it is; whether it refutes or qualifies the saying is stated
in its test.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from lstm97.analysis.carousel import loop, noisy
from lstm97.analysis.hochreiter import recurrent_weights, spectral_radius
from lstm97.analysis.reach import error_curve
from lstm97.analysis.vanishing import Setup, forwarded, mean_factors, updates
from lstm97.engine import (
    FULL,
    NETWORKS,
    TRUNCATED,
    Cuts,
    ErrorFlow,
    Params,
    Trace,
    backward,
    forward,
    rnn,
)
from lstm97.engine.activations import Array
from lstm97.engine.lstm97 import Spec as CellSpec
from lstm97.engine.lstm2000 import Spec as ForgetSpec
from lstm97.engine.rnn import Spec as RnnSpec

Verdict = Literal["true", "false", "depends"]
LAG = 100  # steps back in most experiments
ECHO = -4.0  # weight with which a cell of 1997 hears its own output
SHOWN, VARIANCE, SEQUENCES = 3, 0.2, 200  # of the noisy two-class sequences, as in experiment 3a
TINY = (1e-16, 10.0)  # the y axis of most figures
SHUT, OPEN = -30.0, 30.0  # net inputs of a gate that is as good as shut or open


class Curve(NamedTuple):
    """One line of a figure: ``y`` against ``x``, both (points,); ``slug`` names what it is."""

    slug: str
    x: Array
    y: Array


@dataclass(frozen=True, eq=False)
class Evidence:
    """What an experiment measured: the curves of its figure, and the numbers its sentence quotes.

    A number whose name ends in ``share`` is a share from 0 to 1.
    """

    curves: tuple[Curve, ...]
    numbers: dict[str, float]


@dataclass(frozen=True)
class Myth:
    """A saying: what the measurement says of it, the experiment, and the figure's y axis."""

    slug: str
    verdict: Verdict
    experiment: Callable[[], Evidence]
    domain: tuple[float, float]
    log: bool = True


def never_vanish() -> Evidence:
    """A state error in the cell of 1997, truncated and full, and in cells with a forget gate."""
    trace = noisy(ECHO, LAG + 1, seed=1)
    flows = {
        "old": backward(trace, cuts=TRUNCATED),
        "full": backward(trace, cuts=FULL),
        "bias_0": _forgetting(0.0),
        "bias_3": _forgetting(3.0),
    }
    curves = tuple(_back(slug, flow) for slug, flow in flows.items())
    return Evidence(curves, {f"{one.slug}_kept": float(one.y[-1]) for one in curves})


def gate_of_1997() -> Evidence:
    """Store 1 in a cell, and after 50 steps shut every gate there is: who can let go of it?"""
    steps, shut = 100, 50
    curves = tuple(
        Curve(slug, np.arange(1.0, steps + 1), _shutting(params, steps, shut))
        for slug, params in _switched().items()
    )
    numbers = {f"{slug}_gates": float(_gates(params)) for slug, params in _switched().items()}
    numbers |= {f"{one.slug}_{at}": float(one.y[t]) for one in curves
                for at, t in (("before", shut - 2), ("after", -1))}  # fmt: skip
    return Evidence(curves, numbers)


def is_vanishing() -> Evidence:
    """The carousel, and two loops that are not one: a weight of 0.9, and a bent activation."""
    loops = {
        "carousel": loop(1.0, LAG + 1),
        "below": loop(0.9, LAG + 1),
        "bent": loop(1.0, LAG + 1, "logistic"),
    }
    curves = tuple(Curve(slug, _lags(LAG), one.share[::-1]) for slug, one in loops.items())
    return Evidence(curves, {f"{slug}_kept": one.kept for slug, one in loops.items()})


def clipping() -> Evidence:
    """What each time step adds to the gradient, before and after its norm is clipped to 1."""
    exploding = _additions(Setup("tanh", 3.9, 8, LAG))
    vanishing = _additions(Setup("logistic", 1.0, 8, LAG))
    raw, kept = exploding.sizes[::-1], exploding.sizes[::-1] * exploding.clip
    lags = np.arange(float(len(raw)))
    still = vanishing.sizes[::-1] * vanishing.clip
    curves = (
        Curve("exploding", lags, raw),
        Curve("clipped", lags, kept),
        Curve("vanishing", np.arange(float(len(still))), still),
    )
    numbers = {
        "exploding_norm": exploding.norm,
        "clipped_norm": exploding.norm * exploding.clip,
        "vanishing_norm": vanishing.norm,
        "vanishing_clip": vanishing.clip,
        "before": vanishing.far,
        "after": float(still[-1] / still[0]),
    }
    return Evidence(curves, numbers)


def below_and_above() -> Evidence:
    """Eight linear units whose weights are all 0.3, and one logistic unit of weight 3."""
    many, one = _uniform(8, 0.3, "identity"), _uniform(1, 3.0, "logistic", bias=-1.5)
    flows = {"many": _silent(many, LAG + 1), "one": _silent(one, LAG + 1)}
    curves = tuple(_back(slug, flow) for slug, flow in flows.items())
    numbers = {f"{one.slug}_kept": float(one.y[-1]) for one in curves}
    numbers["radius"] = spectral_radius(recurrent_weights(many))
    numbers["slope"] = float(rnn.slopes(flows["one"].trace).max())
    return Evidence(curves, numbers)


def never_decays() -> Evidence:
    """Two runs that differ in their first input alone, then a trickle through a gate ajar."""
    steps = 200
    ajar, guard = _keyed(0.0, 0.0), _keyed(SHUT, OPEN - SHUT)
    first, second = (_trickle(ajar, start, steps) for start in (-1.0, 1.0))
    held, other = (_trickle(guard, start, steps) for start in (-1.0, 1.0))
    x = np.arange(1.0, steps + 1)
    curves = (
        Curve("state", x, _apart(first, second, "s")),
        Curve("shown", x, _apart(first, second, "h")),
        Curve("guarded", x, _apart(held, other, "h")),
    )
    numbers = {f"{one.slug}_{at}": float(one.y[t]) for one in curves
               for at, t in (("first", 0), ("last", -1))}  # fmt: skip
    return Evidence(curves, numbers | {"level": float(first.gates.s[-1].mean()), "steps": steps})


def any_lag() -> Evidence:
    """How often the sign of the state still tells the class, after ever more steps of noise."""
    lags = (3, 10, 30, 100, 300, 1000)
    x = np.array(lags, float)
    curves = (
        Curve("ajar", x, _told(_keyed(0.0, 0.0), lags)),
        Curve("guarded", x, _told(_keyed(SHUT, OPEN - SHUT), lags)),
    )
    numbers = {f"{one.slug}_{at}_share": float(one.y[t]) for one in curves
               for at, t in (("short", 1), ("long", -1))}  # fmt: skip
    return Evidence(curves, numbers)


def total_is_zero() -> Evidence:
    """The whole gradient of a recurrent network, and what is left of it beyond each lag."""
    parts = _additions(Setup("logistic", 1.0, 8, LAG))
    lags = np.arange(float(len(parts.sizes)))
    curves = (
        Curve("whole", lags, np.full(len(lags), parts.norm)),
        Curve("beyond", lags, parts.beyond[::-1]),
    )
    ten = float(parts.beyond[::-1][10])
    return Evidence(curves, {"whole": parts.norm, "beyond": ten, "ratio": ten / parts.norm})


def larger_rate() -> Evidence:
    """Updates asked for by the last and by the first step, at ever larger learning rates."""
    rates = np.logspace(-2, 2, 9)
    setup = Setup("logistic", 1.0, 8, 20)
    both = [updates(setup, float(rate)) for rate in rates]
    curves = (
        Curve("near", rates, np.array([one.near for one in both])),
        Curve("far", rates, np.array([one.far for one in both])),
    )
    return Evidence(curves, {"small": both[0].ratio, "large": both[-1].ratio})


def larger_weights() -> Evidence:
    """What a step back multiplies an error by in a logistic network, for ever larger weights."""
    sizes = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0)
    setup = Setup("logistic", 1.0, 8, LAG, "temporal-order", seed=2)
    factors = mean_factors(setup, sizes, 50)
    best = int(np.argmax(factors))
    curves = (
        Curve("factor", np.array(sizes), factors),
        Curve("one", np.array(sizes), np.ones(len(sizes))),
    )
    numbers = {"best": float(factors[best]), "at": sizes[best], "largest": sizes[-1]}
    return Evidence(curves, numbers | {"last": float(factors[-1])})


def few_steps() -> Evidence:
    """The same scissors, every edge cut, on a cell of 1997 and on a recurrent network."""
    steps = 1000
    cell = _back("cell", backward(noisy(ECHO, steps + 1, seed=1), cuts=TRUNCATED))
    network = _back("network", _silent(_uniform(1, 0.9, "identity"), steps + 1, TRUNCATED))
    numbers = {"cell_kept": float(cell.y[-1]), "network_kept": float(network.y[1]), "steps": steps}
    return Evidence((cell, network), numbers)


def own_error() -> Evidence:
    """The garbled recursion, with a unit's own later error in the sum, beside the right one."""
    spec = RnnSpec(1, 1, 3, output="identity")
    drawn = NETWORKS["rnn"].init(spec, rng=np.random.default_rng(5), scale=1.0)
    flow = _silent(drawn, 12)
    trace, steps = flow.trace, flow.trace.steps
    right, wrong = np.zeros((2, steps, 3))
    right[-1] = wrong[-1] = flow.nets[-1]
    W, slope = recurrent_weights(trace.params), rnn.slopes(trace)
    for t in reversed(range(steps - 1)):
        right[t] = slope[t] * (W.T @ right[t + 1])
        wrong[t] = slope[t] * W.sum(axis=0) * wrong[t + 1]
    x = np.arange(1.0, steps + 1)
    curves = (
        Curve("engine", x, flow.nets[:, 0]),
        Curve("right", x, right[:, 0]),
        Curve("garbled", x, wrong[:, 0]),
    )
    scale = float(np.abs(flow.nets).max())
    numbers = {
        "right_off": float(np.abs(right - flow.nets).max()) / scale,
        "garbled_off_share": float(np.abs(wrong - flow.nets).max()) / scale,
    }
    return Evidence(curves, numbers)


class _Additions(NamedTuple):
    """What each time step adds to the gradient of a hidden layer, as Euclidean norms.

    ``sizes`` (T,) of each step alone and ``beyond`` (T,) of all steps up to it together; ``norm``
    of the whole gradient, ``clip`` what clipping that to 1 multiplies it by, ``far`` the first
    step's size over the last one's.
    """

    sizes: Array
    beyond: Array
    norm: float
    clip: float

    @property
    def far(self) -> float:
        return float(self.sizes[0] / self.sizes[-1])


def _additions(setup: Setup) -> _Additions:
    trace = forwarded(setup)
    nets = backward(trace).nets
    steps = nets[:, :, None] * trace.sources[:, None, :]
    sizes = np.linalg.norm(steps, axis=(1, 2))
    beyond = np.linalg.norm(np.cumsum(steps, axis=0), axis=(1, 2))
    norm = float(beyond[-1])
    return _Additions(sizes, beyond, norm, min(1.0, 1 / norm))


def _lags(most: int) -> Array:
    return np.arange(float(most + 1))


def _back(slug: str, flow: ErrorFlow) -> Curve:
    """The error's size by steps back from the last one, as a share of its size there."""
    sizes = error_curve(flow)[::-1]
    return Curve(slug, _lags(len(sizes) - 1), sizes / sizes[0])


def _forgetting(bias: float) -> ErrorFlow:
    """A freshly drawn cell with a forget gate of some bias, on noise, wrong at the last step."""
    spec = ForgetSpec(1, 1, output="identity")
    rng = np.random.default_rng(1)
    params = NETWORKS["lstm2000"].init(spec, rng=rng, biases={"net_forget": bias})
    xs = rng.uniform(-1, 1, (LAG + 1, 1))
    return _wrong_at_last(params, xs)


def _uniform(units: int, w: float, activation: str, bias: float = 0.0) -> Params:
    """Units that all hear each other, and themselves, with weight ``w``, and no input."""
    spec = RnnSpec(1, 1, units, activation, output="identity")
    hidden = np.hstack(
        [np.zeros((units, 1)), np.full((units, units), w), np.full((units, 1), bias)]
    )
    return Params(spec, hidden, np.append(np.ones((1, units)), [[0.0]], axis=1))


def _silent(params: Params, steps: int, cuts: Cuts = FULL) -> ErrorFlow:
    """No input at all, and an error of 1 at the last step."""
    return _wrong_at_last(params, np.zeros((steps, params.spec.inputs)), cuts)


def _wrong_at_last(params: Params, xs: Array, cuts: Cuts = FULL) -> ErrorFlow:
    shown = forward(params, xs).y_k[-1]
    return backward(forward(params, xs, np.broadcast_to(shown - 1, (len(xs), 1))), cuts=cuts)


def _switched() -> dict[str, Params]:
    """A cell of 1997 and one with a forget gate; a second input shuts every gate they have."""
    switch = [0.0, SHUT - OPEN, 0.0, OPEN]  # from the value, the switch, the cell and the bias
    value = [1.0, 0.0, 0.0, 0.0]
    shows = np.array([[1.0, 0.0]])
    return {
        "old": Params(CellSpec(2, 1, output="identity"), np.array([switch] * 2 + [value]), shows),
        "new": Params(ForgetSpec(2, 1, output="identity"), np.array([switch] * 3 + [value]), shows),
    }


def _gates(params: Params) -> int:
    """How many gate units a network has."""
    rows = {row: part.stop - part.start for row, part in params.spec.rows.items()}
    return sum(units for row, units in rows.items() if row not in ("net_c", "net_i"))


def _shutting(params: Params, steps: int, shut: int) -> Array:
    """The state of a cell that takes in 1 at first, with every gate shut from step ``shut`` on."""
    xs = np.zeros((steps, 2))
    xs[0, 0], xs[shut - 1 :, 1] = 1, 1
    state: Array = forward(params, xs).gates.s[:, 0]
    return state


def _keyed(bias: float, key: float) -> Params:
    """A cell that takes its first input with weight 1, its input gate moved by the second."""
    spec = CellSpec(2, 1, output="identity", output_gate=False, recurrent=False)
    hidden = np.array([[0.0, key, 0.0, bias], [1.0, 0.0, 0.0, 0.0]])
    return Params(spec, hidden, np.array([[1.0, 0.0]]))


def _trickle(params: Params, start: float, steps: int) -> Trace:
    """``start`` with the key, then small positive inputs without it."""
    xs = np.zeros((steps, 2))
    xs[:, 0] = np.random.default_rng(1).uniform(0, 0.5, steps)
    xs[0] = start, 1
    return forward(params, xs)


def _apart(one: Trace, other: Trace, part: str) -> Array:
    """How far apart two runs are in a value of their only cell, (T,)."""
    difference: Array = np.abs(getattr(one.gates, part) - getattr(other.gates, part))[:, 0]
    return difference


def _told(params: Params, lags: Sequence[int]) -> Array:
    """Share of noisy two-class sequences whose class the state's sign tells, at each lag."""
    rng = np.random.default_rng(1)
    classes = rng.choice([-1.0, 1.0], SEQUENCES)
    xs = np.zeros((SHOWN + max(lags), 2, SEQUENCES))
    xs[:, 0] = rng.normal(0, np.sqrt(VARIANCE), (len(xs), SEQUENCES))
    xs[:SHOWN, 0], xs[:SHOWN, 1] = classes, 1
    state = forward(params, xs).gates.s[:, 0]
    return np.array([float((np.sign(state[SHOWN + lag - 1]) == classes).mean()) for lag in lags])


_MYTHS = (
    Myth("never-vanish", "false", never_vanish, TINY),
    Myth("forget-gate-1997", "false", gate_of_1997, (0, 1.2), log=False),
    Myth("cec-is-vanishing", "false", is_vanishing, TINY),
    Myth("clipping", "false", clipping, (1e-20, 1e20)),
    Myth("below-one", "false", below_and_above, (1e-20, 1e40)),
    Myth("never-decays", "depends", never_decays, TINY),
    Myth("any-lag", "false", any_lag, (0.4, 1.05), log=False),
    Myth("total-zero", "false", total_is_zero, TINY),
    Myth("larger-rate", "false", larger_rate, (1e-20, 1e2)),
    Myth("larger-weights", "false", larger_weights, (0, 1.2), log=False),
    Myth("few-steps", "false", few_steps, TINY),
    Myth("own-error", "false", own_error, (-0.02, 0.08), log=False),
)
MYTHS: dict[str, Myth] = {myth.slug: myth for myth in _MYTHS}
