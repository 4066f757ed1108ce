"""A game: the reader works the gates of a memory cell to carry marked values to a sequence's end.

The cell is the engine's; only the two net inputs of its gates are held by keys instead of weights.
A network that learned the same task by itself can be set beside the reader.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

import numpy as np

from lstm97.engine import NETWORKS, TRUNCATED, ErrorFlow, Params, backward, forward
from lstm97.engine.activations import Array
from lstm97.engine.lstm97 import Spec
from lstm97.engine.training import Snapshot, train
from lstm97.folders import RUNS
from lstm97.records import brief

READ = 2.2  # the output weight, which brings a shown value back to about its own size
HOLD = 20.0  # the net input of a gate that is held open, and minus that of one held shut
SCHOOL = {"seed": 4, "scale": 0.5, "bias": -1.0, "rate": 0.1, "steps": 12, "sequences": 6000}
COMMAND = "python -m lstm97 bake memory-cell.json"
FILE = RUNS / "memory-cell.json"


@brief
class Puzzle(NamedTuple):
    """A sequence: ``values`` (T, S) of which those at step ``mark`` (0-based) must be kept.

    ``targets`` (T, S) are 0, for silence, and at the last step what a perfect keeper shows.
    """

    values: Array
    mark: int
    targets: Array

    @property
    def steps(self) -> int:
        """Number of time steps T."""
        return len(self.values)


def puzzle(steps: int, size: int = 1, *, rng: np.random.Generator) -> Puzzle:
    """Values uniform in [-1, 1]; those to be kept come early and are at least 0.5 in size.

    The mark and the first cell's values are the same in a block of any size.
    """
    values = rng.uniform(-1, 1, (steps, 1))
    mark = int(rng.integers(1, steps // 2))
    values[mark] = _draw_contents(1, rng)
    if size > 1:
        more = rng.uniform(-1, 1, (steps, size - 1))
        more[mark] = _draw_contents(size - 1, rng)
        values = np.hstack([values, more])
    targets = np.zeros((steps, size))
    targets[-1] = readout(values[mark])
    return Puzzle(values, mark, targets)


def _draw_contents(size: int, rng: np.random.Generator) -> Array:
    kept: Array = rng.choice([-1, 1], size) * rng.uniform(0.5, 1, size)
    return kept


def readout(values: Array) -> Array:
    """The output for values that were stored with the input gate fully open: READ h(g(x))."""
    told: Array = READ * np.tanh(np.tanh(values / 2))
    return told


def keeper(size: int) -> Params:
    """One block of ``size`` cells, each fed by a value of its own; gates listen to two keys."""
    keys = ("in", "out")
    spec = Spec(size + 2, size, 1, size, output="identity", recurrent=False, bias=keys)
    hidden = np.zeros((2 + size, 2 * size + 3))
    hidden[0, size], hidden[1, size + 1] = 2 * HOLD, 2 * HOLD
    hidden[:2, -1] = -HOLD
    hidden[2:, :size] = np.eye(size)
    output = np.zeros((size, size + 1))
    output[:, :size] = READ * np.eye(size)
    return Params(spec, hidden, output)


@brief
@dataclass(frozen=True, eq=False)
class Play:
    """A run of a cell on a puzzle: ``score`` from 0 (no better than silence) to 100 (perfect)."""

    puzzle: Puzzle
    flow: ErrorFlow
    score: float

    @property
    def answer(self) -> Array:
        """What the output says at the last step, (S,)."""
        last: Array = self.flow.trace.y_k[-1]
        return last


def play(puzzle: Puzzle, let_in: Collection[int], let_out: Collection[int]) -> Play:
    """Hold the valves open at the given time steps (1..T) and shut at all others."""
    steps = np.arange(1, puzzle.steps + 1)
    keys = np.stack([np.isin(steps, list(let_in)), np.isin(steps, list(let_out))], axis=1)
    return _play(keeper(puzzle.values.shape[1]), puzzle, np.hstack([puzzle.values, keys]))


def keep(puzzle: Puzzle) -> Play:
    """The perfect run: the input gate open at the mark only, the output gate at the end only."""
    return play(puzzle, (puzzle.mark + 1,), (puzzle.steps,))


def open_all(puzzle: Puzzle) -> Play:
    """Both gates open at every step."""
    every = range(1, puzzle.steps + 1)
    return play(puzzle, every, every)


def let_play(params: Params, puzzle: Puzzle) -> Play:
    """Run a trained network on the puzzle's first value, with its mark and the cue at the end."""
    one = Puzzle(puzzle.values[:, :1], puzzle.mark, puzzle.targets[:, :1])
    return _play(params, one, puzzle_inputs(one))


def puzzle_inputs(puzzle: Puzzle) -> Array:
    """A network's inputs for a puzzle of one value: value, mark, and a cue at the end (T, 3)."""
    cues = np.zeros((puzzle.steps, 2))
    cues[puzzle.mark, 0] = cues[-1, 1] = 1
    return np.hstack([puzzle.values, cues])


def _play(params: Params, puzzle: Puzzle, xs: Array) -> Play:
    trace = forward(params, xs, puzzle.targets, np.ones(puzzle.steps, bool))
    silent = 0.5 * float(np.square(puzzle.targets).sum())
    left = float(trace.loss.sum()) / silent
    return Play(puzzle, backward(trace, cuts=TRUNCATED), 100 * max(0.0, 1 - left))


def lessons(rng: np.random.Generator) -> tuple[Array, Array, Array]:
    """The next sequence for the learning network: xs (T, 3), targets (T, 1), teach (T,)."""
    drawn = puzzle(int(SCHOOL["steps"]), rng=rng)
    return puzzle_inputs(drawn), drawn.targets, np.ones(drawn.steps, bool)


def school(
    sequences: int = int(SCHOOL["sequences"]), every: int = 500
) -> Iterator[Snapshot[Params]]:
    """Train one cell on the task by the paper's truncated gradient; snapshots each ``every``."""
    network = NETWORKS["lstm97"]
    rng = np.random.default_rng(int(SCHOOL["seed"]))
    bias = SCHOOL["bias"]
    params = network.init(
        Spec(3, 1, output="identity"),
        rng=rng,
        scale=SCHOOL["scale"],
        biases={"net_in": bias, "net_out": bias},
    )
    run = train(network, params, lessons, rate=SCHOOL["rate"], rng=rng, every=every)
    return islice(run, sequences // every + 1)


def to_text(run: Iterator[Snapshot[Params]]) -> str:
    """A training run as JSON: how it was made, and the weights after so many sequences."""
    weights = [
        {
            "sequences": one.sequences,
            "hidden": one.params.hidden.tolist(),
            "output": one.params.output.tolist(),
        }
        for one in run
    ]
    return json.dumps({"command": COMMAND, "settings": SCHOOL, "weights": weights}, indent=1) + "\n"


def from_text(text: str) -> dict[int, Params]:
    """The weights of `to_text` by number of sequences."""
    stored: dict[str, Any] = json.loads(text)
    spec = Spec(3, 1, output="identity")
    return {
        int(one["sequences"]): Params(spec, np.array(one["hidden"]), np.array(one["output"]))
        for one in stored["weights"]
    }
