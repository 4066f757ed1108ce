"""What the page on a recurrent unit is set to: the unit, what it is fed, and the run of both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from lstm97.analysis.foundations.ablation import (
    Ablation,
    letter_weights,
    padded,
    remember,
    spikes,
    unit,
)
from lstm97.analysis.foundations.pronoun import GAPS
from lstm97.engine.activations import Array
from lstm97.tasks import TASKS
from lstm97.tasks.pronoun import NOUNS
from lstm97.ui.link.own_sequence import legible
from lstm97.ui.link.record import Record, choice, integer, integers, line, real, stops
from lstm97.ui.link.settings import Preset, Settings

PAGE = "recurrent-network"
LONGEST = 24  # time steps
WORD = "remember"  # what stands for a word that cannot be read


@dataclass(frozen=True)
class LoopValues(Record):
    """What a reader may set of the unit and of what it is fed."""

    feed: str = choice(("spikes", "word"), "spikes")
    act: str = choice(("tanh", "logistic", "identity"), "tanh")
    w: float = real(-2.5, 2.5, 0.6, step=0.05)
    T: int = integer(4, LONGEST, 16)
    vin: float = real(0.1, 3.0, 1.0, step=0.1, place="more")
    at: tuple[int, ...] = integers(
        1, LONGEST, (2, 8, 14), longest=LONGEST, until="T", place="placed"
    )
    word: str = line(WORD, longest=LONGEST, place="placed")
    tab: str = choice(("unit", "sentence"), "unit", place="placed")
    noun: str = choice(NOUNS, "cat", place="placed")
    gap: int = stops(GAPS, 3, place="placed")
    words: int = integer(1, 9999, 1, box=True, place="placed")


SETTINGS = Settings(
    PAGE,
    LoopValues,
    presets=(
        Preset("forgets", {"feed": "spikes", "act": "tanh", "w": 0.6, "at": (2, 8, 14)}),
        Preset("remembers", {"feed": "spikes", "act": "identity", "w": 1.0, "at": (2, 8, 14)}),
        Preset("latches", {"feed": "spikes", "act": "tanh", "w": 2.0, "at": (2,)}),
        Preset("full", {"feed": "spikes", "act": "tanh", "w": 2.0, "at": (2, 8, 14)}),
        Preset("oscillates", {"feed": "spikes", "act": "tanh", "w": -1.5, "at": (2,)}),
        Preset("word", {"feed": "word", "act": "tanh", "w": 0.8, "word": WORD}),
    ),
    tabs={"sentence": ("noun", "gap", "words")},
)


class Feed(NamedTuple):
    """What the unit is fed: inputs (T, I), a weight for each, and the letters of a word."""

    xs: Array
    weights: Array
    symbols: tuple[str, ...] = ()


@dataclass(frozen=True)
class MemoryRun:
    """The unit's run on its input, and without each part of it."""

    memory: Ablation
    feed: Feed


def feed(values: LoopValues) -> Feed:
    """What the settings feed the unit; a word that cannot be read is replaced."""
    if values.feed == "word":
        text = legible(values.word, WORD, "symbols")
        task = TASKS["typed"](text=text, kind="symbols")
        weights = values.vin * letter_weights(task.inputs)
        return Feed(padded(task.single(0).xs, values.T), weights, task.symbols)
    return Feed(spikes(values.at, values.T), values.vin * letter_weights(1))


def measure(values: LoopValues) -> MemoryRun:
    """The run that the settings describe."""
    fed = feed(values)
    return MemoryRun(remember(unit(values.w, fed.weights, values.act), fed.xs), fed)
