"""The weight conflicts of section 3.2: one weight with two jobs at different times.

A linear unit with self-weight 1 keeps all that comes in, so its one incoming weight must both store
and ignore, its one outgoing weight both show and hide. Here they are trained, and so are gates.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np

from lstm97.engine import NETWORKS, Params, backward, forward, sgd
from lstm97.engine.activations import Array
from lstm97.engine.errorflow import ErrorFlow
from lstm97.engine.lstm97 import Spec as CellSpec
from lstm97.engine.rnn import Spec as UnitSpec
from lstm97.expectations import expects
from lstm97.folders import RUNS
from lstm97.records import brief

Side = Literal["input", "output"]
SIDES: tuple[Side, ...] = ("input", "output")
RATE = 0.2  # of the single weight
COUNT = 200  # sequences that every training step looks at
COMMAND = "python -m lstm97 bake weight-conflict.json"
FILE = RUNS / "weight-conflict.json"
CONTEST: dict[str, Any] = {
    "seed": 1,
    "trials": 10,
    "steps": 6,
    "sequences": 4000,
    "every": 200,
    "scale": 0.5,
    "rates": {"rnn": 0.02, "lstm97": 0.2},
    "bias": -1.0,
}


@brief
class Examples(NamedTuple):
    """Sequences side by side: xs (T, I, N), targets (T, 1, N), teach (T, N)."""

    xs: Array
    targets: Array
    teach: Any


def unit(incoming: float, outgoing: float) -> Params:
    """A linear unit with self-weight exactly 1 between one input and one output."""
    spec = UnitSpec(1, 1, 1, "identity", output="identity", bias=())
    return Params(spec, np.array([[incoming, 1.0, 0.0]]), np.array([[outgoing, 0.0]]))


def batch(side: Side, steps: int, seed: int) -> Examples:
    """Random numbers in [-1, 1], of which the first must be said at the end.

    "input": numbers go on arriving, and only the end is judged. "output": only the first arrives,
    and before the end the output must be 0.
    """
    rng = np.random.default_rng(seed)
    xs = rng.uniform(-1, 1, (steps, 1, COUNT))
    targets = np.zeros((steps, 1, COUNT))
    targets[-1] = xs[0]
    teach = np.ones((steps, COUNT), bool)
    if side == "input":
        teach[:-1] = False
    else:
        xs[1:] = 0
    return Examples(xs, targets, teach)


@brief
@dataclass(frozen=True, eq=False)
class Tug:
    """Training of one weight, step by step; P + 1 moments for P training steps.

    ``weight`` (P + 1,) is the weight, ``pulls`` (P + 1, T) what each step would add to it (minus
    its part of the gradient, mean over sequences), ``loss`` (P + 1,) the mean loss. ``flow`` is the
    error flow of the last moment.
    """

    weight: Array
    pulls: Array
    loss: Array
    flow: ErrorFlow


@expects(steps=1)
def tug(side: Side, steps: int, training: int = 100, seed: int = 1) -> Tug:
    """Train the incoming (outgoing) weight alone from 1, by plain gradient steps."""
    data, w = batch(side, steps, seed), 1.0
    weights, pulls, losses = [], [], []
    for _ in range(training + 1):
        flow = backward(forward(unit(*_pair(side, w)), *data))
        weights.append(w)
        pulls.append(pull(side, flow))
        losses.append(float(flow.trace.loss.sum(axis=0).mean()))
        w += RATE * float(pulls[-1].sum())
    return Tug(np.array(weights), np.array(pulls), np.array(losses), flow)


def pull(side: Side, flow: ErrorFlow) -> Array:
    """What each time step would add to the weight: minus error times the weight's input, (T,)."""
    if side == "input":
        shares = flow.nets[:, 0] * flow.trace.inputs.xs[:, 0]
    else:
        shares = flow.output[:, 0] * flow.trace.gates.y_j[:, 0]
    mean: Array = -shares.mean(axis=-1)
    return mean


