"""What is said of a race: each sentence with the predicate that makes it true."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from lstm97.analysis import retention
from lstm97.analysis.flow.race import Lap
from lstm97.analysis.flow.reach import Reach
from lstm97.analysis.problem.hochreiter import recurrent_weights, spectral_radius
from lstm97.engine.health import Symptom, steepness
from lstm97.ui.base.numbers import decimals, share, size, whole
from lstm97.ui.base.text import language, prose, t
from lstm97.ui.pages.error_race import conditions as race
from lstm97.ui.pages.error_race.conditions import PAGE, RaceConditions

MUCH = 2.0  # times as much is written at marked steps: those are what is kept
SMALL = 0.5  # of a spectral radius: far from keeping an error


def is_joined(lap: Lap) -> bool:
    """Whether errors enter before the last one does: they join it, and its size is not its own."""
    return bool(lap.flow.output[: lap.reach.source or 0].any())


def is_overflown(lap: Lap) -> bool:
    """Whether what enters as an error is no number any more: the pass forward has overflowed."""
    source = lap.reach.source
    return source is not None and not np.isfinite(lap.reach.curve[source])


def obstacle(rnn: Lap) -> str:
    """Why the recurrent network has no error that could come back; empty where it has one."""
    if rnn.reach.source is None:
        return "none"
    return "overflow" if is_overflown(rnn) else ""


def reason(slug: str, rnn: Lap, gradient: str) -> str:
    """Which reason holds of the option that does; none where no text would be true."""
    if is_joined(rnn):
        return "fed" if slug in ("both", "rnn") else ""
    return _reason_of_factors(slug, rnn.reach, gradient)


def _reason_of_factors(slug: str, rnn: Reach, gradient: str) -> str:
    """The reason where one error runs back, by what a step multiplies it by."""
    true = {
        "lstm": rnn.factor < 1,
        "both": 0.8 < rnn.factor < 1.25,
        "rnn": gradient == "full",
        "neither": rnn.factor < 1,
    }
    if true[slug]:
        return slug
    return "short" if slug == "both" and rnn.factor <= 0.8 else ""


def remarks(conditions: RaceConditions, laps: Mapping[str, Lap], arrived: float) -> str:
    """What to notice: of fresh networks, or of a trained net and what it does with its gates."""
    told = [_of_side(t(f"lanes.networks.{side}"), lap, arrived) for side, lap in laps.items()]
    if conditions.networks == race.FRESH:
        return "\n".join([*told, radius(conditions, laps["rnn"]), prose(PAGE, "notice")])
    told.append(prose(PAGE, "notice-paper", experiment=conditions.networks))
    return "\n".join([*told, _gates(conditions, laps["lstm97"])])


def _gates(conditions: RaceConditions, lap: Lap) -> str:
    """How much is written to the cells, and how far a gate is open, where it counts or not."""
    marked = race.task_of(conditions).relevant(race.sequence_of(conditions))
    open_there, open_elsewhere = retention.widest(lap.trace, marked)
    times = retention.preference(lap.trace, marked)
    facts = {
        "marked": decimals(open_there, 2),
        "elsewhere": decimals(open_elsewhere, 2),
        "times": size(times),
    }
    return prose(PAGE, f"notice-paper-{'much' if times >= MUCH else 'alike'}", **facts)


def radius(conditions: RaceConditions, lap: Lap) -> str:
    """The recurrent network's spectral radius; of small weights as drawn, what turns it up."""
    W = recurrent_weights(lap.trace.params)
    facts = {"radius": size(spectral_radius(W))}
    drawn = recurrent_weights(race.pair(conditions, conditions.setup.seed)["rnn"])
    if spectral_radius(W) >= SMALL or not np.array_equal(W, drawn):
        return prose(PAGE, "notice-radius", **facts)
    loud = spectral_radius(W) * race.LOUD / conditions.setup.scale
    facts |= {"loud": size(loud), "preset": t(f"{PAGE}.presets.loud")}
    return prose(PAGE, "notice-radius-small", **facts)


def manner(lap: Lap) -> str:
    """How a network's error can be followed: the predicate behind what is said of it."""
    reach = lap.reach
    if reach.source is None:
        return "shut" if lap.trace.loss.any() else "exact"
    if is_overflown(lap):
        return "overflow"
    if reach.source == 0:
        return "first"
    if not np.isfinite(reach.factor):
        return "lost" if reach.curve[reach.source - 1] else "ended"
    return "fed" if is_joined(lap) else "side"


def _of_side(name: str, lap: Lap, arrived: float) -> str:
    """What to notice in one network's error."""
    facts: dict[str, Any] = {"name": name}
    if manner(lap) in ("side", "fed"):
        facts |= {"share": share(arrived), "depth": lap.reach.depth, "steps": lap.reach.source}
    if manner(lap) == "side":
        facts["factor"] = size(lap.reach.factor, 3)
    if manner(lap) == "overflow":
        facts["t"] = next(one.t for one in lap.reach.events if one.kind == "overflow") + 1
    told = prose(PAGE, f"notice-{manner(lap)}", **facts)
    drifts = [event for event in lap.reach.events if event.kind == "drift"]
    return "\n".join([told, *(_drift(name, lap, event) for event in drifts[:1])])


def _drift(name: str, lap: Lap, event: Symptom) -> str:
    """That the state has drifted, with the way to where drift is shown."""
    slope = float(steepness(lap.trace, "s")[event.t].max())
    facts = {"name": name, "state": whole(event.value), "slope": size(slope), "locale": language()}
    return prose(PAGE, "notice-drift", **facts)
