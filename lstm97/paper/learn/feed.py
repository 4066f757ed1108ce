"""Sequences for many trials at once, each trial from its own stream of random numbers.

A block holds the next sequences of all trials side by side. Its size is fixed, so that what a
trial sees depends on its own seed alone, never on which trials run beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np

from lstm97.records import brief
from lstm97.tasks import Sequences, Task
from lstm97.tasks.sequences import Array, Ints

BLOCK = 100  # sequences; criteria are tested after each block

Material = TypeVar("Material")


class Draws(Generic[Material]):
    """What generators of random numbers draw next; once released, it is drawn again as it was.

    Nobody else may draw from ``rngs`` as long as it may be read.
    """

    def __init__(self, draw: Callable[[], Material], rngs: Sequence[np.random.Generator]) -> None:
        self._draw, self._rngs = draw, rngs
        self._states = [rng.bit_generator.state for rng in rngs]
        self._block: Material | None = None

    def read(self) -> Material:
        """What they draw; drawn again if it is not in memory."""
        if self._block is None:
            for rng, state in zip(self._rngs, self._states, strict=True):
                rng.bit_generator.state = state
            self._block = self._draw()
        return self._block

    def release(self) -> None:
        """Free its memory until it is read again."""
        self._block = None


@brief
class Block(NamedTuple):
    """The next `BLOCK` sequences of N trials whose error enters at sequence end only."""

    xs: Array  # (count, T, I, N), padded with zeros
    goal: Array  # (count, K, N): target at sequence end
    clean: Array  # (count, K, N): the same without target noise
    lengths: Ints  # (count, N)


def draw_block(
    tasks: Sequence[Task], rngs: Sequence[np.random.Generator], count: int = BLOCK
) -> Block:
    """Draw the next ``count`` sequences of each trial; tasks must agree in inputs and outputs."""
    drawn = [task.draw(count, rng=rng) for task, rng in zip(tasks, rngs, strict=True)]
    steps, trials = max(len(part.xs) for part in drawn), len(drawn)
    xs = np.zeros((count, steps, tasks[0].inputs, trials))
    for n, part in enumerate(drawn):
        xs[:, : len(part.xs), :, n] = part.xs.transpose(2, 0, 1)
    return Block(
        xs=xs,
        goal=np.stack([goal_at_end(part).T for part in drawn], axis=-1),
        clean=np.stack([task.goal(p).T for task, p in zip(tasks, drawn, strict=True)], axis=-1),
        lengths=np.stack([part.lengths for part in drawn], axis=-1),
    )


def goal_at_end(sequences: Sequences) -> Array:
    """The target of sequence-end tasks (K, N), which they repeat at all steps."""
    return np.asarray(sequences.targets[0])


def doubled(block: Any) -> Any:
    """A block with every trial twice; see `trials.Batch`."""
    parts = (None if part is None else np.concatenate([part, part], axis=-1) for part in block)
    return type(block)(*parts)


def part(block: Any, which: slice) -> Any:
    """Some of a block's sequences."""
    return type(block)(*(None if array is None else array[which] for array in block))
