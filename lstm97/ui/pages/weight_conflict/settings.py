"""The settings of the page on the weight conflicts: what its link says, and how long it trains."""

from __future__ import annotations

from dataclasses import dataclass

from lstm97.analysis.problem import conflict
from lstm97.ui.link.record import Record, choice, integer
from lstm97.ui.link.settings import Preset, Settings

PAGE = "weight-conflict"
TRAINING = 60  # training steps of the single weight
MOST_STEPS = 10  # time steps


@dataclass(frozen=True)
class ConflictValues(Record):
    """What a reader may set of the weight that two wishes pull at."""

    side: conflict.Side = choice(conflict.SIDES, "input")
    T: int = integer(2, MOST_STEPS, 4)
    after: int = integer(0, TRAINING, 0)
    seed: int = integer(1, 9999, 1, box=True, place="more")
    tab: str = choice(("tug", "all"), "tug", place="placed")


SETTINGS = Settings(
    PAGE,
    ConflictValues,
    presets=(
        Preset("start", {"after": 0}),
        Preset("early", {"after": 5}),
        Preset("settled", {"after": TRAINING}),
    ),
)
