"""What a reader may set of the small net and of the deep one."""

from __future__ import annotations

from dataclasses import dataclass

from lstm97.figures.foundations.feedforward import MOMENTS
from lstm97.ui.link.record import Record, choice, integer, real, stops
from lstm97.ui.link.settings import Preset, Settings

PAGE = "layers"
RATES = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0)


@dataclass(frozen=True)
class LayerValues(Record):
    """The small net's input, target and step, and the size of the deep one."""

    tab: str = choice(("net", "deep"), "net", place="placed")
    moment: str = choice(MOMENTS, "back")
    x1: float = real(-1, 1, 1.0)
    x2: float = real(-1, 1, -0.5)
    rate: float = stops(RATES, 0.5)
    d1: float = real(-1, 1, 0.5, place="more")
    d2: float = real(-1, 1, -0.5, place="more")
    seed: int = integer(1, 9999, 37, box=True, place="more")
    act: str = choice(("logistic", "tanh", "identity"), "logistic", place="placed")
    layers: int = integer(2, 50, 20, place="placed")
    spread: float = real(0.1, 3.0, 1.0, place="placed")
    units: int = integer(1, 16, 4, place="placed")
    draw: int = integer(1, 9999, 1, box=True, place="placed")


SETTINGS = Settings(
    PAGE,
    LayerValues,
    presets=(
        Preset("little", {"moment": "step", "rate": 0.1}),
        Preset("much", {"moment": "step", "rate": 5.0}),
        Preset("shallow", {"act": "tanh", "layers": 3, "spread": 1.0, "units": 4}),
        Preset("logistic", {"act": "logistic", "layers": 20, "spread": 1.0, "units": 4}),
        Preset("wide", {"act": "tanh", "layers": 20, "spread": 1.5, "units": 16}),
        Preset("linear", {"act": "identity", "layers": 50, "spread": 2.0, "units": 4}),
    ),
    tabs={"deep": ("act", "layers", "spread", "units", "draw")},
)
