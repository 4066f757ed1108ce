"""One runnable row of the paper's tables: task, net, learning rule, criterion and limit.

A row is a value; a variation of it for a sweep is ``dataclasses.replace``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from lstm97.paper.data.stops import Milestone
from lstm97.tasks import TASKS, Task

Rule = Literal["sequence", "step", "full", "guess"]


@dataclass(frozen=True, eq=False)
class Row:
    """Everything that defines a trial except its seed.

    ``rule`` says how weights change: by the truncated gradient at "sequence" end or at each
    "step", by the "full" gradient at sequence end, or by "guess" work. ``limit`` is the number of
    training sequences after which a trial counts as failed. ``readings`` are slugs of
    `readings.READINGS`.
    """

    slug: str
    table: str  # the line of Table 10 and 11
    task: str
    parameters: Mapping[str, int]
    spec: Any
    scale: float
    biases: Mapping[str, tuple[float, ...]]
    rate: float
    milestones: tuple[Milestone, ...]
    limit: int
    rule: Rule = "sequence"
    grow: int | None = None  # the cell is added after this many sequences (2a, 2b)
    trials: int = 10  # of the paper
    readings: tuple[str, ...] = ()
    kind: Literal["row", "reading", "baseline"] = "row"
    beside: str = ""  # slug of the row that a reading or a baseline is held against
    notes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def stream(self) -> str:
        """Trials of rows with one stream start alike and see the same sequences."""
        return self.beside or self.slug

    @cached_property
    def make(self) -> Task:
        """The task with its parameters bound."""
        return TASKS[self.task](**self.parameters)
