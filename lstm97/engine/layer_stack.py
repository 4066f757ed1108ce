"""Several layers as one value: each listens to what the layer below shows at the same time step.

It has the functions of a single network: forward, stream, backward, retreat, gradient check. An
error comes down as dE/dx of the layer above, and there enters what the layer below shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

import numpy as np
from numpy.typing import DTypeLike

from lstm97.engine.activations import Array
from lstm97.engine.errorflow import FULL, TRUNCATED, At, Backstep, Cuts, ErrorFlow, check_cuts
from lstm97.engine.losses import check_loss
from lstm97.engine.notebook import bundle
from lstm97.engine.params import BiasValues, Params, count, hidden_units
from lstm97.engine.registry import NETWORKS, network_of
from lstm97.engine.trace import Moment, NetworkInputs, Trace, check_inputs, tail_of
from lstm97.engine.weights.refusals import REFUSED, refuse
from lstm97.records import brief


@dataclass(frozen=True)
class Spec:
    """The architecture: the specs of all ``layers``, the one that hears the inputs first.

    Only the last may have outputs. Raises ValueError for layers that do not fit on each other.
    """

    slug: ClassVar[str] = "stacked"

    layers: tuple[Any, ...]

    def __post_init__(self) -> None:
        if not self.layers:
            raise ValueError("there must be at least one layer")
        for n, (below, above) in enumerate(zip(self.layers, self.layers[1:], strict=False), 1):
            if below.outputs:
                raise ValueError(f"layer {n} must have no outputs, got {below.outputs}")
            if above.inputs != hidden_units(below):
                raise ValueError(
                    f"layer {n + 1} must have {hidden_units(below)} inputs, what layer {n} shows, "
                    f"got {above.inputs}"
                )

    @property
    def inputs(self) -> int:
        """Number of inputs I of the first layer."""
        return int(self.layers[0].inputs)

    @property
    def outputs(self) -> int:
        """Number of outputs K of the last layer."""
        return int(self.layers[-1].outputs)

    @property
    def weights(self) -> int:
        """Number of adjustable weights of all layers."""
        return sum(count(layer) for layer in self.layers)


def spec(
    kind: str,
    *,
    inputs: int,
    units: Sequence[int],
    outputs: int = 0,
    output: str = "logistic",
    **options: Any,
) -> Spec:
    """Layers of one kind of network, ``units`` of them each: hidden units, or blocks of an LSTM.

    ``options`` are those of the network's own Spec, the same for all layers. Raises ValueError for
    an unknown kind and for what the engine does not do; see `weights.refusals.REFUSED`.
    """
    refuse(options)
    if kind not in NETWORKS:
        raise ValueError(f"no network {kind!r}; there are {', '.join(NETWORKS)}")
    asked = {name: value for name, value in options.items() if name not in REFUSED}
    name = "blocks" if NETWORKS[kind].family == "lstm" else "hidden"
    layers: list[Any] = []
    for n, size in enumerate(units, start=1):
        heard = hidden_units(layers[-1]) if layers else inputs
        top = {"outputs": outputs, "output": output} if n == len(units) else {"outputs": 0}
        layers.append(NETWORKS[kind].spec(inputs=heard, **{name: size}, **top, **asked))
    return Spec(tuple(layers))


@brief
@dataclass(frozen=True, eq=False)
class Stack:
    """The weights of all layers (or their gradient), the first layer first."""

    layers: tuple[Params, ...]

    def __post_init__(self) -> None:
        if len({layer.trials for layer in self.layers}) > 1:
            raise ValueError("all layers must have equally many trials")
        Spec(tuple(layer.spec for layer in self.layers))

    @property
    def spec(self) -> Spec:
        """The architecture."""
        return Spec(tuple(layer.spec for layer in self.layers))

    @property
    def trials(self) -> int | None:
        """Number of independent networks on the last axis; None for a single one."""
        return self.layers[0].trials

    @property
    def finite(self) -> bool:
        """Whether every weight is a number."""
        return all(layer.finite for layer in self.layers)

    def map(self, f: Callable[..., Array], *others: Stack) -> Stack:
        """Apply ``f`` to every array of weights (and to those of ``others``)."""
        each = zip(self.layers, *(other.layers for other in others), strict=True)
        return Stack(tuple(layer.map(f, *rest) for layer, *rest in each))

    def astype(self, dtype: DTypeLike) -> Stack:
        """The same weights in another precision."""
        return self.map(lambda array: array.astype(dtype))

    def take(self, trials: Any) -> Stack:
        """Some of the trials, by index, slice or boolean mask; an int gives a single network."""
        return self.map(lambda array: array[..., trials])


@brief
class StackMoment(NamedTuple):
    """One time step of a forward pass, each layer's own record of it, and the outputs."""

    t: int
    layers: tuple[Moment, ...]
    net_k: Array  # (K[, N])
    y_k: Array  # (K[, N])
    loss: Array  # ([N])


