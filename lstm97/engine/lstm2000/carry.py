"""The forward pass of cells with a forget gate over a whole sequence.

Without the overhead of single steps, which costs a small network more than its arithmetic.
"""

from __future__ import annotations

import numpy as np

from lstm97.engine.activations import ACTIVATIONS, LOGISTIC, Array
from lstm97.engine.arrays.blocks import in_blocks
from lstm97.engine.arrays.listening import Listener, listen
from lstm97.engine.lstm2000.spec import Gates, Spec, State
from lstm97.engine.params import Params
from lstm97.engine.trace import NetworkInputs, readable_of, room_for


def carry(params: Params, inputs: NetworkInputs, state: State) -> tuple[Gates, Array, Array]:
    """All time steps: the values of repeated `step`; what both layers listened to (time first)."""
    spec: Spec = params.spec
    room = room_for(params, inputs, state.y)
    net, heard, hear = listen(spec, params.hidden, inputs, room)
    opened = np.empty_like(net[:, : spec.rows["net_c"].start])
    g, s, h = (np.empty_like(net[:, spec.rows["net_c"]], order="C") for _ in range(3))
    nets = (net[:, rows] for rows in spec.rows.values())
    gates = Gates._make((*nets, *_gates(spec, opened), g, s, h, room[1:, spec.sources["y_c"]]))
    _run(spec, gates, Listener(net, heard, hear), opened, state.s)
    return gates, room[:-1], readable_of(spec, inputs, [gates.y_c])


def _gates(spec: Spec, opened: Array) -> list[Array]:
    """Input, forget and output gates, as windows on all of them."""
    return [opened[:, spec.rows[row]] for row in ("net_in", "net_forget", "net_out")]


def _run(spec: Spec, gates: Gates, listener: Listener, opened: Array, start: Array) -> None:
    """What has to wait for the step before."""
    open_, squash, show = (ACTIVATIONS[a].into for a in (LOGISTIC.slug, spec.g, spec.h))
    by_block = [in_blocks(values, spec.blocks, spec.size) for values in gates[4:]]
    state = in_blocks(start[None], spec.blocks, spec.size)[0]
    written = np.empty_like(by_block[4][0])
    per_step = zip(*listener[:2], opened, gates.net_c, gates.g, *by_block, strict=True)
    add, multiply, hear = np.add, np.multiply, listener.hear
    for net_t, heard_t, opened_t, net_c, g_t, y_in, y_forget, y_out, g, s, h, y_c in per_step:
        hear(heard_t, net_t)
        open_(net_t[: len(opened_t)], opened_t)
        squash(net_c, g_t)
        state = add(multiply(y_forget, state, s), multiply(y_in, g, written), s)
        multiply(y_out, show(state, h), y_c)
