"""How a cell improves in training: the baked snapshots, scored on many puzzles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from lstm97.analysis.cell.valve_game import Play, puzzle, puzzle_inputs
from lstm97.engine import Params, forward
from lstm97.engine.activations import Array
from lstm97.records import brief

PUZZLES = 100  # of seeds 1, 2, ...
LEAP = 1000  # sequences


@brief
class Scores(NamedTuple):
    """Median scores (P,) over `PUZZLES` puzzles after so many ``sequences`` (P,) of training."""

    sequences: Array
    scores: Array

    def leap(self) -> tuple[int, int]:
        """Where the score rises most within `LEAP` sequences: the places of both ends."""
        ends = [int(np.searchsorted(self.sequences, start + LEAP)) for start in self.sequences]
        pairs = [(first, end) for first, end in enumerate(ends) if end < len(self.sequences)]
        return max(pairs, key=lambda pair: float(self.scores[pair[1]] - self.scores[pair[0]]))


class Openness(NamedTuple):
    """How far a gate is open where it should be, and elsewhere on average."""

    there: float
    elsewhere: float

    @property
    def selective(self) -> bool:
        """Open at its step, and there at least three times as far as elsewhere."""
        return self.there > max(0.3, 3 * self.elsewhere)


def progress(nets: Mapping[int, Params], steps: int = 12) -> Scores:
    """Score every snapshot, by its number of sequences."""
    puzzles = [puzzle(steps, rng=np.random.default_rng(seed)) for seed in range(1, PUZZLES + 1)]
    xs = np.stack([puzzle_inputs(one) for one in puzzles], axis=-1)  # (T, 3, N)
    targets = np.stack([one.targets for one in puzzles], axis=-1)
    silent = 0.5 * np.square(targets).sum(axis=(0, 1))
    medians = []
    for params in nets.values():
        loss = forward(params, xs, targets, np.ones(steps, bool)).loss.sum(axis=0)
        medians.append(float(np.median(100 * np.maximum(0, 1 - loss / silent))))
    return Scores(np.array([*nets], float), np.array(medians))


def gates(play: Play) -> tuple[Openness, Openness]:
    """Both gates of a run: the input gate at the mark, the output gate at the end."""
    seen, puzzle_ = play.flow.trace.gates, play.puzzle
    return _open(seen.y_in[:, 0], puzzle_.mark), _open(seen.y_out[:, 0], puzzle_.steps - 1)


def _open(gate: Array, step: int) -> Openness:
    return Openness(float(gate[step]), float(np.delete(gate, step).mean()))
