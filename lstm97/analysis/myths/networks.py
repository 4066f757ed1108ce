"""Sayings about recurrent networks without a carousel, each put to an experiment.

See `myths` for the sayings, and for what is said of each.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lstm97.analysis.flow.probe import wrong_at_end
from lstm97.analysis.myths.evidence import LAG, Curve, Evidence, back, ends, lags
from lstm97.analysis.problem.hochreiter import recurrent_weights, spectral_radius
from lstm97.analysis.problem.vanishing import Setup, forwarded, mean_factors, updates
from lstm97.engine import NETWORKS, ErrorFlow, Params, backward, rnn
from lstm97.engine.activations import Array
from lstm97.engine.rnn import Spec as RnnSpec
from lstm97.records import brief


def clipping() -> Evidence:
    """What each time step adds to the gradient, before and after its norm is clipped to 1."""
    exploding = _additions(Setup("tanh", 3.9, 8, LAG))
    vanishing = _additions(Setup("logistic", 1.0, 8, LAG))
    raw, kept = exploding.sizes[::-1], exploding.sizes[::-1] * exploding.clip
    still = vanishing.sizes[::-1] * vanishing.clip
    named = {"exploding": raw, "clipped": kept, "vanishing": still}
    curves = tuple(Curve(slug, lags(len(y) - 1), y) for slug, y in named.items())
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
    curves = tuple(back(slug, flow) for slug, flow in flows.items())
    numbers = {
        "radius": spectral_radius(recurrent_weights(many)),
        "slope": float(rnn.slopes(flows["one"].trace).max()),
    }
    return Evidence(curves, numbers | ends(curves, kept=-1))


def total_is_zero() -> Evidence:
    """The whole gradient of a recurrent network, and what is left of it beyond each lag."""
    parts = _additions(Setup("logistic", 1.0, 8, LAG))
    beyond = parts.beyond[::-1]
    x = lags(len(beyond) - 1)
    curves = (Curve("whole", x, np.full(len(x), parts.norm)), Curve("beyond", x, beyond))
    ten = float(beyond[10])
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
    trace = forwarded(setup)
    nets = backward(trace).nets
    steps = nets[:, :, None] * trace.sources[:, None, :]
    sizes = np.linalg.norm(steps, axis=(1, 2))
    beyond = np.linalg.norm(np.cumsum(steps, axis=0), axis=(1, 2))
    norm = float(beyond[-1])
    return _Additions(sizes, beyond, norm, min(1.0, 1 / norm))


def _uniform(units: int, w: float, activation: str, bias: float = 0.0) -> Params:
    """Units that all hear each other, and themselves, with weight ``w``, and no input."""
    spec = RnnSpec(1, 1, units, activation, output="identity")
    hidden = np.hstack(
        [np.zeros((units, 1)), np.full((units, units), w), np.full((units, 1), bias)]
    )
    return Params(spec, hidden, np.append(np.ones((1, units)), [[0.0]], axis=1))


def _silent(params: Params, steps: int) -> ErrorFlow:
    """No input at all, and an error of 1 at the last step."""
    return backward(wrong_at_end(params, np.zeros((steps, params.spec.inputs))))
