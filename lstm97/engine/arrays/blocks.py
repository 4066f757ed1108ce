"""Memory blocks: cells that share one input gate and one output gate.

What belongs to a block must be handed to each of its cells, and errors of cells add up at their
gates; `per_cell` and `per_block` do both, and with `in_blocks` a loop over time needs neither.
"""

from __future__ import annotations

import numpy as np

from lstm97.engine.activations import Array


def per_cell(gates: Array, size: int, axis: int = 0) -> Array:
    """A value of each block, repeated for each of its cells: B entries along ``axis`` become C."""
    return gates if size == 1 else np.repeat(gates, size, axis=axis)


def per_block(cells: Array, size: int, axis: int = 0) -> Array:
    """Values of cells summed over each block: C entries along ``axis`` become B."""
    if size == 1:
        return cells
    blocks = cells.shape[axis] // size
    shape = (*cells.shape[:axis], blocks, size, *cells.shape[axis + 1 :])
    summed: Array = cells.reshape(shape).sum(axis=axis + 1)
    return summed


def in_blocks(values: Array, blocks: int, size: int) -> Array:
    """(T, B or C[, N]) as (T, B, 1 or S[, N]): what a block shares meets all of its cells."""
    if size == 1:
        return values
    return values.reshape((len(values), blocks, -1, *values.shape[2:]), copy=False)
