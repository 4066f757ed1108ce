"""Several layers as one value: each listens to what the layer below shows at the same time step.

It has the functions of a single network: forward, stream, backward, retreat, gradient check. An
error comes down as dE/dx of the layer above, and there enters what the layer below shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from lstm97.demands import of_kind
from lstm97.engine.activations import Array
from lstm97.engine.errorflow import FULL, TRUNCATED, At, Backstep, Cuts, ErrorFlow, check_cuts
from lstm97.engine.layer_stack.architecture import Spec, spec
from lstm97.engine.layer_stack.records import Stack, StackFlow, StackMoment, StackTrace
from lstm97.engine.losses import check_loss
from lstm97.engine.params import BiasValues, Params
from lstm97.engine.registry import NETWORKS, network_of
from lstm97.engine.trace import NetworkInputs, Trace, check_inputs, tail_of

__all__ = [
    "STACK",
    "Spec",
    "Stack",
    "StackFlow",
    "StackMoment",
    "StackNetwork",
    "StackTrace",
    "spec",
]


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
                here = _at(x, taught if layer is top else None, t)
                loss = criterion if layer is top else "squared"
                moments.append(network.moment(layer, here, gates, t, loss))
                x = np.concatenate(network.readable(layer.spec, gates))
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


STACK = StackNetwork()


def shown_by(trace: Trace) -> Array:
    """What a layer shows to the one above, (T, S[, N])."""
    return np.concatenate(network_of(trace.params).readable(trace.params.spec, trace.gates), axis=1)


def starts_of(params: Stack, start: Sequence[Any] | None) -> Sequence[Any]:
    """A state or None for each layer; ValueError if there are more or fewer."""
    if start is None:
        return [None] * len(params.layers)
    of_kind("start", start, (list, tuple), "a list of a state, or None, for each layer")
    if len(start) != len(params.layers):
        raise ValueError(f"start must have {len(params.layers)} states, got {len(start)}")
    return start


def cuts_of(layer: Params, params: Stack, cuts: Cuts) -> Cuts:
    """Those of ``cuts`` that one layer has; ValueError for names that no layer has."""
    named = isinstance(cuts, frozenset | set)
    if named and cuts == TRUNCATED:
        return cuts
    edges = {edge for each in params.layers for edge in each.spec.rows}
    if not named or not cuts <= edges:
        check_cuts(layer.spec, cuts)
    return frozenset(edge for edge in cuts if edge in layer.spec.rows)


def _at(x: Array, taught: NetworkInputs | None, t: int) -> NetworkInputs:
    if taught is not None:
        return taught.at(t)._replace(xs=x[None])
    return NetworkInputs(x[None], np.zeros((1, 0, *x.shape[1:]), x.dtype), np.zeros(1, bool))
