"""Learning at sequence end, fused for speed: one sequence of each of many independent trials.

When the only error enters at the last step, the carousel carries it unchanged to every step
before, so the paper's gradient is that one error times a sum over time: one product of matrices.
The loop over time therefore computes nothing but gates and states. Equal to
``engine.backward(cuts=TRUNCATED)`` followed by ``sgd``, which a test holds.

Inside, everything is a tanh: y = (1 + u) / 2 of a gate, g = 2 u of a cell input with
u = tanh(net / 2), and h = tanh(s / 2). With w = y_out h and the input (1 + u_in) u_g = y_in g,
the affine parts move into the weights, once a sequence.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from lstm97.engine.activations import ACTIVATIONS, Array
from lstm97.engine.lstm97 import Spec
from lstm97.engine.params import Params, masks
from lstm97.paper.learn.feed import Block
from lstm97.tasks.sequences import Ints


def fits(spec: object) -> bool:
    """Whether this learner knows the architecture: cells heard by all, with the paper's g and h."""
    return (
        isinstance(spec, Spec)
        and spec.output_gate
        and spec.recurrent
        and not spec.shortcut
        and not spec.hidden
        and (spec.g, spec.h) == ("g", "h")
    )


class _Views(NamedTuple):
    """What one time step reads and writes: windows on the buffers of `Online`."""

    sources: Array  # (Z, N): u_in, u_out, 2 y_c of the step before, x(t), 1
    u: Array  # (U, N)
    gates: Array  # (2B, N)
    openings: Array  # (2B, N): 1 + u of both kinds of gate
    opened_in: Array  # (B, 1, N)
    opened_out: Array  # (B, 1, N)
    u_g: Array  # (B, S, N)
    outputs: Array  # (B, S, N): 2 y_c


