"""One runnable row: task, net, learning rule, criterion and limit.

A row is a value; a variation of it for a sweep is ``dataclasses.replace``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from lstm97.paper.data.stops import Milestone
from lstm97.tasks import TASKS, Task

Kind = Literal["printed", "reading", "set-up", "baseline"]
MethodName = Literal[
    "stepwise", "at-string-end", "growing", "growing-irregular", "wide", "unfed",
    "online", "engine", "full", "guess",
]  # fmt: skip
TEST = 2560  # sequences of the paper's final test


@dataclass(frozen=True, eq=False)
class Row:
    """Everything that defines a trial except its seed.

    ``method`` names the code that trains it, one of `learn.methods.METHODS`. ``limit`` is the
    number of training sequences after which a trial counts as failed. ``readings`` are keys of
    `readings.READINGS`: how the paper was read, and what was changed against it.

    ``kind`` says what the row is to the paper: its conditions as "printed", another "reading" of
    what the text leaves open, another "set-up" that goes against the text, or a "baseline" by
    another method.
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
    method: MethodName = "online"
    grow: int | None = None  # the cell is added after this many sequences (2a, 2b)
    trials: int = 10  # of the paper
    readings: tuple[str, ...] = ()
    kind: Kind = "printed"
    beside: str = ""  # slug of the row whose random numbers it takes; "" for that row itself
    test: int = TEST  # sequences of the test at each milestone; 0 for none
    tolerance: float = 0.0  # smaller errors are not taught
    only_last: bool = False  # no teacher before the last symbol (2b)
    distinct: bool = False  # no string twice in a set (1)
    all_legal: bool = False  # every symbol that may come next is a target (1)
    quiz: Literal["fresh", "fixed"] = "fresh"  # test sequences of ST1 and ST2
    passes: int = 1  # tests in a row that must be passed
    most_wrong: int = 0  # mistakes in 256 that a guess may make

    @property
    def paper_row(self) -> str:
        """The row of the paper's Tables 1 to 9 that it is held against.

        Trials of rows that are held against the same one start alike and see the same sequences.
        """
        return self.beside or self.slug

    @cached_property
    def make(self) -> Task:
        """The task with its parameters bound."""
        return TASKS[self.task](**self.parameters)
