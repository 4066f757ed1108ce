"""The same networks, the same sequences, taught with the truncated and with the full gradient.

Many networks learn side by side on the axis of trials. The course that the page opens with is
kept in a file; ``python -m lstm97 bake scissors.npz`` makes it again.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import comb
from typing import Any

import numpy as np

from lstm97.engine import FULL, NETWORKS, TRUNCATED, Cuts, Params, forward, lstm97, stack
from lstm97.engine.activations import Array
from lstm97.engine.training import train
from lstm97.folders import RUNS
from lstm97.records import brief
from lstm97.tasks import TASKS, Sequences, Task

SIDES: dict[str, Cuts] = {"truncated": TRUNCATED, "full": FULL}
NETWORK = NETWORKS["lstm97"]
SPEC = lstm97.Spec(8, 4, blocks=2, size=2, gates_fed_back=True)
SCALE, INPUT_BIAS, RATE, LENGTH = 0.1, -2.0, 0.5, 30
EVERY, LONGEST, TEST_SEQUENCES = 250, 10_000, 100  # sequences: between two marks, in all, in a test
SEEDS = range(1, 31)
HALFWAY = 4000
FILE = RUNS / "scissors.npz"


@brief
@dataclass(frozen=True, eq=False)
class TrainingMark:
    """Where N networks stand after ``sequences`` sequences.

    ``loss`` (N,) is the mean since the mark before, ``right`` (N,) the share of fresh sequences
    answered correctly (the task's own criterion).
    """

    sequences: int
    loss: Array
    right: Array
    params: Params


@brief
@dataclass(frozen=True, eq=False)
class LearningCurves:
    """All marks of one side: ``sequences`` (P,), ``loss`` and ``right`` (P, N)."""

    sequences: Array
    loss: Array
    right: Array

    @property
    def sequences_needed(self) -> Array:
        """Sequences after which every test was answered correctly for the first time, or nan."""
        ever = (self.right == 1).any(axis=0)
        first = self.sequences[(self.right == 1).argmax(axis=0)]
        return np.where(ever, first, np.nan)


def task(length: int = LENGTH) -> Task:
    """Temporal order (experiment 6a), short enough to be learnt during a lesson."""
    return TASKS["temporal-order"](length=length)


def fresh(seed: int, scale: float = SCALE, bias: float = INPUT_BIAS) -> Params:
    """A network as it is drawn: the net of experiment 6a, input gates biased by -2, -4."""
    biases = {"net_in": bias * np.arange(1, SPEC.blocks + 1)}
    return NETWORK.init(SPEC, rng=np.random.default_rng(seed), scale=scale, biases=biases)


def attend(side: str, seeds: Sequence[int]) -> Iterator[TrainingMark]:
    """Teach networks of these seeds for as long as the caller iterates.

    Both sides start from the same weights and see the same sequences in the same order.
    """
    teacher, test = task(), exam()

    def draw(rng: np.random.Generator) -> tuple[Any, Any, Any]:
        xs, targets, teach, _ = teacher.draw(len(seeds), rng=rng)
        return xs, targets, teach

    for snapshot in train(
        NETWORK,
        stack([fresh(seed) for seed in seeds]),
        draw,
        rate=RATE,
        rng=np.random.default_rng([seeds[0], 97]),
        cuts=SIDES[side],
        every=EVERY,
    ):
        if snapshot.diverged:
            return
        right = rights(snapshot.params, test)
        yield TrainingMark(snapshot.sequences, snapshot.loss, right, snapshot.params)


def exam() -> Sequences:
    """The sequences on which all networks are tested; never one of those that are taught."""
    return task().draw(TEST_SEQUENCES, rng=np.random.default_rng([0, 97]))


def rights(networks: Params, test: Sequences) -> Array:
    """Share of the test that each network answers correctly, (N,)."""
    trials = networks.trials or 1
    each = networks.map(lambda weights: np.repeat(weights, TEST_SEQUENCES, axis=-1))
    xs, targets, teach = (np.concatenate([part] * trials, axis=-1) for part in test[:3])
    many = Sequences(xs, targets, teach, np.concatenate([test.lengths] * trials))
    answered = task().correct(forward(each, xs).y_k, many)
    right: Array = answered.reshape(trials, TEST_SEQUENCES).mean(axis=1)
    return right


def lessons(seeds: Sequence[int], longest: int = LONGEST) -> Iterator[dict[str, TrainingMark]]:
    """Both sides in lock-step, a mark of each every `EVERY` sequences, ``longest`` included."""
    for marks in zip(*(attend(side, seeds) for side in SIDES), strict=False):
        yield dict(zip(SIDES, marks, strict=True))
        if marks[0].sequences >= longest:
            return


def gather_marks(marks: Sequence[TrainingMark]) -> LearningCurves:
    """Marks in a row as one record; the first, which has no loss yet, only tells what is right."""
    return LearningCurves(
        np.array([mark.sequences for mark in marks]),
        np.stack([mark.loss for mark in marks]),
        np.stack([mark.right for mark in marks]),
    )


def sign_test(first: Array, second: Array) -> tuple[int, int, float]:
    """In how many pairs the first is smaller, of how many that differ, and the two-sided p-value.

    A nan (never) counts as larger than any number.
    """
    a, b = (np.where(np.isnan(each), np.inf, each) for each in (first, second))
    less, pairs = int((a < b).sum()), int((a != b).sum())
    rarer = min(less, pairs - less)
    tail = sum(comb(pairs, k) for k in range(rarer + 1)) / 2**pairs
    return less, pairs, min(1.0, 2 * tail)


@cache
def load_training() -> tuple[dict[str, LearningCurves], dict[str, Params]]:
    """The finished course of `SEEDS`: its marks by side, and the networks by stage of learning."""
    with np.load(FILE, allow_pickle=False) as file:
        courses = {
            side: LearningCurves(
                *(file[f"{side}_{name}"] for name in ("sequences", "loss", "right"))
            )
            for side in SIDES
        }
        networks = {
            stage: Params(SPEC, file[f"{stage}_hidden"], file[f"{stage}_output"])
            for stage in ("halfway", *SIDES)
        }
    return courses, networks


def network(stage: str, seed: int, scale: float = SCALE, bias: float = INPUT_BIAS) -> Params:
    """A network of `SEEDS`: ``"untrained"``, ``"halfway"``, or after the course with either side.

    Halfway are those taught with the truncated gradient after `HALFWAY` sequences.
    """
    if stage == "untrained":
        return fresh(seed, scale, bias)
    return load_training()[1][stage].take(SEEDS.index(seed))


def networks(stage: str, scale: float = SCALE, bias: float = INPUT_BIAS) -> Params:
    """All of them, side by side on the axis of trials."""
    return stack([network(stage, seed, scale, bias) for seed in SEEDS])


def to_bytes() -> bytes:
    """Teach all of `SEEDS`; the content of the file."""
    arrays: dict[str, Any] = {}
    record: dict[str, list[TrainingMark]] = {side: [] for side in SIDES}
    for marks in lessons(SEEDS):
        for side, mark in marks.items():
            record[side].append(mark)
        if marks["truncated"].sequences == HALFWAY:
            arrays |= _weights("halfway", marks["truncated"].params)
    for side, mark in marks.items():
        arrays |= _weights(side, mark.params)
        course = gather_marks(record[side])
        arrays |= {f"{side}_{name}": values for name, values in vars(course).items()}
    said = {"command": f"python -m lstm97 bake {FILE.name}", "seeds": list(SEEDS)}
    arrays["about"] = np.frombuffer(json.dumps(said).encode(), np.uint8)
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **arrays)
    return file.getvalue()


def _weights(stage: str, params: Params) -> dict[str, Array]:
    return {f"{stage}_hidden": params.hidden, f"{stage}_output": params.output}
