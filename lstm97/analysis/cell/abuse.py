"""The abuse problem: early in training a memory cell is used as a bias, not as a memory.

Section 4 of the paper: where the error can be lowered without storing anything, cells are taken
for that first. A negative bias of the output gate keeps a cell's output near 0 until it is needed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lstm97.engine import NETWORKS, TRUNCATED, Params, backward, forward, sgd
from lstm97.engine.activations import Array
from lstm97.engine.lstm97 import Spec
from lstm97.records import brief

MEAN, SWING = 0.75, 0.2  # the target at the end: MEAN plus or minus SWING, by the marked input
TRIALS, RATE, SCALE = 10, 0.1, 0.2
WINDOW = 20  # sequences over which a cell's part is averaged


@brief
@dataclass(frozen=True, eq=False)
class AbuseRun:
    """The first sequences of a training run of two cells, median over trials.

    ``parts`` (P, 2) is the mean of what each cell adds to the output at the sequence end, in
    windows of `WINDOW` sequences; ``swing`` (2,) is its standard deviation over the last window;
    ``loss`` (P,) the mean loss, ``sequences`` (P,) where each window ends.
    """

    biases: tuple[float, float]
    sequences: Array
    parts: Array
    swing: Array
    loss: Array


def spec() -> Spec:
    """The network: two memory cells and one output without a bias."""
    return Spec(2, 1, blocks=2, output="identity", bias=("in", "out", "c"))


def start(biases: tuple[float, float], seed: int) -> Params:
    """Weights as in the paper, input gates biased by -1, output gates by ``biases``."""
    return NETWORKS["lstm97"].init(
        spec(),
        rng=np.random.default_rng(seed),
        scale=SCALE,
        biases={"net_in": -1.0, "net_out": biases},
        trials=TRIALS,
    )


def draw(rng: np.random.Generator, steps: int = 12) -> tuple[Array, Array]:
    """A sequence for each trial, xs (T, 2, N) of values and marks, and targets (T, 1, N)."""
    values = rng.uniform(-1, 1, (steps, TRIALS))
    marks, each = rng.integers(1, steps // 2, TRIALS), np.arange(TRIALS)
    values[marks, each] = rng.choice([-1.0, 1.0], TRIALS)
    marked = np.zeros((steps, TRIALS))
    marked[marks, each] = 1
    targets = np.zeros((steps, 1, TRIALS))
    targets[-1, 0] = MEAN + SWING * values[marks, each]
    return np.stack([values, marked], axis=1), targets


def training(biases: tuple[float, float], sequences: int = 300, seed: int = 1) -> AbuseRun:
    """Train by plain truncated gradient steps and keep what each cell adds to the output."""
    params, rng = start(biases, seed), np.random.default_rng(seed)
    parts, losses = [], []
    for _ in range(sequences):
        trace = forward(params, *draw(rng))
        parts.append(trace.gates.y_c[-1] * params.output[0, :2])
        losses.append(trace.loss.sum(axis=0))
        params = sgd(params, backward(trace, cuts=TRUNCATED).grad, RATE)
    windows = np.array(parts).reshape(-1, WINDOW, 2, TRIALS)
    loss = np.array(losses).reshape(-1, WINDOW, TRIALS)
    return AbuseRun(
        biases=biases,
        sequences=np.arange(WINDOW, sequences + 1, WINDOW, dtype=float),
        parts=np.median(windows.mean(axis=1), axis=-1),
        swing=np.median(windows[-1].std(axis=0), axis=-1),
        loss=np.median(loss.mean(axis=1), axis=-1),
    )
