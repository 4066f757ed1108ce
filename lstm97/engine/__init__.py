"""The networks, and what an error does in them: NumPy only, values and pure functions.

Read on in this order: activations, spec, params, trace, errorflow, network; then the networks rnn,
lstm97, lstm2000 and gru; then registry, layer_stack, training, gradcheck and health. `arrays` has
the products and batches they are made of, `weights` how weights are drawn and kept in a file. A
network is chosen by its slug, and the functions below find it by the weights or the trace they are
given.
"""

from collections.abc import Iterator
from typing import Any, TypedDict, Unpack, overload

from lstm97.demands import of_kind
from lstm97.engine.arrays.allocator import keep_freed
from lstm97.engine.errorflow import FULL, TRUNCATED, At, Backstep, Cuts, ErrorFlow
from lstm97.engine.layer_stack import STACK, Stack, StackFlow, StackMoment, StackTrace
from lstm97.engine.network import Network
from lstm97.engine.params import Params, clip, count, sgd, stack
from lstm97.engine.registry import NETWORKS, network_of
from lstm97.engine.trace import Moment, Trace
from lstm97.engine.training import Snapshot, train
from lstm97.engine.weights.files import load, save
from lstm97.engine.weights.starts import start

keep_freed()


class RunOptions(TypedDict, total=False):
    """What a forward pass may be told besides; see `Network.forward`."""

    start: Any
    criterion: str


class ErrorOptions(TypedDict, total=False):
    """Which errors go back, and where they are cut; see `Network.backward`."""

    cuts: Cuts
    at: At
    outputs: Any
    hidden: Any
    exact: bool


@overload
def forward(
    params: Params, xs: Any, targets: Any = None, teach: Any = None, **options: Unpack[RunOptions]
) -> Trace: ...
@overload
def forward(
    params: Stack, xs: Any, targets: Any = None, teach: Any = None, **options: Unpack[RunOptions]
) -> StackTrace: ...
def forward(params: Any, *given: Any, **options: Any) -> Any:
    """Run a network to the end of ``xs`` (T, I[, N]); see `Network.forward`."""
    return functions_of(params).forward(params, *given, **options)


@overload
def stream(
    params: Params, xs: Any, targets: Any = None, teach: Any = None, **options: Unpack[RunOptions]
) -> Iterator[Moment]: ...
@overload
def stream(
    params: Stack, xs: Any, targets: Any = None, teach: Any = None, **options: Unpack[RunOptions]
) -> Iterator[StackMoment]: ...
def stream(params: Any, *given: Any, **options: Any) -> Any:
    """Run a network one time step at a time; see `Network.stream`."""
    return functions_of(params).stream(params, *given, **options)


@overload
def backward(trace: Trace, **options: Unpack[ErrorOptions]) -> ErrorFlow: ...
@overload
def backward(trace: StackTrace, **options: Unpack[ErrorOptions]) -> StackFlow: ...
def backward(trace: Any, **options: Any) -> Any:
    """Send the error back through time; see `Network.backward`."""
    return functions_of(_weights_of(trace)).backward(trace, **options)


@overload
def retreat(trace: Trace, **options: Unpack[ErrorOptions]) -> Iterator[Backstep]: ...
@overload
def retreat(
    trace: StackTrace, **options: Unpack[ErrorOptions]
) -> Iterator[tuple[Backstep, ...]]: ...
def retreat(trace: Any, **options: Any) -> Any:
    """Send the error back one time step at a time, last first; see `Network.retreat`."""
    return functions_of(_weights_of(trace)).retreat(trace, **options)


def _weights_of(trace: Any) -> Any:
    """The weights that a forward pass was made with."""
    of_kind("trace", trace, (Trace, StackTrace), "what forward gives")
    return trace.params


def functions_of(params: Any) -> Any:
    """The network that weights belong to, or what does the same for a stack of layers."""
    return STACK if isinstance(params, Stack) else network_of(params)


__all__ = [
    "FULL",
    "NETWORKS",
    "STACK",
    "TRUNCATED",
    "At",
    "Backstep",
    "Cuts",
    "ErrorFlow",
    "Moment",
    "Network",
    "Params",
    "Snapshot",
    "Stack",
    "StackFlow",
    "StackMoment",
    "StackTrace",
    "Trace",
    "backward",
    "clip",
    "count",
    "forward",
    "functions_of",
    "load",
    "network_of",
    "retreat",
    "save",
    "sgd",
    "stack",
    "start",
    "stream",
    "train",
]
