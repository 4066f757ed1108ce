"""How weights are drawn before anything is learnt, by the names under which people know them.

Only the recurrent weights make an error vanish or explode on its way back, and only the bias of the
gate that keeps the state says how long a gated cell remembers; the rest serves comparison.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import prod
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike

from lstm97.demands import generator, is_one_of, number, precision
from lstm97.engine.activations import Array
from lstm97.engine.arrays.algebra import align
from lstm97.engine.layer_stack import Spec as StackSpec
from lstm97.engine.layer_stack import Stack
from lstm97.engine.params import Params, masks
from lstm97.engine.registry import NETWORKS
from lstm97.engine.spec import demand_spec

Sampler = Callable[[tuple[int, int], np.random.Generator], Array]


class Start(NamedTuple):
    """How input and output weights are drawn, and how recurrent ones: blocks (units, sources)."""

    others: Sampler
    recurrent: Sampler


def xavier(shape: tuple[int, int], rng: np.random.Generator) -> Array:
    """Uniform within sqrt(6 / (fan in + fan out)), which keeps variances (Glorot, Bengio 2010)."""
    bound = np.sqrt(6 / max(1, sum(shape)))
    return rng.uniform(-bound, bound, shape)


def orthogonal(shape: tuple[int, int], rng: np.random.Generator) -> Array:
    """A matrix that keeps lengths (Saxe et al. 2014), or as many of its rows or columns."""
    tall = max(shape), min(shape)
    q, r = np.linalg.qr(rng.normal(size=tall))
    q = q * np.sign(np.diag(r))  # so that every such matrix is as likely
    turned: Array = q if shape == tall else q.T
    return turned


def identity(shape: tuple[int, int], rng: np.random.Generator) -> Array:
    """What was there stays there: the IRNN, with ReLU units (Le, Jaitly, Hinton 2015)."""
    there: Array = np.eye(*shape)
    return there


def small(shape: tuple[int, int], rng: np.random.Generator) -> Array:
    """Normal with a standard deviation of 0.001, beside an identity."""
    return rng.normal(0, 0.001, shape)


STARTS: dict[str, Start] = {
    "xavier": Start(xavier, xavier),
    "orthogonal": Start(xavier, orthogonal),
    "identity": Start(small, identity),
}


def start(
    spec: Any,
    name: str = "uniform",
    *,
    rng: np.random.Generator,
    scale: float = 0.1,
    keep_bias: float | None = None,
    chrono: int | None = None,
    dtype: DTypeLike = np.float64,
) -> Any:
    """Weights of a single network, or of a stack if ``spec`` is one, drawn under a name.

    "uniform" draws everything, biases too, in [-scale, scale]: PyTorch's own start is that with
    1 / sqrt(units). The others (`STARTS`) leave biases 0. ``keep_bias`` then sets the bias of the
    gate that keeps the state (the forget gate; the update gate of a GRU), and ``chrono`` draws it
    for memories of up to so many steps (Tallec, Ollivier 2018). Raises ValueError for other names,
    and for either of them where there is no such gate.
    """
    dtype = precision(dtype)
    if isinstance(spec, StackSpec):
        options: dict[str, Any] = {"scale": scale, "keep_bias": keep_bias, "chrono": chrono}
        layers = (start(one, name, rng=rng, dtype=dtype, **options) for one in spec.layers)
        return Stack(tuple(layers))
    demand_spec(spec)
    generator(rng)
    if is_one_of(name, ("uniform",)):
        params = NETWORKS[spec.slug].init(spec, rng=rng, scale=scale)
    elif is_one_of(name, STARTS):
        params = _draw_params(spec, STARTS[name], rng)
    else:
        raise ValueError(f"no start {name!r}; there are uniform, {', '.join(STARTS)}")
    if keep_bias is not None:
        keeper_bias(params)[...] = number("keep_bias", keep_bias)
    if chrono is not None:
        remember(params, chrono, rng)
    return params.astype(dtype)


def _draw_params(spec: Any, how: Start, rng: np.random.Generator) -> Params:
    params = NETWORKS[spec.slug].init(spec, rng=rng, scale=0.0)
    for block, fed_back in _blocks(params):
        if prod(block.shape):
            drawn = how.recurrent if fed_back else how.others
            block[...] = drawn((block.shape[0], block.shape[1]), rng)
    mask = masks(spec)
    return params.map(lambda array, there: array * align(there, array), mask)


def _blocks(params: Params) -> Iterator[tuple[Array, bool]]:
    """Weights of each kind of unit to each kind of source, and whether that is fed back."""
    for row in params.spec.rows:
        for source in params.spec.sources:
            if source != "bias":
                yield params[row, source], source != "x"
    for source in params.spec.readable:
        if source != "bias":
            yield params["k", source], False


def keeper_bias(params: Params) -> Array:
    """Biases of the gate that keeps the state, as a window (units, 1); ValueError without any."""
    gate = NETWORKS[params.spec.slug].keeper
    if gate is None:
        raise ValueError(f"{params.spec.slug} has no gate whose bias says how much is kept")
    if gate.removeprefix("net_") not in params.spec.bias:
        raise ValueError(f"{gate} has no bias in this network")
    return params[gate, "bias"]


def remember(params: Params, steps: float, rng: np.random.Generator) -> None:
    """b = log of a time drawn from 1 to ``steps`` - 1 for the keeping gate, -b for input gates.

    Written to ``params``; ValueError for fewer than 3 steps.
    """
    if number("chrono", steps, "3 steps or more") < 3:
        raise ValueError(f"chrono must be 3 steps or more, got {steps}")
    bias = keeper_bias(params)
    bias[...] = np.log(rng.uniform(1, steps - 1, bias.shape))
    if "net_in" in params.spec.rows and "in" in params.spec.bias:
        params["net_in", "bias"][...] = -bias
