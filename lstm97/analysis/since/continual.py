"""A stream without end: episodes in a row, with no reset of the network between them.

At the start of an episode a value is shown, at its end it is asked for. The weights are set by
hand, so that every gate does exactly what it is for; the cell of 1997 adds up all the values.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lstm97.analysis.flow.reach import error_curve
from lstm97.analysis.since.forgetting import without_forgetting
from lstm97.engine import TRUNCATED, Params, Trace, backward, forward, gru, lstm2000
from lstm97.engine.activations import Array, H
from lstm97.expectations import expects
from lstm97.records import brief
from lstm97.tasks import Sequences
from lstm97.tasks.sequences import Ints

OPEN, SWING = 8.0, 16.0  # a gate's bias, and what the start of an episode adds to or takes from it
STORE, READ = 0.5, 4.1  # small going in, so that g and h are nearly straight; large coming out
NEAR = 0.05  # an answer this near to the value counts as right
SIDES = ("lstm97", "lstm2000", "gru")


@expects(episodes=1, length=1)
@dataclass(frozen=True)
class Stream:
    """How many episodes of how many steps, with values from 0 to 1 or from -1 to 1."""

    episodes: int = 20
    length: int = 15
    signed: bool = False
    seed: int = 1

    @property
    def starts(self) -> Ints:
        """The first step of each episode, (episodes,)."""
        return np.arange(self.episodes) * self.length

    @property
    def ends(self) -> Ints:
        """The last step of each episode, (episodes,)."""
        return self.starts + self.length - 1


@brief
@dataclass(frozen=True, eq=False)
class Life:
    """One network's run over the whole stream, without a reset.

    ``state`` (T,) is what it carries, ``slope`` (T,) the factor at its exit: h'(s) for cells, 1 for
    a GRU. ``answers`` and ``right`` (episodes,) are what it says at the end of each. ``error`` (T,)
    is |dE/ds| of an error of size 1 in the last answer.
    """

    trace: Trace
    state: Array
    slope: Array
    answers: Array
    right: Array
    error: Array

    @property
    def drift(self) -> float:
        """The largest |s| on the way."""
        return float(np.abs(self.state).max())


def draw(stream: Stream) -> Sequences:
    """Two inputs: a number, which is noise but for the start of an episode, and a start signal."""
    rng = np.random.default_rng(stream.seed)
    values = rng.uniform(-1.0 if stream.signed else 0.0, 1.0, stream.episodes)
    steps = stream.episodes * stream.length
    xs = np.stack([rng.uniform(-1, 1, steps), np.zeros(steps)], axis=1)
    xs[stream.starts] = np.stack([values, np.ones(stream.episodes)], axis=1)
    teach = np.zeros(steps, bool)
    teach[stream.ends] = True
    targets = np.repeat(values, stream.length)[:, None]
    return Sequences(xs, targets, teach, np.asarray(steps))


def forgetful() -> Params:
    """One cell: the input gate opens, and the forget gate closes, when an episode starts."""
    spec = lstm2000.Spec(2, 1, output="identity", bias=("in", "forget", "out"))
    hidden = np.zeros((4, 4))  # rows net_in, net_forget, net_out, net_c; columns x, start, y_c, 1
    hidden[:, [0, 1, 3]] = [[0, SWING, -OPEN], [0, -SWING, OPEN], [0, 0, OPEN], [STORE, 0, 0]]
    return Params(spec, hidden, np.array([[READ, 0.0]]))


def leaky() -> Params:
    """A GRU with the same task: its one gate lets the value in and the old state out."""
    spec = gru.Spec(2, 1, output="identity", bias=("r", "z"))
    hidden = np.zeros((3, 5))  # rows net_r, net_z, net_h; columns x, start, y, reset, 1
    hidden[:, [0, 1, 4]] = [[0, 0, OPEN], [0, -SWING, OPEN], [STORE / 2, 0, 0]]
    return Params(spec, hidden, np.array([[READ, 0.0]]))


def networks() -> dict[str, Params]:
    """All three; the cell of 1997 is the forgetful one without its forget gate."""
    gated = forgetful()
    return {"lstm97": without_forgetting(gated), "lstm2000": gated, "gru": leaky()}


@expects()
def live(stream: Stream) -> dict[str, Life]:
    """Run every network over the whole stream."""
    sequence = draw(stream)
    return {side: _life(params, sequence, stream) for side, params in networks().items()}


def _life(params: Params, sequence: Sequences, stream: Stream) -> Life:
    trace = forward(params, sequence.xs, sequence.targets, sequence.teach)
    cell = hasattr(trace.gates, "s")
    state = (trace.gates.s if cell else trace.gates.y)[:, 0]
    answers = trace.y_k[stream.ends, 0]
    wanted = sequence.targets[stream.ends, 0]
    slope = H.slope(H.f(state)) / H.max_slope if cell else np.ones_like(state)
    right = np.abs(answers - wanted) < NEAR
    return Life(trace, state, slope, answers, right, _error(trace))


def _error(trace: Trace) -> Array:
    """The error of the last answer, sent back over the state's own loop, as a share of its size."""
    flow = backward(trace, cuts=TRUNCATED, at="last")
    miss = float(np.abs(flow.output).sum()) or 1.0
    return error_curve(flow) / miss


def reset(life: Life, stream: Stream) -> float:
    """The largest share of the old state that survives the start of an episode."""
    before, after = life.state[stream.ends[:-1]], life.state[stream.starts[1:]]
    taken = life.trace.gates.y_in[stream.starts[1:], 0] * life.trace.gates.g[stream.starts[1:], 0]
    old = np.where(np.abs(before) > 0, before, 1)
    return float(np.abs((after - taken) / old).max())
