"""How the figure of each saying is shown, and the page where a reader can try it.

Words are elsewhere, and so is what was measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lstm97.figures.palette import Role


@dataclass(frozen=True)
class Look:
    """How a figure is shown: axis titles, a role for each curve, and where to go on.

    ``page`` is the one where the reader can try it, ``query`` the settings that its link carries.
    """

    x: str
    y: str
    roles: Mapping[str, Role]
    page: str
    query: Mapping[str, str] = field(default_factory=dict)
    log_x: bool = False


LOOKS: dict[str, Look] = {
    "never-vanish": Look(
        "back", "left",
        {"old": "lstm", "full": "error", "bias_0": "forget_gate", "bias_3": "neutral"},
        "memory-cell", {"tab": "claims", "echo": "r-m4"},
    ),
    "forget-gate-1997": Look(
        "step", "state", {"old": "lstm", "new": "forget_gate"},
        "forget-gate",
    ),
    "cec-is-vanishing": Look(
        "back", "left", {"carousel": "cell", "below": "rnn", "bent": "neutral"},
        "carousel", {"w": "0.9", "T": "100"},
    ),
    "clipping": Look(
        "back", "adds", {"exploding": "error", "clipped": "target", "vanishing": "rnn"},
        "vanishing-exploding", {"act": "tanh", "size": "3.9", "T": "100"},
    ),
    "below-one": Look(
        "back", "left", {"many": "error", "one": "rnn"},
        "vanishing-exploding", {"act": "identity", "size": "2", "T": "100"},
    ),
    "never-decays": Look(
        "step", "apart", {"state": "cell", "shown": "error", "guarded": "input_gate"},
        "memory-cell", {"bias": "-1"},
    ),
    "any-lag": Look(
        "lag", "told", {"ajar": "error", "guarded": "input_gate"},
        "experiments", log_x=True,
    ),
    "total-zero": Look(
        "back", "beyond", {"whole": "neutral", "beyond": "error"},
        "bptt", {"T": "8", "w": "0.3"},
    ),
    "larger-rate": Look(
        "rate", "update", {"near": "signal", "far": "error"},
        "vanishing-exploding", {"rate": "100", "T": "20"}, log_x=True,
    ),
    "larger-weights": Look(
        "size", "factor", {"factor": "rnn", "one": "bound"},
        "vanishing-exploding", {"w": "20"}, log_x=True,
    ),
    "few-steps": Look(
        "back", "left", {"cell": "lstm", "network": "rnn"},
        "scissors",
    ),
    "own-error": Look(
        "step", "error", {"engine": "signal", "right": "target", "garbled": "error"},
        "bptt",
    ),
    "output-gate": Look(
        "step", "value",
        {
            "state_open": "cell",
            "state_shut": "target",
            "shown_open": "output_gate",
            "shown_shut": "neutral",
        },
        "memory-cell",
    ),
    "latch": Look(
        "steps", "held_left", {"held": "signal", "left": "error"},
        "recurrent-network", {"act": "tanh", "w": "2"},
    ),
    "ninety-nine": Look(
        "back", "left", {"gate": "forget_gate", "carousel": "cell"},
        "forget-gate",
    ),
    "no-storage": Look(
        "length", "kept", {"paper": "lstm", "bptt": "rnn"},
        "scissors", log_x=True,
    ),
    "less-is-more": Look(
        "back", "left", {"cut": "lstm", "full": "error"},
        "scissors",
    ),
}  # fmt: skip
