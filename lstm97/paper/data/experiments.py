"""The paper's experiments by name, each with the row that stands for it in a lesson.

A lesson may shorten the lag; nets, learning rates and criteria stay those of the row.
"""

from __future__ import annotations

from dataclasses import replace

from lstm97.paper.data.row import Row
from lstm97.paper.data.rows import ROWS
from lstm97.tasks import TASKS

NAMES = ("1", "2a", "2b", "2c", "3a", "3b", "3c", "4", "5", "6a", "6b")
# A row of each experiment; of 2, the set-ups that come out as the paper does.
ROW_OF = {"1": "1-5", "2a": "2a-tolerant", "2b": "2b-end-tolerant", "2c": "2c-1-unfed",
          "3a": "3a-1", "3b": "3b-1", "3c": "3c-1", "4": "4-1", "5": "5",
          "6a": "6a", "6b": "6b"}  # fmt: skip


def parameters(name: str, lag: int) -> dict[str, int]:
    """The task's parameters at a time lag: its length, or its number of distractors."""
    if name == "1":
        return {}
    if name in ("2a", "2b"):
        return {"p": lag}
    return {"p": lag, "q": lag} if name == "2c" else {"length": lag}


def small_row(name: str, lag: int) -> Row:
    """The row of an experiment, at a lag of one's choice."""
    row = ROWS[ROW_OF[name]]
    values = parameters(name, lag)
    task = TASKS[row.task](**values)
    spec = replace(row.spec, inputs=task.inputs, outputs=task.outputs)
    return replace(row, parameters=values, spec=spec)
