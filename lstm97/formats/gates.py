"""From a framework's arrays to the engine's weights, and from the engine's gradient back.

Both stack the blocks of all gates in one matrix, in an order of their own; PyTorch has rows for
units, Keras columns. A bias that a framework keeps twice is one weight to the engine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from lstm97.engine import NETWORKS, Params
from lstm97.engine.activations import Array
from lstm97.formats.parts import ROLES, Part

ORDER: dict[str, dict[str, tuple[str, ...]]] = {
    "torch": {
        "lstm": ("net_in", "net_forget", "net_c", "net_out"),
        "gru": ("net_r", "net_z", "net_h"),
        "rnn": ("net_j",),
    },
    "keras": {
        "lstm": ("net_in", "net_forget", "net_c", "net_out"),
        "gru": ("net_z", "net_r", "net_h"),
        "rnn": ("net_j",),
    },
}
SLUGS = {"lstm": "lstm2000", "gru": "gru", "rnn": "rnn"}
FEEDBACK = {"lstm": "y_c", "gru": "y", "rnn": "y_j"}


class Place(NamedTuple):
    """Where the block of a gate goes: its rows, and those that hear the units one step later."""

    row: str
    hearing: str
    source: str


def spec_of(part: Part) -> Any:
    """The architecture of a layer as the engine's Spec, without outputs."""
    unbiased: dict[str, Any] = {} if part.biased else {"bias": ()}
    squashed = {"activation": part.activation}
    options: dict[str, dict[str, Any]] = {
        "lstm": {"blocks": part.hidden, "g": part.activation, "h": part.activation},
        "gru": {"hidden": part.hidden, "reset": part.reset},
        "rnn": {"hidden": part.hidden, **squashed},
    }
    network = NETWORKS[SLUGS[part.kind]]
    return network.spec(inputs=part.inputs, outputs=0, **options[part.kind], **unbiased)


def to_params(part: Part, given: Mapping[str, Array]) -> Params:
    """The engine's weights from arrays by role (`parts.ROLES`), shapes as in the framework."""
    spec = spec_of(part)
    params = NETWORKS[spec.slug].init(spec, rng=np.random.default_rng(0), scale=0.0)
    w_x, w_h, b_x, b_h = _by_rows(part, given)
    for place, block in _places(part):
        params[place.row, "x"][...] = w_x[block]
        params[place.hearing, place.source][...] = w_h[block]
        if part.biased:
            params[place.row, "bias"][..., 0] += b_x[block]
            params[place.hearing, "bias"][..., 0] += b_h[block]
    return params


def to_arrays(part: Part, grad: Params) -> dict[str, Array]:
    """A gradient in the framework's shapes, by role; both of two biases have the one of theirs."""
    rows = len(ORDER[part.framework][part.kind]) * part.hidden
    w_x, w_h = np.zeros((rows, part.inputs)), np.zeros((rows, part.hidden))
    b_x, b_h = np.zeros((2, rows))
    for place, block in _places(part):
        w_x[block] = grad[place.row, "x"]
        w_h[block] = grad[place.hearing, place.source]
        b_x[block] = grad[place.row, "bias"][..., 0]
        b_h[block] = grad[place.hearing, "bias"][..., 0]
    if part.framework == "torch":
        arrays = dict(zip(ROLES["torch"], (w_x, w_h, b_x, b_h), strict=True))
    else:
        twice = part.kind == "gru" and part.reset == "after"
        bias = np.stack([b_x, b_h]) if twice else b_x
        arrays = dict(zip(ROLES["keras"], (w_x.T, w_h.T, bias), strict=True))
    return {role: array for role, array in arrays.items() if role in part.arrays}


def _places(part: Part) -> Iterator[tuple[Place, slice]]:
    """Each gate's place in the engine, and its block of rows in the framework's matrices."""
    for number, row in enumerate(ORDER[part.framework][part.kind]):
        block = slice(number * part.hidden, (number + 1) * part.hidden)
        after_product = row == "net_h" and part.reset == "after"
        before_product = row == "net_h" and part.reset == "before"
        hearing = "net_m" if after_product else row
        yield Place(row, hearing, "reset" if before_product else FEEDBACK[part.kind]), block


def _by_rows(part: Part, given: Mapping[str, Array]) -> tuple[Array, Array, Array, Array]:
    """Weights of inputs and of units, and both biases, with a row for each unit of each gate."""
    if part.framework == "torch":
        w_x, w_h, *biases = (given[role] for role in ROLES["torch"] if role in given)
    else:
        w_x, w_h = given["kernel"].T, given["recurrent_kernel"].T
        biases = [*np.atleast_2d(given["bias"])] if "bias" in given else []
    none = np.zeros(len(w_x))
    b_x, b_h = (*biases, none, none)[:2]
    return w_x, w_h, b_x, b_h