class Online:
    """The weights of N trials while they learn, and the buffers they learn in.

    ``params`` has N trials, ``rates`` (N,) their learning rates; room is made for sequences of
    ``steps`` steps, and more when longer ones come. Raises ValueError for architectures
    that `fits` does not accept.
    """

    def __init__(self, params: Params, rates: Array, steps: int = 1) -> None:
        spec: Spec = params.spec
        if not fits(spec):
            raise ValueError("only nets whose cells are heard by all learn on this path")
        self.spec, self.rates = spec, np.asarray(rates, params.hidden.dtype)
        self.hidden, self.output = _arrange(spec, params.hidden), params.output.copy()
        exists = masks(spec)
        self._exists = _arrange(spec, exists.hidden)[..., None].astype(self.hidden.dtype)
        self._exists_output = exists.output[..., None].astype(self.hidden.dtype)
        self._dense = spec.inputs  # units of the input that are multiplied like all others
        self._slope = ACTIVATIONS[spec.output].slope
        self._allocate(steps)

    @property
    def params(self) -> Params:
        """The weights as they are now, in the engine's order; a copy."""
        rows, columns = _order(self.spec)
        whole = self._whole()
        hidden = np.empty_like(whole)
        hidden[np.ix_(rows, columns)] = whole
        return Params(self.spec, _heard_only(self.spec, hidden), self.output.copy())

    def _whole(self) -> Array:
        """All weights of the hidden layer, in the order of this class."""
        return self.hidden

    def learn(self, xs: Array, goal: Array, lengths: Ints) -> Array:
        """Show each trial one sequence and take one gradient step; the outputs (K, N) before it.

        ``xs`` (T, I, N) is padded, ``goal`` (K, N) the target at the last of ``lengths`` (N,).
        """
        steps = int(lengths.max())
        self._room[:steps, self._inputs] = xs[:steps]
        _carry(_fold(self.spec, self.hidden), self._views[:steps], self._scratch)
        return self._update(steps, goal, lengths)

    def answer_block(self, block: Block) -> Array:
        """Learn every sequence of a block in turn; the outputs (count, K, N) before each step."""
        xs, goal, _, lengths = block
        if int(lengths.max()) > len(self._views):
            self._allocate(int(lengths.max()))
        return np.stack([self.learn(xs[k], goal[k], lengths[k]) for k in range(len(goal))])

    def _allocate(self, steps: int) -> None:
        """Room row t: u_g(t-1), u_in(t-1), u_out(t-1), 2 y_c(t-1), x(t), 1, each (units, N)."""
        spec, trials = self.spec, self.hidden.shape[-1]
        units, cells = len(self.hidden), spec.cells
        dtype = self.hidden.dtype
        width = units + cells + self._dense + 1
        self._inputs = slice(units + cells, width - 1)
        room = np.zeros((steps + 1, width, trials), dtype)
        room[:, -1] = 1
        room[0, cells:units] = -1  # gates that have not been active yet: y = 0
        self._room = room
        self._openings = np.empty((steps, 2 * spec.blocks, trials), dtype)
        self._state = np.empty((steps, spec.blocks, spec.size, trials), dtype)
        self._scratch = _scratch(spec, trials, dtype)
        self._views = [(*self._view(t), h) for t, h in enumerate(self._state)]
        self._steps = np.arange(steps)[:, None, None]

    def _view(self, t: int) -> tuple[Array, ...]:
        spec, trials = self.spec, self.hidden.shape[-1]
        blocks, cells, units = spec.blocks, spec.cells, len(self.hidden)
        written, opened = self._room[t + 1], self._openings[t]
        by_block = (blocks, spec.size, trials)
        return _Views(
            sources=self._room[t, cells:],
            u=written[:units],
            gates=written[cells:units],
            openings=opened,
            opened_in=opened[:blocks, None],
            opened_out=opened[blocks:, None],
            u_g=written[:cells].reshape(by_block, copy=False),
            outputs=written[units : units + cells].reshape(by_block, copy=False),
        )

    def _update(self, steps: int, goal: Array, lengths: Ints) -> Array:
        """Equations (19), (21)-(23) at the last step; (25)-(28) as one sum over time."""
        spec, room, opened = self.spec, self._room, self._openings
        blocks, cells, units = spec.blocks, spec.cells, len(self.hidden)
        each, last = np.arange(len(lengths)), lengths - 1
        shown = room[lengths, units : units + cells, each].T * 0.5  # y_c at the end (C, N)
        h = self._state[last, :, :, each].transpose(1, 2, 0)  # (B, S, N)
        y = ACTIVATIONS[spec.output].f(_weigh(self.output, shown))
        e_k = self._slope(y) * (goal - y)  # (19)
        arriving = (self.output[:, :cells] * e_k[:, None]).sum(axis=0).reshape(h.shape)
        p_out = opened[last, blocks:, each].T  # 2 y_out (B, N)
        e_out = 0.25 * p_out * (2 - p_out) * (h * arriving).sum(axis=1)  # (21)
        e_s = 0.25 * p_out[:, None] * (1 - h * h) * arriving  # (23)
        a = self._entries(steps, lengths, e_s)
        self._listen(a, e_out, last)
        grad = np.empty_like(self.hidden)
        kept = slice(cells + blocks)
        grad[kept] = _sum_over_time(a, room[:steps, cells:])
        grad[cells + blocks :] = e_out[:, None] * room[last, cells:, each].T
        _unfold(spec, grad)
        self.hidden += self.rates * self._exists * grad
        heard = np.concatenate([shown, np.ones_like(shown[:1])])
        self.output += self.rates * self._exists_output * (e_k[:, None] * heard)  # (22)
        return y

    def _listen(self, a: Array, e_out: Array, last: Ints) -> None:
        """Change weights of inputs that are kept apart; here there are none."""

    def _entries(self, steps: int, lengths: Ints, e_s: Array) -> Array:
        """-dE/dnet of cells and input gates at every step, (T, C + B, N)."""
        spec, cells = self.spec, self.spec.cells
        shape = (steps, spec.blocks, spec.size, len(lengths))
        u_g = self._room[1 : steps + 1, :cells].reshape(shape, copy=False)
        p_in = self._openings[:steps, : spec.blocks]
        inside = p_in * (self._steps[:steps] < lengths)  # 2 y_in, 0 after the end
        a = np.empty((steps, cells + spec.blocks, len(lengths)), e_s.dtype)
        to_cell = a[:, :cells].reshape(shape, copy=False)
        np.multiply(u_g, u_g, out=to_cell)
        np.subtract(1, to_cell, out=to_cell)  # g'
        to_cell *= inside[:, :, None]
        to_cell *= 0.5 * e_s  # (28)
        to_gate = a[:, cells:]
        np.multiply(u_g[:, :, 0], e_s[:, 0], out=to_gate)
        for cell in range(1, spec.size):
            to_gate += u_g[:, :, cell] * e_s[:, cell]
        to_gate *= inside
        to_gate *= 1 - 0.5 * p_in  # (26): 2 u_g f', f' = p (2 - p) / 4
        return a


def _arrange(spec: Spec, hidden: Array) -> Array:
    """The engine's weights in the order of this module, 0 for gates that nobody hears."""
    if not spec.gates_fed_back:
        hidden = np.insert(hidden, [_gates(spec).start] * 2 * spec.blocks, 0, axis=1)
    rows, columns = _order(spec)
    return np.ascontiguousarray(hidden[rows][:, columns])


def _heard_only(spec: Spec, hidden: Array) -> Array:
    """Without the columns that `_arrange` has put in."""
    return hidden if spec.gates_fed_back else np.delete(hidden, _gates(spec), axis=1)


