"""The settings of the forget gate's page: the dial, and the stream that nobody resets."""

from __future__ import annotations

from dataclasses import dataclass

from lstm97.ui.link.record import Record, choice, curve, integer, real, stops, toggle
from lstm97.ui.link.settings import Preset, Settings

PAGE = "forget-gate"
KERAS, PYTORCH = 1.0, 0.0  # forget-gate biases at the start; PyTorch's lie around this
BESIDE = ("gru", "product", "sigma")  # curves that the reader may add


@dataclass(frozen=True)
class ForgetGateValues(Record):
    """What a reader may set of the dial, of the curves beside it, and of the stream."""

    b: float = real(-4.0, 10.0, 1.0, step=0.5)
    T: int = stops((20, 50, 100, 200, 500), 100)
    scale: float = real(0.05, 2.0, 0.1, step=0.05)
    gradient: str = choice(("truncated", "full"), "truncated")
    gru: bool = toggle(place="more")
    product: bool = toggle(place="more")
    sigma: bool = toggle(place="more")
    seed: int = integer(1, 9999, 1, box=True, place="more")
    share: float = stops((0.001, 0.01, 0.1, 0.5), 0.01, place="more")
    sketch: str = curve(place="more")
    tab: str = choice(("dial", "stream"), "dial", place="placed")
    episodes: int = integer(2, 60, 20, place="placed")
    length: int = integer(5, 30, 15, place="placed")
    values: str = choice(("positive", "both"), "positive", place="placed")


SETTINGS = Settings(
    PAGE,
    ForgetGateValues,
    presets=(
        Preset("b8", {"b": 8.0}),
        Preset("b3", {"b": 3.0}),
        Preset("b1", {"b": KERAS}),
        Preset("b0", {"b": PYTORCH}),
        Preset("bm1", {"b": -1.0}),
    ),
    tabs={"stream": ("episodes", "length", "values")},
)
