"""What the carousel's page is set to: the reader's unit, and those that always stand beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lstm97.analysis.cell import carousel
from lstm97.analysis.cell.carousel import Loop
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.link.record import Record, choice, real, stops
from lstm97.ui.link.settings import Preset, Settings

PAGE = "carousel"
BESIDE = (0.99, 1.0, 1.01)  # weights that are always shown


@dataclass(frozen=True)
class CarouselValues(Record):
    """What a reader may set of the loop."""

    f: str = choice(("identity", "tanh", "logistic"), "identity")
    w: float = real(-1.2, 1.2, 0.99, step=0.01)
    T: int = stops((10, 20, 50, 100, 200, 500, 1000), 1000)


SETTINGS = Settings(
    PAGE,
    CarouselValues,
    presets=(
        Preset("below", {"f": "identity", "w": 0.99, "T": 1000}),
        Preset("exact", {"f": "identity", "w": 1.0, "T": 1000}),
        Preset("above", {"f": "identity", "w": 1.01, "T": 1000}),
        Preset("bent", {"f": "tanh", "w": 1.0, "T": 1000}),
    ),
)

run_loop = wrap_pure(carousel.loop, entries=128)


@dataclass(frozen=True)
class Loops:
    """The reader's unit, and the units beside it by their weights."""

    f: str
    yours: Loop
    beside: Mapping[float, Loop]


def loops(values: CarouselValues) -> Loops:
    """The units that the settings ask for."""
    steps = values.T
    beside = {w: run_loop(w, steps) for w in BESIDE}
    return Loops(values.f, run_loop(values.w, steps, values.f), beside)