def _gates(spec: Spec) -> slice:
    """The columns of gates among the sources of a net where they are heard."""
    sources = replace(spec, gates_fed_back=True).sources
    return slice(sources["y_in"].start, sources["y_out"].stop)


def _order(spec: Spec) -> tuple[Ints, Ints]:
    """Which row and which column of the weights of a net whose gates are heard stands where."""
    sources = replace(spec, gates_fed_back=True).sources
    count = np.arange(10**4)
    return (
        np.concatenate([count[spec.rows[row]] for row in ("net_c", "net_in", "net_out")]),
        np.concatenate([count[sources[name]] for name in ("y_in", "y_out", "y_c", "x", "bias")]),
    )


def _scratch(spec: Spec, trials: int, dtype: Any) -> tuple[Array, ...]:
    units = spec.cells + 2 * spec.blocks
    by_block = (spec.blocks, spec.size, trials)
    return (
        np.empty((units, trials), dtype),
        np.ones((2 * spec.blocks, trials), dtype),
        np.full(by_block, 0.5, dtype),
        np.empty(by_block, dtype),
        np.empty(by_block, dtype),
    )


def _fold(spec: Spec, hidden: Array) -> Array:
    """Weights that give net / 2 from u_in, u_out, 2 y_c, x and 1."""
    gates, heard = 2 * spec.blocks, 2 * spec.blocks + spec.cells
    folded = hidden * 0.5
    folded[:, :heard] *= 0.5
    folded[:, -1] += folded[:, :gates].sum(axis=1)
    return folded


def _unfold(spec: Spec, grad: Array) -> None:
    """From sums over u, 2 y_c to sums over y, y_c, in place: y = (1 + u) / 2."""
    gates, heard = 2 * spec.blocks, 2 * spec.blocks + spec.cells
    grad[:, :gates] += grad[:, -1:]
    grad[:, :heard] *= 0.5


def _carry(folded: Array, views: list[Any], scratch: tuple[Array, ...]) -> None:
    """All time steps: the only loop over time, and nothing in it that could stand outside."""
    net, ones, halves, state, written = scratch
    state[:] = 0
    for heard, u, gates, opened, opened_in, opened_out, u_g, shown, h in views:
        np.einsum("uzn,zn->un", folded, heard, out=net)
        np.tanh(net, u)
        np.add(gates, ones, opened)
        np.multiply(opened_in, u_g, written)
        np.add(state, written, state)  # (9): the carousel
        np.multiply(state, halves, h)
        np.tanh(h, h)
        np.multiply(opened_out, h, shown)


def _weigh(output: Array, shown: Array) -> Array:
    """Net inputs of the output units (K, N)."""
    return np.asarray((output[:, :-1] * shown).sum(axis=1) + output[:, -1])


def _sum_over_time(a: Array, heard: Array) -> Array:
    """Sum over t of a (T, R, N) times heard (T, Z, N): (R, Z, N)."""
    left = np.ascontiguousarray(a.transpose(2, 1, 0))
    right = np.ascontiguousarray(heard.transpose(2, 0, 1))
    return np.moveaxis(left @ right, 0, -1)


def answer(params: Params, xs: Array, lengths: Ints) -> Array:
    """Outputs (K, N) of one net, without trials, at the end of each of N sequences (T, I, N)."""
    spec: Spec = params.spec
    folded = _fold(spec, _arrange(spec, params.hidden))
    cells, units, trials = spec.cells, len(folded), len(lengths)
    room = np.zeros((units + cells + spec.inputs + 1, trials), folded.dtype)
    room[cells:units], room[-1] = -1, 1
    by_block = (spec.blocks, spec.size, trials)
    heard, u, gates, x = room[cells:], room[:units], room[cells:units], room[units + cells : -1]
    u_g, shown = room[:cells].reshape(by_block), room[units : units + cells]
    net, ones, halves, state, h = _scratch(spec, trials, folded.dtype)
    state[:] = 0
    kept = np.empty((cells, trials), folded.dtype)
    ends = {int(end) - 1: np.flatnonzero(lengths == end) for end in np.unique(lengths)}
    for t in range(int(lengths.max())):
        x[:] = xs[t]
        np.tanh(np.matmul(folded, heard, out=net), u)
        opened = np.add(gates, ones)
        state += opened[: spec.blocks, None] * u_g
        np.tanh(np.multiply(state, halves, h), h)
        np.multiply(opened[spec.blocks :, None], h, shown.reshape(by_block))
        if t in ends:
            kept[:, ends[t]] = shown[:, ends[t]]
    return ACTIVATIONS[spec.output].f(_weigh(params.output[..., None], 0.5 * kept))
