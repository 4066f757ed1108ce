"""The settings of the page on vanishing and exploding errors, and the network they describe."""

from __future__ import annotations

from dataclasses import dataclass

from lstm97.analysis.problem import vanishing
from lstm97.analysis.problem.vanishing import Setup
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.lesson import axis
from lstm97.ui.link.record import Record, choice, curve, integer, real, stops, toggle
from lstm97.ui.link.settings import Preset, Settings

PAGE = "vanishing-exploding"
STOPS = (
    0.1, 0.2, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0, 1.01, 1.05, 1.1, 1.2, 1.5, 2.0, 3.0, 3.9, 4.0,
    5.0, 6.0, 8.0,
)  # fmt: skip
LOOPS = (0.5, 0.8, 0.9, 1.0, 1.1, 1.2)
PACES = (0.001, 0.01, 0.1)
TABS = ("flow", "one", "weights", "rate", "explode", "many")
NETWORK = ("by", "task", "seed")  # what else a network is made of


def _preset(slug: str, act: str, size: float, n: int, T: int, wide: bool = False) -> Preset:
    values = {"act": act, "size": size, "n": n, "T": T, "by": "radius", "wide": wide}
    return Preset(slug, values)


@dataclass(frozen=True)
class VanishingValues(Record):
    """What a reader may set of the network, and of the smaller pictures."""

    act: str = choice(("logistic", "tanh", "identity", "relu"), "logistic")
    size: float = stops(STOPS, 1.0)
    n: int = integer(1, 16, 8)
    T: int = integer(5, 1000, 50)
    by: vanishing.Measure = choice(("radius", "norm"), "radius", place="more")
    task: str = choice(("two-sequence", "adding", "temporal-order"), "two-sequence", place="more")
    share: float = stops((0.001, 0.01, 0.1, 0.5), 0.01, place="more")
    seed: int = integer(1, 9999, 1, box=True, place="more")
    sketch: str = curve(place="more")
    wide: bool = axis.wide()
    tab: str = choice(TABS, "flow", place="placed")
    y: float = real(0.1, 1.0, 0.5, step=0.05, place="placed")
    w: float = real(0.5, 40.0, 2.0, step=0.5, place="placed")
    rate: float = stops((0.01, 0.1, 1.0, 10.0, 100.0), 0.1, place="placed")
    sweep: bool = toggle(False, place="placed")
    q: int = integer(1, 12, 4, place="placed")
    loop: float = stops(LOOPS, 1.0, place="placed")
    pace: float = stops(PACES, 0.01, place="placed")


SETTINGS = Settings(
    PAGE,
    VanishingValues,
    presets=(
        _preset("logistic", "logistic", 1.0, 8, 50),
        _preset("tanh", "tanh", 1.0, 8, 100),
        _preset("below", "identity", 0.9, 1, 100),
        _preset("one", "identity", 1.0, 1, 100),
        _preset("above", "identity", 1.1, 1, 100),
        _preset("chaos", "tanh", 3.9, 8, 100),
        _preset("overflow", "identity", 8.0, 8, 1000, wide=True),
    ),
    tabs={
        "one": ("y", "w"),
        "weights": ("sweep",),
        "rate": ("rate",),
        "explode": ("loop", "pace"),
        "many": ("q",),
    },
)

run_vanishing = wrap_pure(vanishing.run, entries=48)


def setup(values: VanishingValues) -> Setup:
    """The network that the controls describe."""
    return Setup(values.act, values.size, values.n, values.T, values.task, values.seed, values.by)
