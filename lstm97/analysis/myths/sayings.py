"""Things often said about LSTM, each put to an experiment on the engine.

An experiment is a pure function without arguments: the same weights, the same numbers, every time.
What it returns is drawn and quoted as it is; whether it refutes or qualifies the saying is stated
in its test.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from lstm97.analysis.myths import cells, networks
from lstm97.analysis.myths.evidence import Evidence

Verdict = Literal["true", "false", "depends"]
TINY = (1e-16, 10.0)  # the y axis of most figures


@dataclass(frozen=True)
class Myth:
    """A saying: what the measurement says of it, the experiment, and the figure's y axis."""

    slug: str
    verdict: Verdict
    experiment: Callable[[], Evidence]
    domain: tuple[float, float]
    log: bool = True


_MYTHS = (
    Myth("never-vanish", "false", cells.never_vanish, TINY),
    Myth("forget-gate-1997", "false", cells.gate_of_1997, (0, 1.2), log=False),
    Myth("cec-is-vanishing", "false", cells.is_vanishing, TINY),
    Myth("clipping", "false", networks.clipping, (1e-20, 1e20)),
    Myth("below-one", "false", networks.below_and_above, (1e-20, 1e40)),
    Myth("never-decays", "depends", cells.never_decays, TINY),
    Myth("any-lag", "false", cells.any_lag, (0.4, 1.05), log=False),
    Myth("total-zero", "false", networks.total_is_zero, TINY),
    Myth("larger-rate", "false", networks.larger_rate, (1e-20, 1e2)),
    Myth("larger-weights", "depends", networks.larger_weights, (0, 1.2), log=False),
    Myth("few-steps", "false", cells.few_steps, TINY),
    Myth("own-error", "false", networks.own_error, (-1, 0.2), log=False),
    Myth("output-gate", "false", cells.output_gate, (-5, 5), log=False),
    Myth("latch", "true", networks.latch, TINY),
    Myth("ninety-nine", "true", cells.ninety_nine, TINY),
    Myth("no-storage", "true", cells.no_storage, (1, 1e6)),
    Myth("less-is-more", "true", cells.less_is_more, TINY),
)
MYTHS: dict[str, Myth] = {myth.slug: myth for myth in _MYTHS}
