"""All tasks by the name that links and controls use."""

from __future__ import annotations

from collections.abc import Callable

from lstm97.tasks.marked_pairs import adding, multiplication
from lstm97.tasks.reber import embedded_reber
from lstm97.tasks.task import Task
from lstm97.tasks.temporal_order import temporal_order, temporal_order_3
from lstm97.tasks.typed import typed

TASKS: dict[str, Callable[..., Task]] = {
    "embedded-reber": embedded_reber,
    "adding": adding,
    "multiplication": multiplication,
    "temporal-order": temporal_order,
    "temporal-order-3": temporal_order_3,
    "typed": typed,
}
