"""Two networks, the same sequence and the same loss: whose error arrives?

A recurrent network and a 1997 LSTM with about as many weights are drawn from the same seed and run
on the same sequence, so that the only thing that differs is what carries their errors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from lstm97.analysis.flow.reach import SHARE, Reach, error_curve, reach
from lstm97.engine import (
    FULL,
    NETWORKS,
    At,
    Cuts,
    ErrorFlow,
    Trace,
    backward,
    count,
    forward,
    network_of,
    stack,
)
from lstm97.engine.activations import ACTIVATIONS, Array
from lstm97.engine.health import Symptom, entry_events, forward_events
from lstm97.engine.lstm97 import Spec as LstmSpec
from lstm97.engine.params import Params
from lstm97.engine.rnn import Spec as RnnSpec
from lstm97.engine.rnn import nearest
from lstm97.expectations import expects
from lstm97.records import brief
from lstm97.tasks import Sequences, Task, join

SIDES = ("rnn", "lstm97")


@expects(activation=ACTIVATIONS, blocks=1, size=1)
@dataclass(frozen=True)
class RaceSetup:
    """How the two networks are built and initialised.

    ``scale`` bounds the uniform weights of both. Input (output) gates of block j start with a bias
    of j times ``input_bias`` (``output_bias``), as in the paper's tables (-2, -4, ...).
    """

    seed: int = 1
    scale: float = 0.1
    input_bias: float = -1.0
    output_bias: float = 0.0
    activation: str = "tanh"
    blocks: int = 2
    size: int = 2


@brief
@dataclass(frozen=True, eq=False)
class Lap:
    """One network's run: forward, backward, and how far its error reached."""

    trace: Trace
    flow: ErrorFlow
    reach: Reach


def lstm_spec(task: Task, setup: RaceSetup) -> LstmSpec:
    """The paper's net for tasks 4 to 6: blocks whose gates are fed back too, all biased."""
    return LstmSpec(task.inputs, task.outputs, setup.blocks, setup.size, gates_fed_back=True)


def rnn_spec(task: Task, setup: RaceSetup) -> RnnSpec:
    """The recurrent network that runs beside `lstm_spec`."""
    return rival_spec(lstm_spec(task, setup), setup.activation)


def rival_spec(lstm: LstmSpec, activation: str) -> RnnSpec:
    """A recurrent network whose number of weights is as near as can be to the LSTM's."""
    return nearest(
        lstm.inputs, lstm.outputs, count(lstm), activation=activation, output=lstm.output
    )


@expects()
def contenders(task: Task, setup: RaceSetup) -> dict[str, Params]:
    """Freshly drawn weights of both networks, each from its own generator of the same seed."""
    ladder = np.arange(1, setup.blocks + 1)
    biases = {"net_in": setup.input_bias * ladder, "net_out": setup.output_bias * ladder}
    rnn, lstm = (NETWORKS[side] for side in SIDES)
    return {
        "rnn": rnn.init(
            rnn_spec(task, setup), rng=np.random.default_rng(setup.seed), scale=setup.scale
        ),
        "lstm97": lstm.init(
            lstm_spec(task, setup),
            rng=np.random.default_rng(setup.seed),
            scale=setup.scale,
            biases=biases,
        ),
    }


@expects()
def beside(lstm: Params, setup: RaceSetup) -> dict[str, Params]:
    """A trained LSTM and a recurrent network with about as many weights, drawn as ``setup`` says.

    Both have the same kind of outputs, and so the same loss.
    """
    rng = np.random.default_rng(setup.seed)
    spec = rival_spec(lstm.spec, setup.activation)
    return {"rnn": NETWORKS["rnn"].init(spec, rng=rng, scale=setup.scale), "lstm97": lstm}


@expects()
def run_race(
    networks: dict[str, Params],
    sequence: Sequences,
    *,
    cuts: Cuts = FULL,
    at: At = None,
    share: float = SHARE,
) -> dict[str, Lap]:
    """Send both networks over one sequence (arrays without trials) and their errors back.

    ``cuts`` are those of the LSTM; the recurrent network has its full gradient, see
    `Network.own_cuts`.
    """
    laps = {}
    for side, params in networks.items():
        trace = forward(params, sequence.xs, sequence.targets, sequence.teach)
        flow = backward(trace, cuts=network_of(params).own_cuts(cuts), at=at)
        found = reach(error_curve(flow), share)
        laps[side] = Lap(trace, flow, replace(found, events=_events(flow, found)))
    return laps


def _events(flow: ErrorFlow, found: Reach) -> tuple[Symptom, ...]:
    """What befell an error; what is no number where it enters overflowed earlier, going forward."""
    events = found.events
    if found.source is not None and not np.isfinite(found.curve[found.source]):
        earlier = tuple(one for one in forward_events(flow.trace) if one.kind == "overflow")
        events = earlier or events
    return (*entry_events(flow), *events)


def depth_shares(
    task: Task,
    pairs: Mapping[int, Mapping[str, Params]],
    *,
    cuts: Cuts,
    share: float = SHARE,
) -> dict[str, Array]:
    """One race for each seed, all in one batch: effective depth as a share of the way back.

    ``pairs`` are the networks of each seed, which also has a sequence of its own. Returns (seeds,)
    for each side.
    """
    draws = [task.draw(1, rng=np.random.default_rng([seed, 97])) for seed in pairs]
    sequences = join(draws)
    shares = {}
    for side in SIDES:
        trace = forward(stack([pair[side] for pair in pairs.values()]), *sequences[:3])
        curves = error_curve(backward(trace, cuts=NETWORKS[side].own_cuts(cuts)))
        shares[side] = np.array([_share(curve, share) for curve in curves.T])
    return shares


def _share(curve: Array, share: float) -> float:
    found = reach(curve, share)
    return found.depth / found.source if found.source else 0.0
