"""What is said of the dial and of the stream: sentences with the predicates that make them true."""

from __future__ import annotations

from typing import Any

import numpy as np

from lstm97.analysis.since import continual, forgetting
from lstm97.analysis.since.continual import Life, Stream
from lstm97.analysis.since.forgetting import Fade
from lstm97.ui.base.numbers import remainder, share, signed, size, whole

EXACT = 1e-9  # a relative difference that is rounding
LEAST = 1e-290  # below it numbers lose their digits
LEVEL = 0.1  # of an error is left where a line looks level on an axis of eighteen decades
FLAT = 0.1  # a slope below this share of the largest is that of a saturated unit

Sentence = tuple[str, dict[str, Any]]


def on_paper(bias: float, least: float) -> str:
    """The depth that the bias alone promises, in whole steps."""
    return whole(forgetting.depth_on_paper(bias, least))


def off(fade: Fade) -> float:
    """The largest relative difference between the measured curve and the product of the gates."""
    curve = fade.reaches["lstm2000"].curve
    known = curve > LEAST
    return float(np.abs(fade.gates[known] / curve[known] - 1).max())


def of_dial(fade: Fade, least: float) -> list[Sentence]:
    """How far the error gets, by which gates, and what the cell without the gate keeps."""
    new, old = fade.reaches["lstm2000"], fade.reaches["lstm97"]
    bias = fade.dial.bias
    told: list[Sentence] = [
        ("bias", {"b": signed(bias), "keep": size(forgetting.keep(bias), 3), "share": share(least),
                  "paper": on_paper(bias, least), "depth": new.depth, "steps": fade.steps - 1}),
    ]  # fmt: skip
    told.append(("product" if off(fade) < EXACT else "apart", {"off": size(off(fade))}))
    if fade.dial.gradient == "truncated":
        told.append(
            ("leak" if new.retention > LEVEL else "dies", {"left": remainder(new.retention)})
        )
    told.append(("exact" if old.retention == 1 else "old", {"left": remainder(old.retention)}))
    return [(slug, filled if slug != "exact" else {}) for slug, filled in told]


def adds_up(life: Life, stream: Stream) -> bool:
    """Whether the state at the end of each episode is the sum of all values stored so far."""
    given = continual.draw(stream)
    stored = 2 * np.tanh(continual.STORE * given.targets[stream.ends, 0] / 2)  # g of what came in
    return bool(np.abs(life.state[stream.ends] - np.cumsum(stored)).max() < 0.02)


def of_stream(lives: dict[str, Life], stream: Stream) -> list[Sentence]:
    """What becomes of both states, of the slope at the exit, and of the error."""
    old, new = lives["lstm97"], lives["lstm2000"]
    slope = float(old.slope[-1])
    told: list[Sentence] = []
    if adds_up(old, stream):
        told.append(("adds", {"episodes": stream.episodes, "drift": size(old.drift)}))
    entered = {
        "slope": size(slope),
        "enters": size(float(old.error[-1])),
        "into": size(float(new.error[-1])),
    }
    told.append(("flat" if slope < FLAT else "steep", entered))
    survives = size(continual.reset(new, stream))
    told.append(("resets", {"survives": survives, "kept": size(float(new.drift))}))
    if blames(old, new, stream):
        told.append(("blame", {}))
    return told


def blames(old: Life, new: Life, stream: Stream) -> bool:
    """Whether the error goes back through all episodes in one cell and stops in the other."""
    before = int(stream.starts[-1]) - 1
    return bool(old.error[0] == old.error[-1] and new.error[before] < 0.01 * new.error[-1])
