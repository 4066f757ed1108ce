"""What each stage of the lesson measures, by the pages' own functions in the stage's own state.

A teacher reads here beforehand the same numbers that the class will see on the wall.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from lstm97.analysis.cell import valve_game
from lstm97.analysis.flow.race import Lap
from lstm97.ui.base.cached import wrap_pure
from lstm97.ui.base.numbers import signed, size
from lstm97.ui.lesson.plan import STAGES
from lstm97.ui.link.settings import Settings, V, decode
from lstm97.ui.pages.bptt import net as bptt_net
from lstm97.ui.pages.bptt import view as bptt
from lstm97.ui.pages.carousel import view as carousel
from lstm97.ui.pages.error_race import conditions as race
from lstm97.ui.pages.error_race.conditions import RaceValues
from lstm97.ui.pages.memory_cell import view as memory_cell
from lstm97.ui.pages.myths import view as myths
from lstm97.ui.pages.recurrent_network import view as recurrent_network
from lstm97.ui.pages.vanishing_exploding import view as vanishing

Numbers = dict[str, str]


def stage_values(settings: Settings[V], query: Mapping[str, str], **changed: object) -> V:
    """The settings that a stage's link asks for, some of them changed in the course of it."""
    values = decode(settings, {name: [value] for name, value in query.items()}).values
    return values.changed(**changed)


def _unit(query: Mapping[str, str]) -> Numbers:
    """What a fading unit still knows, and then a linear one with a loop of 1."""
    fading = recurrent_network.measured(stage_values(recurrent_network.SETTINGS, query)).memory
    linear = recurrent_network.measured(
        stage_values(recurrent_network.SETTINGS, query, act="identity", w=1.0)
    ).memory
    return {
        "made": size(float(fading.made[0])),
        "left": size(float(fading.left[0])),
        "kept": str(int(fading.remembered.sum())),
        "inputs": str(len(fading.steps)),
        "linear": size(float(linear.left[0])),
    }


def _by_hand(query: Mapping[str, str]) -> Numbers:
    """The step that adds most to the gradient, and what is left of the error at the first."""
    found = bptt.facts(bptt_net.run(stage_values(bptt_net.SETTINGS, query)))
    return {name: str(found[name]) for name in ("largest", "share", "total", "kept")}


def _fading(query: Mapping[str, str]) -> Numbers:
    """How far the error of a logistic network gets, and how a linear unit's grows."""
    values = stage_values(vanishing.SETTINGS, query)
    run = vanishing.measured(vanishing.setup(values), values.share)
    loud = stage_values(vanishing.SETTINGS, query, act="identity", size=1.1, n=1, T=100)
    grown = vanishing.measured(vanishing.setup(loud), loud.share)
    return {
        "depth": str(run.reach.depth),
        "steps": str(run.trace.steps - 1),
        "left": size(float(run.largest[0])),
        "far": str(grown.trace.steps - 1),
        "grown": size(float(grown.largest[0])),
    }


def _loops(query: Mapping[str, str]) -> Numbers:
    """What is left after a thousand steps at a loop just below 1, at 1, and just above."""
    values = stage_values(carousel.SETTINGS, query)
    run = carousel.loops(values)
    below, beside = run.yours, run.beside
    return {
        "steps": str(below.steps - 1),
        "below": size(below.kept),
        "exact": size(beside[1.0].kept),
        "above": size(beside[1.01].kept),
    }


def _gates(query: Mapping[str, str]) -> Numbers:
    """The score with all gates open, and with each open at one step only."""
    values = stage_values(memory_cell.SETTINGS, query)
    rng = np.random.default_rng(values.seed)
    puzzle = valve_game.puzzle(values.T, values.size, rng=rng)
    ajar = valve_game.play(puzzle, values.inn, values.out)
    kept = valve_game.play(puzzle, (puzzle.mark + 1,), (puzzle.steps,))
    return {
        "points": f"{ajar.score:.0f}",
        "answer": signed(round(float(ajar.answer[0]), 2)),
        "wanted": signed(round(float(puzzle.targets[-1, 0]), 2)),
        "mark": str(puzzle.mark + 1),
        "last": str(puzzle.steps),
        "best": f"{kept.score:.0f}",
    }


def _race(query: Mapping[str, str]) -> Numbers:
    """How far both errors get; then the LSTM's with the full gradient, and with the paper's."""
    short = {side: lap.reach for side, lap in raced(stage_values(race.SETTINGS, query)).items()}
    uncut = next(one for one in race.SETTINGS.presets if one.slug == "uncut").values
    full = raced(stage_values(race.SETTINGS, query, **uncut))
    cut = raced(stage_values(race.SETTINGS, query, **{**uncut, "gradient": "truncated"}))
    return {
        "steps": str(short["lstm97"].source),
        "rnn": str(short["rnn"].depth),
        "rnn_kept": size(short["rnn"].kept),
        "lstm": str(short["lstm97"].depth),
        "lstm_kept": size(short["lstm97"].kept),
        "full_kept": size(full["lstm97"].reach.kept, 3),
        "cut_kept": size(cut["lstm97"].reach.kept, 3),
    }


def raced(values: RaceValues) -> dict[str, Lap]:
    """The race that the main screen shows for these settings, before any training."""
    conditions = race.conditions(values)
    where = race.entering(values, len(race.sequence_of(conditions).xs))
    return race.laps(conditions, race.untrained(conditions), where, values.share)


def _myth(query: Mapping[str, str]) -> Numbers:
    return myths.figures(query["show"])


_MEASURES: dict[str, Callable[[Mapping[str, str]], Numbers]] = {
    "recurrent-network": _unit,
    "bptt": _by_hand,
    "vanishing-exploding": _fading,
    "carousel": _loops,
    "memory-cell": _gates,
    "error-race": _race,
    "myths": _myth,
}


def _everything() -> dict[str, Numbers]:
    return {stage.page: _MEASURES[stage.page](stage.query) for stage in STAGES}


measured = wrap_pure(_everything, entries=1)