@brief
@dataclass(frozen=True, eq=False)
class StackTrace:
    """A whole forward pass: the trace of each layer, whose inputs are what the one below showed."""

    layers: tuple[Trace, ...]

    @property
    def params(self) -> Stack:
        """The weights."""
        return Stack(tuple(layer.params for layer in self.layers))

    @property
    def inputs(self) -> NetworkInputs:
        """What the first layer was shown and the last one was taught."""
        return self.layers[-1].inputs._replace(xs=self.layers[0].inputs.xs)

    @property
    def steps(self) -> int:
        """Number of time steps T."""
        return self.layers[-1].steps

    @property
    def y_k(self) -> Array:
        """Outputs of the last layer, (T, K[, N])."""
        return self.layers[-1].y_k

    @property
    def loss(self) -> Array:
        """E(t), (T[, N])."""
        return self.layers[-1].loss


@brief
@dataclass(frozen=True, eq=False)
class StackFlow:
    """A whole backward pass: the error flow of each layer, and the gradient of all weights."""

    trace: StackTrace
    layers: tuple[ErrorFlow, ...]

    @property
    def grad(self) -> Stack:
        """The gradient, of the same type as the weights."""
        return Stack(tuple(layer.grad for layer in self.layers))

    def to_inputs(self) -> Array:
        """dE/dx(t) of the first layer, (T, I[, N])."""
        return self.layers[0].to_inputs()

    def to_start(self) -> tuple[Any, ...]:
        """dE/d of every layer's state before the first step."""
        return tuple(layer.to_start() for layer in self.layers)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return bundle(self)


