"""What the maths toolbox offers: its settings, the named cases of each bench, its equations."""

from __future__ import annotations

from typing import Any

from lstm97.analysis.foundations import toolbox
from lstm97.analysis.problem import hochreiter
from lstm97.tasks import two_sequence
from lstm97.ui.lesson.equations import Entry
from lstm97.ui.link.settings import Choice, Integer, Number, Settings

PAGE = "math-toolbox"
SETTINGS = Settings(
    PAGE,
    more=(Integer("seed", 1, 9999, 1, box=True),),
    placed=(
        Number("a", -2.0, 2.0, 0.9, 0.05),
        Number("b", -2.0, 2.0, 0.9, 0.05),
        Number("c", -2.0, 2.0, 0.9, 0.05),
        Choice("act", ("identity", "tanh", "logistic"), "identity"),
        Integer("q", 1, 100, 50),
        Number("m11", -2.0, 2.0, 0.9, 0.05),
        Number("m12", -2.0, 2.0, 2.0, 0.05),
        Number("m21", -2.0, 2.0, 0.0, 0.05),
        Number("m22", -2.0, 2.0, 0.9, 0.05),
        Number("variance", 0.01, 1.0, 0.2, 0.01),
        Number("threshold", 0.1, 2.0, 1.0, 0.05),
        Integer("signal", 1, 50, 3),
        Integer("T", 60, 500, 100),
    ),
)
CHAINS: dict[str, dict[str, Any]] = {
    "below": {"a": 0.9, "b": 0.9, "c": 0.9, "act": "identity"},
    "one": {"a": 1.0, "b": 1.0, "c": 1.0, "act": "identity"},
    "above": {"a": 1.1, "b": 1.1, "c": 1.1, "act": "identity"},
    "balanced": {"a": 2.0, "b": 0.5, "c": 1.0, "act": "identity"},
    "tanh": {"a": 1.0, "b": 1.0, "c": 1.0, "act": "tanh"},
    "logistic": {"a": 2.0, "b": 2.0, "c": 2.0, "act": "logistic"},
}
MATRICES: dict[str, dict[str, Any]] = {
    "transient": {"m11": 0.9, "m12": 2.0, "m21": 0.0, "m22": 0.9},
    "spiral": {"m11": 0.8, "m12": -0.4, "m21": 0.4, "m22": 0.8},
    "circle": {"m11": 0.8, "m12": -0.6, "m21": 0.6, "m22": 0.8},
    "growing": {"m11": 0.9, "m12": -0.6, "m21": 0.6, "m22": 0.9},
    "oscillating": {"m11": 0.0, "m12": 1.1, "m21": -1.1, "m22": 0.0},
}
NOISES: dict[str, dict[str, Any]] = {
    "paper": {"variance": 0.2, "threshold": 1.0, "signal": 3, "T": 100},
    "mistaken": {"variance": 0.04, "threshold": 1.0, "signal": 3, "T": 100},
    "short": {"variance": 0.2, "threshold": 1.0, "signal": 1, "T": 100},
    "long": {"variance": 0.2, "threshold": 1.0, "signal": 3, "T": 500},
}

EQUATIONS = (
    Entry(
        "chain",
        r"\frac{\partial y_q}{\partial y_0} = \role{\prod_{k=1}^{q} f'(net_k)\,w_k}",
        "",
        toolbox.chain,
        r"running = ",
        "error",
    ),
    Entry(
        "power",
        r"\role{\lVert M^q \rVert}\ \text{,}\quad \lVert A\rVert = \max_r \sum_s |a_{rs}|",
        "",
        toolbox.powers,
        r"norms\[k\] = ",
        "rnn",
    ),
    Entry(
        "radius",
        r"\role{\rho(M) = \max_i |\lambda_i|}",
        "",
        hochreiter.spectral_radius,
        r"eigvals",
        "bound",
    ),
    Entry(
        "noise",
        r"\role{x(t)} = \sigma\,z\text{,}\quad z \sim \mathcal{N}(0, 1)",
        "",
        two_sequence._draw,
        r"np\.sqrt\(setting\.noise\)",
        "neutral",
    ),
)
