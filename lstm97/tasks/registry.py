"""All tasks by the name that links and controls use, in the order of the paper.

A page or command that lists tasks lists these, and never names one itself.
"""

from __future__ import annotations

from collections.abc import Callable

from lstm97.tasks.long_lag import long_lag
from lstm97.tasks.marked_pairs import adding, multiplication
from lstm97.tasks.noise_free import no_regularities, noise_free
from lstm97.tasks.own_sequence import own_sequence
from lstm97.tasks.reber import embedded_reber
from lstm97.tasks.task import Task
from lstm97.tasks.temporal_order import temporal_order, temporal_order_3
from lstm97.tasks.two_sequence import two_sequence, two_sequence_noise, two_sequence_targets

TASKS: dict[str, Callable[..., Task]] = {
    "embedded-reber": embedded_reber,
    "noise-free": noise_free,
    "no-regularities": no_regularities,
    "long-lag": long_lag,
    "two-sequence": two_sequence,
    "two-sequence-noise": two_sequence_noise,
    "two-sequence-targets": two_sequence_targets,
    "adding": adding,
    "multiplication": multiplication,
    "temporal-order": temporal_order,
    "temporal-order-3": temporal_order_3,
    "typed": own_sequence,
}
