"""Generators for all of the 1997 paper's experiments, in NumPy alone.

`TASKS` maps a slug to a factory whose keywords are the paper's parameters; what it makes is a
`Task`, and ``task.draw(count, rng=...)`` gives `Sequences`, arrays with time first. Read on in this
order: task, sequences, criteria; then a module for each experiment or two, in the paper's order:
reber (1), noise_free (2a, 2b), long_lag (2c), two_sequence (3), marked_pairs (4, 5) and
temporal_order (6); then own_sequence, for sequences of the reader's own.
"""

from lstm97.tasks.registry import TASKS
from lstm97.tasks.sequences import Sequences, join, pick, take
from lstm97.tasks.task import Task

__all__ = ["TASKS", "Sequences", "Task", "join", "pick", "take"]
