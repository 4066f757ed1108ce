"""The settings of the memory cell's page: what its link says, and which tabs there are."""

from __future__ import annotations

from dataclasses import dataclass

from lstm97.analysis.foundations.pronoun import GAPS
from lstm97.tasks.pronoun import NOUNS
from lstm97.ui.link.record import Record, choice, integer, integers, real, stops
from lstm97.ui.link.settings import Settings

PAGE = "memory-cell"
LONGEST = 20
ALL_STEPS = tuple(range(1, LONGEST + 1))  # of the longest sequence; a shorter one has fewer
GATE_BIASES = {"ladder": (-1.0, -4.0), "even": (-2.0, -2.0), "strong": (-4.0, -4.0)}
TABS = ("game", "learned", "contest", "sentence", "blocks", "wires", "claims", "drift", "abuse")
ECHOES = {"r-m40": -40.0, "r-m4": -4.0, "r-0": 0.0, "r-p1": 1.0}
CONTEST = {"trials": 4, "sequences": 3000, "every": 200}  # of a contest that a reader runs


@dataclass(frozen=True)
class MemoryCellValues(Record):
    """What a reader may set: the gates by hand, and what each of the other tabs is about."""

    tab: str = choice(TABS, "game", place="placed")
    T: int = integer(6, LONGEST, 12, place="more")
    seed: int = integer(1, 9999, 1, box=True, place="more")
    inn: tuple[int, ...] = integers(
        1, LONGEST, ALL_STEPS, longest=LONGEST, until="T", place="placed"
    )
    out: tuple[int, ...] = integers(
        1, LONGEST, ALL_STEPS, longest=LONGEST, until="T", place="placed"
    )
    trained: int = stops((0, 2000, 3000, 3500, 4000, 6000), 6000, place="placed")
    size: int = integer(1, 4, 1, place="placed")
    wires: str = choice(("usual", "paper"), "usual", place="placed")
    bias: float = real(-6.0, 2.0, -3.0, step=0.5, place="placed")
    ogb: str = choice(tuple(GATE_BIASES), "ladder", place="placed")
    echo: str = choice(tuple(ECHOES), "r-m4", place="placed")
    noun: str = choice(NOUNS, "cat", place="placed")
    gap: int = stops(GAPS, 8, place="placed")
    words: int = integer(1, 9999, 1, box=True, place="placed")
    contest: int = integer(
        0, CONTEST["sequences"], 0, step=CONTEST["every"], box=True, place="placed"
    )


SETTINGS = Settings(
    PAGE,
    MemoryCellValues,
    tabs={
        "learned": ("trained",),
        "contest": ("contest",),
        "sentence": ("noun", "gap", "words"),
        "blocks": ("size",),
        "wires": ("wires",),
        "claims": ("echo",),
        "drift": ("bias",),
        "abuse": ("ogb",),
    },
)
