"""Section 3.1 of the paper, measured: what one step back multiplies an error by, and the bound.

A step back from unit l to unit v multiplies an error by f'_v(net_v) w_lv. The products of these
factors over q steps are computed here from a real run, beside the bound that the paper proves.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from lstm97.engine import rnn
from lstm97.engine.activations import Array
from lstm97.engine.params import Params
from lstm97.engine.trace import Trace
from lstm97.expectations import expects
from lstm97.records import brief


@brief
@dataclass(frozen=True, eq=False)
class LocalFlow:
    """Local error flow of a recurrent network from its last time step back.

    ``jacobians`` (Q + 1, n, n): [q, v, u] is d theta_v(t - q) / d theta_u(t), equation (1);
    ``largest`` (Q + 1,) its largest absolute entry; ``bound`` (Q + 1,) the paper's
    n (f'max ||W||)^q; ``slope_max`` the f'max of this run; ``norm`` the norm of W (largest sum of
    |w| over a row); ``radius`` the spectral radius of W.
    """

    jacobians: Array
    largest: Array
    bound: Array
    slope_max: float
    norm: float
    radius: float

    @property
    def rate(self) -> float:
        """f'max ||W||: below 1 the bound proves that errors vanish."""
        return self.slope_max * self.norm


def recurrent_weights(params: Params) -> Array:
    """W (H, H) of a recurrent network: ``W[i, j]`` is the weight from unit j to unit i."""
    return params.hidden[:, params.spec.sources["y_j"]]


def local_factors(trace: Trace) -> Array:
    """f'_v(net_v(t)) w_lv, (T, H, H) with [t, v, l]: the factor from l at t+1 back to v at t."""
    factors: Array = rnn.slopes(trace)[:, :, None] * recurrent_weights(trace.params).T
    return factors


def local_flow(trace: Trace) -> LocalFlow:
    """Follow every unit's error from the last step of a single run back to the first."""
    W = recurrent_weights(trace.params)
    factors = local_factors(trace)
    jacobians = np.empty((trace.steps, *W.shape))
    jacobians[0] = np.eye(len(W))
    with np.errstate(over="ignore", invalid="ignore"):
        for q in range(1, trace.steps):
            jacobians[q] = factors[-1 - q] @ jacobians[q - 1]
    slopes = rnn.slopes(trace)[:-1] if trace.steps > 1 else rnn.slopes(trace)
    slope_max, norm = float(slopes.max()), row_sum_norm(W)
    largest = np.abs(jacobians).max(axis=(1, 2))
    bound = norm_bound(len(W), slope_max, norm, trace.steps)
    return LocalFlow(jacobians, largest, bound, slope_max, norm, spectral_radius(W))


def row_sum_norm(W: Array) -> float:
    """||W|| = largest sum of absolute weights in a row: the norm of the paper's example."""
    return float(np.abs(W).sum(axis=1).max())


@expects(n=1, steps=1)
def norm_bound(n: int, slope_max: float, norm: float, steps: int) -> Array:
    """n (f'max ||W||)^q for q = 0 .. steps - 1, (steps,).

    At q = 0 nothing has been multiplied yet and the bound is its limit n; at q = 1 it holds too,
    since a single factor is at most f'max times the largest weight.
    """
    with np.errstate(over="ignore"):
        bound: Array = n * np.power(slope_max * norm, np.arange(steps, dtype=float))
    return bound


def spectral_radius(W: Array) -> float:
    """Largest absolute eigenvalue of W: its growth rate over many steps where f' is 1."""
    return float(np.abs(np.linalg.eigvals(W)).max())


def with_spectral_radius(params: Params, radius: float) -> Params:
    """The same recurrent network with W scaled to a spectral radius.

    Raises ValueError where W has no eigenvalue but 0, which no scaling can change.
    """
    W = recurrent_weights(params)
    present = spectral_radius(W)
    if present == 0:
        raise ValueError("the recurrent weights have spectral radius 0: no scaling can change that")
    hidden = params.hidden.copy()
    hidden[:, params.spec.sources["y_j"]] = W / present * radius  # one unit's is it to the bit
    return Params(params.spec, hidden, params.output)


def best_weight(y: float, net: float) -> float:
    """The weight at which |f'(net) w| is largest for a logistic unit: coth(net / 2) / y.

    Raises ValueError where there is none (y or net is 0).
    """
    if y == 0 or net == 0:
        raise ValueError("y and net must not be 0")
    return float(1 / (y * np.tanh(net / 2)))


@cache
def steepest_net() -> float:
    """The net input at which net f'(net) of a logistic unit is largest: net tanh(net / 2) = 1."""
    low, high = 1.0, 2.0
    while high - low > 1e-12:
        middle = (low + high) / 2
        low, high = (middle, high) if middle * np.tanh(middle / 2) < 1 else (low, middle)
    return low


def peak_weight(y: float) -> float:
    """The weight at which |f'(w y) w| of a logistic unit is largest: w = coth(w y / 2) / y."""
    return best_weight(y, steepest_net())


@expects()
def single_factor(w: Array, y: float) -> Array:
    """|f'(w y) w| for one logistic unit whose input is a constant activation y, for each weight.

    The slope is taken from the net input: from the output it would round to 0 where f is next to 1.
    """
    decay = np.exp(-np.abs(w * y))
    factor: Array = decay / (1 + decay) ** 2 * np.abs(w)
    return factor
