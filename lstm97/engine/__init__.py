"""The networks, and what an error does in them: NumPy only, values and pure functions.

Read on in this order: activations, params, trace, errorflow, network; then the networks rnn,
lstm97, lstm2000 and gru; then registry, gradcheck and health. A network is chosen by its slug, and
the functions below find it by the weights or the trace they are given.
"""

from collections.abc import Iterator
from typing import Any

from lstm97.engine.allocator import keep_freed
from lstm97.engine.errorflow import FULL, TRUNCATED, At, Backstep, Cuts, ErrorFlow
from lstm97.engine.network import Network
from lstm97.engine.params import Params, count, sgd, stack
from lstm97.engine.registry import NETWORKS, network_of
from lstm97.engine.trace import Moment, Trace

keep_freed()


def forward(params: Params, xs: Any, targets: Any = None, teach: Any = None) -> Trace:
    """Run a network to the end of ``xs`` (T, I[, N]); see `Network.forward`."""
    return network_of(params).forward(params, xs, targets, teach)


def stream(params: Params, xs: Any, targets: Any = None, teach: Any = None) -> Iterator[Moment]:
    """Run a network one time step at a time; see `Network.stream`."""
    return network_of(params).stream(params, xs, targets, teach)


def backward(trace: Trace, *, cuts: Cuts = FULL, at: At = None) -> ErrorFlow:
    """Send the error back through time; see `Network.backward`."""
    return network_of(trace.params).backward(trace, cuts=cuts, at=at)


def retreat(trace: Trace, *, cuts: Cuts = FULL, at: At = None) -> Iterator[Backstep]:
    """Send the error back one time step at a time, last first; see `Network.retreat`."""
    return network_of(trace.params).retreat(trace, cuts=cuts, at=at)


__all__ = [
    "FULL",
    "NETWORKS",
    "TRUNCATED",
    "At",
    "Backstep",
    "Cuts",
    "ErrorFlow",
    "Moment",
    "Network",
    "Params",
    "Trace",
    "backward",
    "count",
    "forward",
    "network_of",
    "retreat",
    "sgd",
    "stack",
    "stream",
]
