"""Sayings about recurrent networks without a carousel, each put to an experiment.

See `myths` for the sayings, and for what is said of each.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lstm97.analysis.flow.probe import wrong_at_end
from lstm97.analysis.myths.evidence import (
    LAG,
    SEEDS,
    Evidence,
    SlugCurve,
    back,
    ends,
    every,
    lags,
    middle,
    shares,
    typical,
)
from lstm97.analysis.problem.hochreiter import recurrent_weights, spectral_radius
from lstm97.analysis.problem.vanishing import Setup, mean_factors, run_forward, updates
from lstm97.engine import NETWORKS, ErrorFlow, Params, backward, rnn
from lstm97.engine.activations import Array
from lstm97.engine.rnn import Spec as RnnSpec
from lstm97.records import brief

SIZES = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0)  # spectral radii
EXPLOSION = 100.0  # norm of a gradient above which it counts as exploded
NOISE = 0.2  # standard deviation of what a unit hears while it holds a bit
HUNDREDTH = 0.01  # of an error: below, it counts as gone


def clipping() -> Evidence:
    """What each time step adds to the gradient, before and after its norm is clipped to 1."""
    chaotic = [_additions(Setup("tanh", 3.9, 8, LAG, seed=seed)) for seed in SEEDS]
    exploding = [one for one in chaotic if one.norm > EXPLOSION]
    vanishing = [_additions(Setup("logistic", 1.0, 8, LAG, seed=seed)) for seed in SEEDS]
    named = {
        "exploding": [one.sizes[::-1] for one in exploding],
        "clipped": [one.sizes[::-1] * one.clip for one in exploding],
        "vanishing": [one.sizes[::-1] * one.clip for one in vanishing],
    }
    curves = tuple(middle(slug, lags(len(ys[0]) - 1), ys) for slug, ys in named.items())
    after = np.array([ys[-1] / ys[0] for ys in named["vanishing"]])
    numbers = (
        {"exploded": len(exploding)}
        | typical("exploding_norm", [one.norm for one in exploding])
        | typical("clipped_norm", [one.norm * one.clip for one in exploding])
        | typical("vanishing_norm", [one.norm for one in vanishing])
        | typical("vanishing_clip", [one.clip for one in vanishing])
        | typical("before", [one.far for one in vanishing])
        | typical("after", after)
    )
    return Evidence(curves, numbers, every(after >= HUNDREDTH))


def below_and_above() -> Evidence:
    """Eight linear units whose weights are all 0.3, and one logistic unit of weight 3."""
    many, one = _uniform(8, 0.3, "identity"), _uniform(1, 3.0, "logistic", bias=-1.5)
    held = np.zeros((LAG + 1, 1))
    held[0] = 1.5  # so that it is where it is steepest from the first step on
    flows = {"many": _silent(many, LAG + 1), "one": backward(wrong_at_end(one, held))}
    curves = tuple(back(slug, flow) for slug, flow in flows.items())
    numbers = {
        "radius": spectral_radius(recurrent_weights(many)),
        "slope": float(rnn.slopes(flows["one"].trace).max()),
    } | ends(curves, kept=-1)
    return Evidence(curves, numbers, (numbers["many_kept"] < 1, numbers["one_kept"] > 1))


def total_is_zero() -> Evidence:
    """The whole gradient of a recurrent network, and what is left of it beyond each lag."""
    parts = [_additions(Setup("logistic", 1.0, 8, LAG, seed=seed)) for seed in SEEDS]
    beyond = [one.beyond[::-1] for one in parts]
    x = lags(len(beyond[0]) - 1)
    whole = np.array([one.norm for one in parts])
    far = np.array([ys[10] for ys in beyond])
    curves = (
        middle("whole", x, [np.full(len(x), norm) for norm in whole]),
        middle("beyond", x, beyond),
    )
    numbers = typical("whole", whole) | typical("beyond", far) | typical("ratio", far / whole)
    return Evidence(curves, numbers, every(whole < 1e-6))


def larger_rate() -> Evidence:
    """Updates asked for by the last and by the first step, at ever larger learning rates."""
    rates = np.logspace(-2, 2, 9)
    asked = [
        [updates(Setup("logistic", 1.0, 8, 20, seed=seed), float(rate)) for rate in rates]
        for seed in SEEDS
    ]
    curves = tuple(
        middle(slug, rates, [np.array([getattr(one, slug) for one in row]) for row in asked])
        for slug in ("near", "far")
    )
    small, large = (np.array([row[at].ratio for row in asked]) for at in (0, -1))
    numbers = typical("small", small) | typical("large", large)
    return Evidence(curves, numbers, every(large > 2 * small))


def larger_weights() -> Evidence:
    """What a step back multiplies an error by in logistic networks, for ever larger weights."""
    setups = [Setup("logistic", 1.0, 8, LAG, "temporal-order", seed) for seed in SEEDS]
    factors, x = np.array([mean_factors(one, SIZES, 50) for one in setups]), np.array(SIZES)
    curves = (
        middle("factor", x, list(factors)),
        SlugCurve("one", x, np.ones(len(x))),
    )
    best = factors.max(axis=1)
    numbers = typical("best", best) | typical("last", factors[:, -1])
    numbers |= {"at": SIZES[int(np.argmax(curves[0].y))], "largest": SIZES[-1]}
    return Evidence(curves, numbers, every(best >= 1))


def latch() -> Evidence:
    """One tanh unit with a loop of weight 2 that is set once, and then hears noise."""
    steps = 1000
    flows = [backward(wrong_at_end(_loop(2.0), _noise(steps + 1, seed))) for seed in SEEDS]
    held = [np.abs(flow.trace.gates.y_j[:, 0]) for flow in flows]
    curves = (
        middle("held", lags(LAG), [ys[: LAG + 1] for ys in held]),
        middle("left", lags(LAG), [shares(flow)[: LAG + 1] for flow in flows]),
    )
    signs = [np.sign(flow.trace.gates.y_j[:, 0]) for flow in flows]
    kept = np.array([(one == one[0]).all() for one in signs])
    left = np.array([shares(flow)[LAG] for flow in flows])
    numbers = typical("held", [ys[-1] for ys in held]) | typical("left", left) | {"wait": steps}
    return Evidence(curves, numbers, every(kept & (left < HUNDREDTH)))


def own_error() -> Evidence:
    """The garbled recursion, with a unit's own later error in the sum, beside the right one."""
    found = [_recursions(seed) for seed in SEEDS]
    engine, right, garbled = found[0]
    x = np.arange(1.0, len(engine) + 1)
    curves = (
        SlugCurve("engine", x, engine[:, 0]),
        SlugCurve("right", x, right[:, 0]),
        SlugCurve("garbled", x, garbled[:, 0]),
    )
    scale = np.array([np.abs(one[0]).max() for one in found])
    off = np.array([[np.abs(way - one[0]).max() for way in one[1:]] for one in found])
    off /= scale[:, None]
    numbers = {"right_off": float(off[:, 0].max())} | {
        f"garbled_off{end}_share": value
        for end, value in zip(("", "_low", "_high"), typical("", off[:, 1]).values(), strict=True)
    }
    return Evidence(curves, numbers, every(off[:, 1] < 1e-9))


