"""Products of weights with activations and errors, for one network or for many trials at once.

Every array is time first, then units, then an optional last axis of independent trials; these
few functions are the only place that has to care which of the two it was given.
"""

from __future__ import annotations

from collections.abc import Callable
from math import prod
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from lstm97.engine.activations import Array

Steps = NDArray[np.intp]
Scalar = TypeVar("Scalar", bound=np.generic)
FEW_PRODUCTS = 500  # measured: so few in each trial are not worth a call of BLAS for each
ROWS_IN_CACHE = 512  # measured: of trials' values, turned at a time
FEW_TRIALS = 24  # measured: from here on a loop along the trials beats one product for each


def weigh(weights: Array, sources: Array) -> Array:
    """Net inputs of one time step: (U, Z[, N]) with (Z[, N]) gives (U[, N])."""
    if weights.ndim == 2:
        return weights @ sources
    if sources.ndim == 1:
        sources = sources[:, None]
    product: Array = np.einsum("uzn,zn->un", weights, sources)
    return product


def weigh_back(weights: Array, errors: Array) -> Array:
    """Errors sent back over the same weights: (U, Z[, N]) with (U[, N]) gives (Z[, N])."""
    if weights.ndim == 2:
        return weights.T @ errors
    product: Array = np.einsum("uzn,un->zn", weights, errors)
    return product


def weigh_all(weights: Array, sources: Array) -> Array:
    """`weigh` for all time steps at once: (U, Z[, N]) with (T, Z[, N]) gives (T, U[, N])."""
    if weights.ndim == 3:
        sources = _with_trials(sources, weights)
        if _along_trials(len(sources), weights):
            product: Array = np.einsum("uzn,tzn->tun", weights, sources)
            return product
        by_trial = _trials_first(sources) @ _trials_first(weights).mT
        return np.ascontiguousarray(np.moveaxis(by_trial, 0, -1))
    if sources.ndim == 3:
        return weights @ sources
    return sources @ weights.T


def weigh_all_back(weights: Array, errors: Array) -> Array:
    """`weigh_back` for all time steps at once: (U, Z[, N]) with (T, U[, N]) gives (T, Z[, N])."""
    return weigh_all(weights.swapaxes(0, 1), errors)


def outer_sum(errors: Array, sources: Array, weights: Array) -> Array:
    """The gradient of ``weights``: error times source, summed over time.

    ``errors`` (T, U[, N]) and ``sources`` (T, Z[, N]) give (U, Z[, N]). Where many sequences
    share one set of weights (trials on the arrays but not on ``weights``) it sums over them too.
    """
    if errors.ndim == 2:
        return errors.T @ sources
    if weights.ndim == 2:
        return np.tensordot(errors, sources, axes=((0, 2), (0, 2)))
    sources = _with_trials(sources, errors)
    if prod(errors.shape[:2]) * sources.shape[1] <= FEW_PRODUCTS:
        total: Array = np.einsum("tun,tzn->uzn", errors, sources)
        return total
    by_trial = _trials_first(errors).mT @ _trials_first(sources)
    return np.ascontiguousarray(np.moveaxis(by_trial, 0, -1))


def recurrence(weights: Array) -> Callable[[Array, Array], Array]:
    """`weigh` with the same weights at every time step; it writes to its second argument.

    A product for each trial is quick while trials are few; einsum runs along the axis of trials.
    """
    if weights.ndim == 2:
        return np.ascontiguousarray(weights).dot
    if weights.shape[2] < FEW_TRIALS:
        by_trial = _trials_first(weights)
        return lambda sources, out: np.matvec(by_trial, sources.T, out.T).T
    weights = np.ascontiguousarray(weights)
    return lambda sources, out: np.einsum("uzn,zn->un", weights, sources, out=out)


def busy(values: NDArray[Any]) -> Steps:
    """The time steps at which anything of ``values`` (T, ...) is not 0."""
    if values.ndim > 1:
        values = np.logical_or.reduce(values, axis=tuple(range(1, values.ndim)))
    return values.nonzero()[0]


def span(steps: Steps) -> slice | Steps:
    """The same steps as a slice if there is no gap between them: a slice need not copy."""
    if len(steps) and steps[-1] - steps[0] == len(steps) - 1:
        return slice(steps[0], steps[-1] + 1)
    return steps


def align(array: NDArray[Scalar], like: NDArray[Any]) -> NDArray[Scalar]:
    """``array`` with a last axis of length 1 where ``like`` has trials and it has none."""
    return array[..., None] if array.ndim < like.ndim else array


def _along_trials(steps: int, weights: Array) -> bool:
    """Whether a loop along the trials beats one product for each of them (measured)."""
    each = prod(weights.shape[:2])
    return steps * each <= FEW_PRODUCTS or 5 * each <= weights.shape[2]


def _with_trials(array: Array, like: Array) -> Array:
    if array.ndim == 3:
        return array
    return np.broadcast_to(array[..., None], (*array.shape, like.shape[-1]))


def _trials_first(array: Array) -> Array:
    """(A, B, N) as a contiguous (N, A, B), which is what BLAS wants.

    Piece by piece, so that what is read stays in the cache: a third less time, and with many
    columns a sixth of it (measured).
    """
    turned = np.moveaxis(array, -1, 0)
    piece = max(1, ROWS_IN_CACHE // max(1, array.shape[1]))
    if piece >= len(array):
        return np.ascontiguousarray(turned)
    whole = np.empty_like(turned, order="C")
    for start in range(0, len(array), piece):
        whole[:, start : start + piece] = turned[:, start : start + piece]
    return whole