class StackNetwork:
    """The functions of a network, for stacks; see `network.Network` for what they take and give.

    Where a network takes or gives a state, these take and give a tuple of one for each layer.
    """

    slug = Spec.slug

    def init(
        self,
        spec: Spec,
        *,
        rng: np.random.Generator,
        scale: float = 0.1,
        biases: Mapping[str, BiasValues] | None = None,
        trials: int | None = None,
        dtype: DTypeLike = np.float64,
    ) -> Stack:
        """Weights uniform in [-scale, scale], one layer after the other; see `params.draw`."""
        return Stack(
            tuple(
                NETWORKS[layer.slug].init(
                    layer, rng=rng, scale=scale, biases=biases, trials=trials, dtype=dtype
                )
                for layer in spec.layers
            )
        )

    def forward(
        self,
        params: Stack,
        xs: Any,
        targets: Any = None,
        teach: Any = None,
        *,
        start: Sequence[Any] | None = None,
        criterion: str = "squared",
    ) -> StackTrace:
        """Run on ``xs`` (T, I[, N]); ``start`` has a state, or None, for each layer."""
        traces: list[Trace] = []
        for layer, state in zip(params.layers, starts_of(params, start), strict=True):
            network, last = network_of(layer), layer is params.layers[-1]
            taught = {"targets": targets, "teach": teach, "criterion": criterion} if last else {}
            traces.append(network.forward(layer, xs, start=state, **taught))
            xs = shown_by(traces[-1])
        return StackTrace(tuple(traces))

    def stream(
        self,
        params: Stack,
        xs: Any,
        targets: Any = None,
        teach: Any = None,
        *,
        start: Sequence[Any] | None = None,
        criterion: str = "squared",
    ) -> Iterator[StackMoment]:
        """The forward pass as it happens, one time step of all layers at a time."""
        first, top = params.layers[0], params.layers[-1]
        bottom = check_inputs(first, xs)
        tail = tail_of(first, bottom)
        shape = (len(bottom.xs), top.spec.inputs, *tail)
        taught = check_inputs(top, np.zeros(shape), targets, teach)
        check_loss(criterion, top.spec.output)
        given = zip(params.layers, starts_of(params, start), strict=True)
        states = [network_of(layer).first(layer, tail, state) for layer, state in given]
        for t, x in enumerate(bottom.xs):
            moments = []
            for n, layer in enumerate(params.layers):
                network = network_of(layer)
                with np.errstate(over="ignore", invalid="ignore"):
                    states[n], gates = network.step(layer, states[n], x)
                here = _at(layer, x, taught if layer is top else None, t)
                loss = criterion if layer is top else "squared"
                moments.append(network.moment(layer, here, gates, t, loss))
                x = np.concatenate(network.shown(layer.spec, gates))
            last = moments[-1]
            yield StackMoment(t, tuple(moments), last.net_k, last.y_k, last.loss)

    def backward(
        self,
        trace: StackTrace,
        *,
        cuts: Cuts = FULL,
        at: At = None,
        outputs: Any = None,
        hidden: Any = None,
        exact: bool = True,
    ) -> StackFlow:
        """Every layer's error flow; ``outputs`` and ``hidden`` are errors from outside to the last.

        ``cuts`` apply in each layer that has such an edge; what a layer sends down is never cut.
        """
        flows: list[ErrorFlow] = []
        for layer in reversed(trace.layers):
            flow = network_of(layer.params).backward(
                layer,
                cuts=cuts_of(layer.params, trace.params, cuts),
                at=at,
                outputs=None if flows else outputs,
                hidden=hidden,
                exact=exact,
            )
            flows.append(flow)
            hidden = flow.to_inputs() if len(flows) < len(trace.layers) else None
        return StackFlow(trace, tuple(reversed(flows)))

    def retreat(self, trace: StackTrace, **options: Any) -> Iterator[tuple[Backstep, ...]]:
        """`backward` handed out one time step of all layers at a time, last first.

        It is computed as a whole: a layer's errors rest on those of the layer above at every step.
        """
        flows = self.backward(trace, **options).layers
        for t in reversed(range(trace.steps)):
            yield tuple(Backstep(t, f.nets[t], f.state[t], f.output[t]) for f in flows)


STACKED = StackNetwork()


def shown_by(trace: Trace) -> Array:
    """What a layer shows to the one above, (T, S[, N])."""
    return np.concatenate(network_of(trace.params).shown(trace.params.spec, trace.gates), axis=1)


def starts_of(params: Stack, start: Sequence[Any] | None) -> Sequence[Any]:
    """A state or None for each layer; ValueError if there are more or fewer."""
    if start is None:
        return [None] * len(params.layers)
    if len(start) != len(params.layers):
        raise ValueError(f"start must have {len(params.layers)} states, got {len(start)}")
    return start


def cuts_of(layer: Params, params: Stack, cuts: Cuts) -> Cuts:
    """Those of ``cuts`` that one layer has; ValueError for names that no layer has."""
    if cuts == TRUNCATED:
        return cuts
    edges = {edge for each in params.layers for edge in each.spec.rows}
    if not set(cuts) <= edges:
        check_cuts(layer.spec, cuts)
    return frozenset(edge for edge in cuts if edge in layer.spec.rows)


def _at(layer: Params, x: Array, taught: NetworkInputs | None, t: int) -> NetworkInputs:
    if taught is not None:
        return taught.at(t)._replace(xs=x[None])
    return NetworkInputs(x[None], np.zeros((1, 0, *x.shape[1:]), x.dtype), np.zeros(1, bool))