def _recursions(seed: int) -> tuple[Array, Array, Array]:
    """Errors of three units, (12, 3): the engine's, the right recursion's and the garbled one's."""
    spec = RnnSpec(1, 1, 3, output="identity")
    drawn = NETWORKS["rnn"].init(spec, rng=np.random.default_rng(seed), scale=1.0)
    flow = _silent(drawn, 12)
    trace, steps = flow.trace, flow.trace.steps
    right, wrong = np.zeros((2, steps, 3))
    right[-1] = wrong[-1] = flow.nets[-1]
    W, slope = recurrent_weights(trace.params), rnn.slopes(trace)
    for t in reversed(range(steps - 1)):
        right[t] = slope[t] * (W.T @ right[t + 1])
        wrong[t] = slope[t] * W.sum(axis=0) * wrong[t + 1]
    return flow.nets, right, wrong


def _loop(w: float) -> Params:
    """One tanh unit that hears its input with weight 1 and itself with weight ``w``."""
    spec = RnnSpec(1, 1, 1, "tanh", output="identity", bias=())
    return Params(spec, np.array([[1.0, w, 0.0]]), np.array([[1.0, 0.0]]))


def _noise(steps: int, seed: int) -> Array:
    """1 or −1 at first, then noise, (steps, 1)."""
    rng = np.random.default_rng(seed)
    xs = rng.normal(0, NOISE, (steps, 1))
    xs[0] = rng.choice([-1.0, 1.0])
    return xs


@brief
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
    trace = run_forward(setup)
    nets = backward(trace).nets
    steps = nets[:, :, None] * trace.sources[:, None, :]
    sizes = np.linalg.norm(steps, axis=(1, 2))
    beyond = np.linalg.norm(np.cumsum(steps, axis=0), axis=(1, 2))
    norm = float(beyond[-1])
    return _Additions(sizes, beyond, norm, min(1.0, 1 / norm))


def _uniform(units: int, w: float, activation: str, bias: float = 0.0) -> Params:
    """Units that all hear each other, and themselves, with weight ``w``, and no input."""
    spec = RnnSpec(1, 1, units, activation, output="identity")
    hidden = np.hstack([np.ones((units, 1)), np.full((units, units), w), np.full((units, 1), bias)])
    return Params(spec, hidden, np.append(np.ones((1, units)), [[0.0]], axis=1))


def _silent(params: Params, steps: int) -> ErrorFlow:
    """No input at all, and an error of 1 at the last step."""
    return backward(wrong_at_end(params, np.zeros((steps, params.spec.inputs))))
