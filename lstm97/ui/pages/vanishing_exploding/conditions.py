"""The settings of the page on vanishing and exploding errors, and the network they describe."""

from __future__ import annotations

from lstm97.analysis.problem import vanishing
from lstm97.analysis.problem.vanishing import Setup
from lstm97.ui.base.cached import wrap_pure
from lstm97.ui.lesson import axis, guess
from lstm97.ui.link.settings import Choice, Integer, Number, Preset, Scale, Settings, Toggle, Values

PAGE = "vanishing-exploding"
STOPS = (
    0.1, 0.2, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0, 1.01, 1.05, 1.1, 1.2, 1.5, 2.0, 3.0, 3.9, 4.0,
    5.0, 6.0, 8.0,
)  # fmt: skip
TABS = ("flow", "one", "weights", "rate", "many")
NETWORK = ("by", "task", "seed")  # what else a network is made of


def _preset(slug: str, act: str, size: float, n: int, T: int, wide: bool = False) -> Preset:
    values = {"act": act, "size": size, "n": n, "T": T, "by": "radius", "wide": wide}
    return Preset(slug, values)


SETTINGS = Settings(
    PAGE,
    main=(
        Choice("act", ("logistic", "tanh", "identity", "relu"), "logistic"),
        Scale("size", STOPS, 1.0),
        Integer("n", 1, 16, 8),
        Integer("T", 5, 1000, 50),
    ),
    more=(
        Choice("by", ("radius", "norm"), "radius"),
        Choice("task", ("two-sequence", "adding", "temporal-order"), "two-sequence"),
        Scale("share", (0.001, 0.01, 0.1, 0.5), 0.01),
        Integer("seed", 1, 9999, 1, box=True),
        guess.SETTING,
        axis.SETTING,
    ),
    placed=(
        Choice("tab", TABS, "flow"),
        Number("y", 0.1, 1.0, 0.5, 0.05),
        Number("w", 0.5, 40.0, 2.0, 0.5),
        Scale("rate", (0.01, 0.1, 1.0, 10.0, 100.0), 0.1),
        Toggle("sweep", False),
        Integer("q", 1, 12, 4),
    ),
    presets=(
        _preset("logistic", "logistic", 1.0, 8, 50),
        _preset("tanh", "tanh", 1.0, 8, 100),
        _preset("below", "identity", 0.9, 1, 100),
        _preset("one", "identity", 1.0, 1, 100),
        _preset("above", "identity", 1.1, 1, 100),
        _preset("chaos", "tanh", 3.9, 8, 100),
        _preset("overflow", "identity", 8.0, 8, 1000, wide=True),
    ),
)

measured = wrap_pure(vanishing.run, entries=48)


def setup(values: Values) -> Setup:
    """The network that the controls describe."""
    return Setup(values.act, values.size, values.n, values.T, values.task, values.seed, values.by)
