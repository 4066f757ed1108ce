"""What an output should have been: the losses whose errors enter a network.

The paper's is the squared error; cross-entropy stands beside it for networks of today. Any other
loss enters as errors from outside, see `Network.backward`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from lstm97.demands import is_one_of
from lstm97.engine.activations import IDENTITY, LOGISTIC, Activation, Array, Precision


class Loss(NamedTuple):
    """A loss of outputs ``y`` (T, K[, N]) at net inputs ``net``, given ``targets`` (T, K[, N]).

    ``value`` is E(t), (T[, N]), and ``errors`` dE/dnet_k(t), (T, K[, N]).
    """

    value: Callable[[Activation, Array, Array, Array], Array]
    errors: Callable[[Activation, Array, Array, Array, Precision], Array]
    activations: tuple[str, ...]  # of outputs that it is meant for; () for all


def _squares(kind: Activation, net: Array, y: Array, targets: Array) -> Array:
    """1/2 sum over outputs of (target - output)^2: half of equation (16).

    With the half, -dE/dnet_k is the paper's error of equation (19) to the letter.
    """
    squares: Array = 0.5 * np.square(targets - y).sum(axis=1)
    return squares


def _square_errors(
    kind: Activation, net: Array, y: Array, targets: Array, precision: Precision
) -> Array:
    slopes = precision.slope(kind, net, y)
    return slopes * precision.miss(kind, net, y, targets)


def _entropy(kind: Activation, net: Array, y: Array, targets: Array) -> Array:
    """-log of the probability that the outputs give to the targets, from their net inputs.

    Logistic outputs are a yes or no each; identity outputs are the logits of one choice.
    """
    if kind is LOGISTIC:
        doubts: Array = (np.logaddexp(0, net) - targets * net).sum(axis=1)
        return doubts
    top = net.max(axis=1, keepdims=True)
    total = top[:, 0] + np.log(np.exp(net - top).sum(axis=1))
    doubt: Array = total * targets.sum(axis=1) - (targets * net).sum(axis=1)
    return doubt


def _entropy_errors(
    kind: Activation, net: Array, y: Array, targets: Array, precision: Precision
) -> Array:
    if kind is LOGISTIC:
        return precision.miss(kind, net, y, targets)
    share = np.exp(net - net.max(axis=1, keepdims=True))
    share /= share.sum(axis=1, keepdims=True)
    errors: Array = share * targets.sum(axis=1, keepdims=True) - targets
    return errors


LOSSES: dict[str, Loss] = {
    "squared": Loss(_squares, _square_errors, ()),
    "cross-entropy": Loss(_entropy, _entropy_errors, (LOGISTIC.slug, IDENTITY.slug)),
}


def check_loss(slug: str, output: str) -> str:
    """``slug`` itself; ValueError if there is no such loss, or not for this kind of output."""
    if not is_one_of(slug, LOSSES):
        raise ValueError(f"criterion: no loss {slug!r}; there are {', '.join(LOSSES)}")
    meant_for = LOSSES[slug].activations
    if meant_for and output not in meant_for:
        raise ValueError(f"{slug} is for {' or '.join(meant_for)} outputs, got {output!r}")
    return slug
