"""The settings of the page on the scissors, and the network, sequence and cuts they describe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from lstm97.analysis.scissors import training as course
from lstm97.analysis.scissors import truncation as scissors
from lstm97.analysis.scissors.truncation import EDGES, Cutting, Turn
from lstm97.tasks import Sequences, join
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.link.record import Record, choice, integer, real, stops, toggle
from lstm97.ui.link.settings import Preset, Settings

PAGE = "scissors"
Tab = Literal["cuts", "paths", "learn", "cost"]
TABS: tuple[Tab, ...] = ("cuts", "paths", "learn", "cost")
TRAINED_NETS = ("untrained", "halfway", "truncated", "full")
OPEN = {"net_in": False, "net_out": False, "net_c": False}


@dataclass(frozen=True)
class ScissorsValues(Record):
    """What a reader may cut, and in which network."""

    net_in: bool = toggle()
    net_out: bool = toggle()
    net_c: bool = toggle()
    net: str = choice(TRAINED_NETS, "truncated")
    seed: int = integer(course.SEEDS[0], course.SEEDS[-1], 7, place="more")
    length: int = stops((20, 30, 50, 100, 200), course.LENGTH, place="more")
    scale: float = real(0.05, 3.0, course.SCALE, step=0.05, place="more")
    input_bias: float = real(-6.0, 2.0, course.INPUT_BIAS, step=0.5, place="more")
    tab: Tab = choice(TABS, "cuts", place="placed")
    first: int = integer(31, 9990, 31, box=True, place="placed")
    trained: int = integer(0, course.LONGEST, 0, step=course.EVERY, box=True, place="placed")


def idle(values: ScissorsValues) -> set[str]:
    """How weights are drawn matters only while nothing is learnt."""
    return set() if values.net == "untrained" else {"scale", "input_bias"}


SETTINGS = Settings(
    PAGE,
    ScissorsValues,
    presets=(
        Preset("open", OPEN),
        Preset("paper", {edge: True for edge in EDGES}),
        Preset("gates", OPEN | {"net_in": True, "net_out": True}),
        Preset("loud", OPEN | {"net": "untrained", "scale": 2.0}),
    ),
    idle=idle,
    tabs={"learn": ("first", "trained")},
)


@dataclass(frozen=True, eq=False)
class CutRun:
    """One network's error as the reader cuts it; ``net`` is its stage of learning."""

    net: str
    cutting: Cutting


def sequence(seed: int, length: int) -> Sequences:
    """The sequence on screen; no network has been taught on it."""
    return course.task(length).single(seed, 97, 1)


def run(values: ScissorsValues) -> CutRun:
    """The network and the sequence that the settings name, and its errors as they are cut."""
    params = course.network(values.net, values.seed, values.scale, values.input_bias)
    cuts = frozenset(edge for edge in EDGES if values[edge])
    shown = sequence(values.seed, values.length)
    return CutRun(values.net, scissors.cut(params, shown, cuts))


def network(values: ScissorsValues) -> str:
    """What the network of a guess is, whatever is cut."""
    drawn = () if idle(values) else (values.scale, values.input_bias)
    return " ".join(map(str, (values.net, values.seed, values.length, *drawn)))


@wrap_pure
def turns(length: int, scale: float, bias: float) -> dict[str, Turn]:
    """The paper's gradient beside the full one, for thirty networks at each stage of learning."""
    draws = [
        course.task(length).draw(1, rng=np.random.default_rng([seed, 97, 1]))
        for seed in course.SEEDS
    ]
    sequences = join(draws)
    return {
        net: scissors.turns(course.networks(net, scale, bias), sequences) for net in TRAINED_NETS
    }


def page_turns(values: ScissorsValues) -> Mapping[str, Turn]:
    """`turns` under the settings of the page."""
    return turns(values.length, values.scale, values.input_bias)
