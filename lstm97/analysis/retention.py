"""What a net has learnt of a task: what it answers, and what it lets into its cells.

A cell holds the sum of all that was ever written to it, so what is kept is what was written: a net
that has found the steps that count writes there, and little anywhere else.
"""

from __future__ import annotations

import numpy as np

from lstm97.engine import Trace
from lstm97.engine.activations import Array
from lstm97.engine.arrays.blocks import per_cell
from lstm97.tasks import Sequences, Task
from lstm97.tasks.sequences import Bools


def right_answer(task: Task, sequence: Sequences) -> str:
    """The right answer of one sequence, as a symbol or a number."""
    if task.outputs == 1 or not (task.label and task.classes):
        return number(task.goal(sequence))
    return task.classes[int(task.label(sequence))]


def answer(task: Task, sequence: Sequences, outputs: Array) -> str:
    """What a net's ``outputs`` (T, K) say where the kept symbol is asked for."""
    if task.outputs == 1 or not task.classes:
        return number(outputs[-1])
    names = task.classes if task.outputs == len(task.classes) else task.symbols
    return names[int(outputs[_question_step(task, sequence, names)].argmax())]


def _question_step(task: Task, sequence: Sequences, names: tuple[str, ...]) -> int:
    """The last taught step whose target is one of the classes."""
    kept = np.isin([names[unit] for unit in sequence.targets.argmax(axis=1)], task.classes)
    return int(np.flatnonzero(kept & sequence.teach)[-1])


def number(values: Array) -> str:
    """Numbers to two places, whole ones as such."""
    return ", ".join(f"{round(float(value), 2) + 0.0:g}" for value in values)


def cell_writes(trace: Trace) -> Array:
    """How much each step of one run writes to the cells, (T,): |y_in g|, summed over cells."""
    gates = trace.gates
    amount = np.abs(per_cell(gates.y_in, trace.params.spec.size, axis=1) * gates.g)
    return np.asarray(amount.sum(axis=1))


def preference(trace: Trace, marked: Bools) -> float:
    """How many times as much a step of ``marked`` (T,) writes as another one does, on average.

    nan if nothing is written at the others.
    """
    amount = cell_writes(trace)
    elsewhere = amount[~marked].mean()
    return float(amount[marked].mean() / elsewhere) if elsewhere > 0 else float("nan")


def widest(trace: Trace, marked: Bools) -> tuple[float, float]:
    """How far the most open input gate stands open on average: at ``marked`` steps, elsewhere."""
    open_ = trace.gates.y_in.max(axis=1)
    return float(open_[marked].mean()), float(open_[~marked].mean())