def single(side: Side, steps: int, w: float, seed: int = 1) -> ErrorFlow:
    """One sequence of the batch alone, for the gradient check."""
    data = batch(side, steps, seed)
    xs, targets, teach = data.xs[..., 0], data.targets[..., 0], data.teach[..., 0]
    return backward(forward(unit(*_pair(side, w)), xs, targets, teach))


def _pair(side: Side, w: float) -> tuple[float, float]:
    return (w, 1.0) if side == "input" else (1.0, w)


def contest_batch(rng: np.random.Generator, steps: int, trials: int) -> Examples:
    """A sequence for each trial: value, mark at the first step, cue at the last; both conflicts."""
    values = rng.uniform(-1, 1, (steps, trials))
    values[0] = rng.choice([-1.0, 1.0], trials) * rng.uniform(0.5, 1, trials)
    told = np.zeros((steps, 2, trials))
    told[0, 0] = told[-1, 1] = 1
    targets = np.zeros((steps, 1, trials))
    targets[-1, 0] = values[0]
    xs = np.concatenate([values[:, None], told], axis=1)
    return Examples(xs, targets, np.ones((steps, trials), bool))


def contestants(seed: int, trials: int) -> dict[str, Params]:
    """The linear unit with self-weight 1, and a memory cell; inputs are value, mark and cue."""
    rng, scale, bias = np.random.default_rng(seed), CONTEST["scale"], CONTEST["bias"]
    bare = UnitSpec(3, 1, 1, "identity", output="identity")
    gated = CellSpec(3, 1, output="identity")
    loop = NETWORKS["rnn"].init(bare, rng=rng, scale=scale, trials=trials)
    loop.hidden[:, bare.sources["y_j"]] = 1
    biases = {"net_in": bias, "net_out": bias}
    cell = NETWORKS["lstm97"].init(gated, rng=rng, scale=scale, biases=biases, trials=trials)
    return {"rnn": loop, "lstm97": cell}


def learn(slug: str, params: Params, data: Examples) -> tuple[Params, Array]:
    """One plain gradient step; the unit's self-weight stays 1. Returns weights and loss (N,)."""
    trace = forward(params, *data)
    grad = backward(trace, cuts=NETWORKS[slug].own_cuts()).grad
    if slug == "rnn":
        grad.hidden[:, params.spec.sources["y_j"]] = 0
    return sgd(params, grad, CONTEST["rates"][slug]), trace.loss.sum(axis=0)


@brief
class ConflictMark(NamedTuple):
    """After ``sequences`` sequences: mean loss since the standing before, by network, (N,)."""

    sequences: int
    loss: dict[str, Array]


def contest(
    seed: int, *, trials: int, sequences: int, every: int = CONTEST["every"]
) -> Iterator[ConflictMark]:
    """Train both on the same sequences, one after the other."""
    networks, rng = contestants(seed, trials), np.random.default_rng(seed)
    total = _zeros(trials)
    for seen in range(1, sequences + 1):
        data = contest_batch(rng, CONTEST["steps"], trials)
        for slug, params in networks.items():
            networks[slug], loss = learn(slug, params, data)
            total[slug] = total[slug] + loss / every
        if seen % every == 0:
            yield ConflictMark(seen, total)
            total = _zeros(trials)


def _zeros(trials: int) -> dict[str, Array]:
    return {slug: np.zeros(trials) for slug in ("rnn", "lstm97")}


def to_text() -> str:
    """The contest as JSON: how it was made, and every seed's loss as it learned."""
    run = contest(CONTEST["seed"], trials=CONTEST["trials"], sequences=CONTEST["sequences"])
    standings = [
        {"sequences": one.sequences}
        | {slug: [round(float(loss), 6) for loss in losses] for slug, losses in one.loss.items()}
        for one in run
    ]
    told = {"command": COMMAND, "settings": CONTEST, "standings": standings}
    return json.dumps(told, indent=1) + "\n"


def from_text(text: str) -> list[ConflictMark]:
    """The standings of `to_text`."""
    return [
        ConflictMark(one["sequences"], {slug: np.array(one[slug]) for slug in ("rnn", "lstm97")})
        for one in json.loads(text)["standings"]
    ]
