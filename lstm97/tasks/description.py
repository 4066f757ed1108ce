"""One sequence, made readable: what is shown at each step, what matters, and what is asked for.

Pages show every task through it, so that none needs to know what a task's columns mean.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lstm97.tasks.sequences import Bools, Sequences
from lstm97.tasks.task import Task


class Step(NamedTuple):
    """One time step of a sequence."""

    t: int  # 1-based, as on screen
    symbol: str  # "" if the inputs are real values
    values: tuple[float, ...]  # the inputs as they are
    relevant: bool  # must be remembered
    taught: bool  # has a teacher signal
    answer: str  # name of the taught output, "" if not taught or a real value
    legal: tuple[str, ...]  # possible next symbols, if the task knows them


class Description(NamedTuple):
    """A sequence for a person to read."""

    steps: tuple[Step, ...]
    class_name: str  # "" if the task has no classes
    goal: tuple[float, ...]  # the last target, without noise

    @property
    def text(self) -> str:
        """The sequence on one line, relevant steps in square brackets."""
        return " ".join(f"[{_word(step)}]" if step.relevant else _word(step) for step in self.steps)


def describe(task: Task, sequence: Sequences) -> Description:
    """Describe one sequence of `task`, as `pick` returns it.

    Raises:
        ValueError: if given a batch.
    """
    if sequence.xs.ndim != 2:
        raise ValueError("describe takes one sequence (T, I): use pick(sequences, index) first")
    relevant = task.relevant(sequence)
    legal = task.legal(sequence) if task.legal else np.zeros((len(relevant), 0), np.bool_)
    steps = tuple(
        _step(task, sequence, t, bool(relevant[t]), legal[t]) for t in range(len(relevant))
    )
    name = "" if task.label is None else task.classes[int(task.label(sequence))]
    return Description(steps, name, tuple(float(value) for value in task.goal(sequence)))


def _step(task: Task, sequence: Sequences, t: int, relevant: bool, legal: Bools) -> Step:
    x, target = sequence.xs[t], sequence.targets[t]
    taught = bool(sequence.teach[t])
    named = taught and task.outputs > 1
    return Step(
        t=t + 1,
        symbol=task.symbols[int(x.argmax())] if task.symbols else "",
        values=tuple(float(value) for value in x),
        relevant=relevant,
        taught=taught,
        answer=task.output_names[int(target.argmax())] if named else "",
        legal=tuple(task.output_names[int(k)] for k in np.flatnonzero(legal)),
    )


def _word(step: Step) -> str:
    if step.symbol:
        return step.symbol
    return "|".join(f"{value:+.2f}" for value in step.values)
