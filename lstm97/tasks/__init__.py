"""Generators for all of the 1997 paper's experiments, in NumPy alone.

`TASKS` maps a slug to a factory whose keywords are the paper's parameters.
"""

from lstm97.tasks.description import Description, describe
from lstm97.tasks.registry import TASKS
from lstm97.tasks.sequences import Sequences, join, pick, take
from lstm97.tasks.task import Task

__all__ = ["TASKS", "Description", "Sequences", "Task", "describe", "join", "pick", "take"]
