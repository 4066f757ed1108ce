"""Which rows come out otherwise than in the paper for a reason that is known, and where it is said.

A row that is not here either agrees, or nothing is known; nothing is explained away.
"""

from __future__ import annotations

from typing import NamedTuple


class Deviation(NamedTuple):
    """A text ``paper.deviations.<key>``, and the runs whose numbers it quotes by short names.

    Numbers of ``run`` have no name before them, those of the row's ``variations`` the variation's.
    """

    key: str
    run: str = ""
    variations: tuple[str, ...] = ()


DEVIATIONS: dict[str, Deviation] = {
    **{f"1-{number}": Deviation("reber") for number in range(1, 6)},
    "2a": Deviation("regular"),
    "2b": Deviation("irregular"),
    "2c-1": Deviation("lag"),
    **{f"2c-{number}": Deviation("long", f"2c-{number}-unfed") for number in range(2, 10)},
    **{
        row: Deviation("quiz", row, ("fixed", "twice"))
        for row in ("3a-1", "3a-2", "3b-1", "3b-2", "3c-2")
    },
    "3b-3": Deviation("signal"),
    "4-1": Deviation("sums"),
    **{f"4-{number}": Deviation("shaken", f"4-{number}-logistic") for number in (2, 3)},
    "5": Deviation("products"),
    "6b": Deviation("order"),
}
