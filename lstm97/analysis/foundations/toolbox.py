"""The mathematics behind error flow in small examples: products, powers, and noise.

Each is measured and not only computed: a product of slopes against a moved input, the size of a
matrix power against its eigenvalues, and noise as the paper's third experiment draws it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import erfc, sqrt

import numpy as np

from lstm97.analysis.problem.hochreiter import row_sum_norm, spectral_radius
from lstm97.engine.activations import ACTIVATIONS, Array
from lstm97.expectations import expects
from lstm97.records import brief
from lstm97.tasks import TASKS

NUDGE = 1e-4  # how far the input of a chain is moved to measure its slope
READABLE = 1e-9  # slopes below this drown in the rounding of what is measured
BATCH = 400  # sequences that noise is measured on


@brief
@dataclass(frozen=True, eq=False)
class ChainRule:
    """y_k = f(w_k y_(k-1)) for k = 1..q, and how y_q depends on what went in.

    ``factors`` (q,) are f'(net_k) w_k, ``running`` (q,) their product from step k to the end,
    which is dy_q / dy_(k-1); ``slope`` is dy_q / dy_0 by that product, and
    ``difference_quotient`` the same by moving the input a little to both sides.
    """

    factors: Array
    running: Array
    slope: float
    difference_quotient: float


@expects(activation=ACTIVATIONS)
def chain(weights: tuple[float, ...], activation: str, q: int, x: float = 0.5) -> ChainRule:
    """A chain of q steps whose weights repeat in order, fed with ``x``."""
    kind, ws = ACTIVATIONS[activation], np.resize(np.array(weights), q)
    factors = np.empty(q)
    y = np.array(x)
    for k, w in enumerate(ws):
        y = kind.f(w * y)
        factors[k] = kind.slope(y) * w
    running = np.cumprod(factors[::-1])[::-1]
    high, low = (_through(ws, activation, x + side * NUDGE) for side in (1, -1))
    return ChainRule(factors, running, float(running[0]), (high - low) / (2 * NUDGE))


def _through(ws: Array, activation: str, x: float) -> float:
    y = np.array(x)
    for w in ws:
        y = ACTIVATIONS[activation].f(w * y)
    return float(y)


@brief
@dataclass(frozen=True, eq=False)
class Powers:
    """The powers of a matrix: ``norms`` (q + 1,) of M^0 .. M^q, and its ``eigenvalues``.

    ``peak`` is the power at which the norm is largest; ``radius`` the spectral radius.
    """

    norms: Array
    eigenvalues: Array
    radius: float
    peak: int

    @property
    def transient(self) -> bool:
        """Whether the product grows first and dies in the end all the same."""
        return bool(self.radius < 1 and self.norms[self.peak] > 1.05 * self.norms[0])


@expects()
def powers(matrix: tuple[tuple[float, ...], ...], q: int) -> Powers:
    """Multiply a matrix by itself, step by step; the norm is the paper's, the largest row sum."""
    M = np.array(matrix)
    product, norms = np.eye(len(M)), np.empty(q + 1)
    for k in range(q + 1):
        norms[k] = row_sum_norm(product)
        product = M @ product
    return Powers(norms, np.linalg.eigvals(M), spectral_radius(M), int(norms.argmax()))


@brief
@dataclass(frozen=True, eq=False)
class Noise:
    """Noise of experiment 3a, measured on many sequences.

    ``values`` are all noise elements of the batch, ``line`` (T,) one whole sequence of class 1;
    ``beyond`` is the share of noise beyond the threshold to either side and
    ``gaussian_tail`` the same by the Gaussian; ``by_sum`` is the share of sequences whose class
    the sign of their sum tells.
    """

    values: Array
    line: Array
    mean: float
    variance: float
    beyond: float
    gaussian_tail: float
    by_sum: float


@expects(length=1)
def noise(variance: float, threshold: float, signal: int, length: int, seed: int) -> Noise:
    """Draw sequences of the paper's two-sequence task and measure their noise."""
    task = TASKS["two-sequence"](length=length, signal=signal, noise=variance)
    drawn = task.draw(BATCH, rng=np.random.default_rng(seed))
    lines = drawn.xs[:, 0]
    real = np.arange(len(lines))[:, None] < drawn.lengths
    values = lines[signal:][real[signal:]]
    first = int(np.flatnonzero(lines[0] > 0)[0])
    return Noise(
        values=values,
        line=lines[: drawn.lengths[first], first],
        mean=float(values.mean()),
        variance=float(values.var()),
        beyond=float((np.abs(values) > threshold).mean()),
        gaussian_tail=gaussian_tail(threshold, sqrt(variance)),
        by_sum=float((np.sign(lines.sum(axis=0)) == np.sign(lines[0])).mean()),
    )


def gaussian_tail(threshold: float, deviation: float) -> float:
    """Probability that Gaussian noise of mean 0 lies beyond +-threshold."""
    return erfc(threshold / (deviation * sqrt(2)))
