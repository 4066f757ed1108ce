"""A network that learned the game by itself: its score while it learns, its gates beside yours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st

from lstm97.analysis.cell import schooling, valve_game
from lstm97.analysis.cell.schooling import Openness, Scores
from lstm97.analysis.cell.valve_game import Play
from lstm97.engine import Params
from lstm97.engine.activations import Array
from lstm97.figures.lines import Line
from lstm97.figures.palette import Role
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.numbers import decimals
from lstm97.ui.base.text import t
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View, how_to_read
from lstm97.ui.lesson.proof import prove
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.pages.memory_cell.game import game_run, score
from lstm97.ui.pages.memory_cell.settings import PAGE, SETTINGS, MemoryCellValues
from lstm97.ui.pages.memory_cell.tab_parts import bullets, figure
from lstm97.ui.pages.memory_cell.valves import gate_code, puzzle_code


@wrap_pure
def nets() -> dict[int, Params]:
    """The keeper that learned by itself, after so many sequences."""
    return valve_game.from_text(valve_game.FILE.read_text(encoding="utf-8"))


@wrap_pure
def progress() -> Scores:
    """Its scores on many puzzles while it learned."""
    return schooling.progress(nets())


@dataclass(frozen=True)
class PlayerRun:
    """The trained network on the reader's puzzle, and the reader's own run."""

    trained: int
    net: Play
    yours: Play


def player_run(values: MemoryCellValues) -> PlayerRun:
    """The network after as much training as the reader chooses."""
    yours = game_run(values).play
    trained = int(values.trained)
    return PlayerRun(trained, valve_game.let_play(nets()[trained], yours.puzzle), yours)


def judge(_: PlayerRun) -> Judgement:
    """Whether most of the score comes at once, steadily, or never."""
    seen = progress()
    first, end = seen.leap()
    rise, last = seen.scores[end] - seen.scores[first], seen.scores[-1]
    slug = "never" if last < 50 else "sudden" if rise > last / 2 else "slow"
    told = {
        "first": f"{seen.sequences[first]:.0f}",
        "before": f"{seen.scores[first]:.0f}",
        "last": f"{seen.sequences[end]:.0f}",
        "after": f"{seen.scores[end]:.0f}",
    }
    return Judgement(frozenset({slug}), told)


def picture(view: View[PlayerRun, MemoryCellValues]) -> None:
    """The score over training after the answer; both gates of this network beside the reader's."""
    run, seen = view.run, progress()
    left, right = st.columns(2)
    with left:
        lines = [
            Line(t(f"{PAGE}.words.none"), np.zeros(len(seen.scores)), "bound", x=seen.sequences)
        ]
        if view.revealed:
            here = [seen.scores[int(np.searchsorted(seen.sequences, run.trained))]]
            lines.append(Line(t(f"{PAGE}.words.median"), seen.scores, "lstm", x=seen.sequences))
            lines.append(Line(t(f"{PAGE}.words.here"), here, "target", x=[run.trained]))
        figure("learned/score", lines, "score", (0, 100), x="sequences")
    with right:
        pair: tuple[tuple[str, Role], ...] = (("y_in", "input_gate"), ("y_out", "output_gate"))
        for gate, role in pair:
            lines = [
                Line(t(f"{PAGE}.words.yours"), _gate(run.yours, gate), "neutral"),
                Line(t(f"{PAGE}.words.net"), _gate(run.net, gate), role),
            ]
            figure(f"learned/{gate}", lines, f"opening.{gate}", (0, 1))


def _gate(play: Play, gate: str) -> Array:
    opening: Array = getattr(play.flow.trace.gates, gate)[:, 0]
    return opening


def readings(view: View[PlayerRun, MemoryCellValues]) -> list[Reading]:
    """What both score on this puzzle."""
    told = score(view.run.net)
    says = t(f"{PAGE}.score.said", answer=told["answer"], wanted=told["wanted"])
    return [
        Reading(t(f"{PAGE}.score.net"), told["points"], says),
        Reading(t(f"{PAGE}.score.yours"), score(view.run.yours)["points"]),
    ]


def state(gates: tuple[Openness, Openness]) -> str:
    """Whether both gates have found their steps, one, or none."""
    return ("none", "one", "both")[sum(gate.selective for gate in gates)]


def remarks(view: View[PlayerRun, MemoryCellValues]) -> str:
    """How far each gate is open where it should be and elsewhere, and what that means."""
    run = view.run
    inn, out = schooling.gates(run.net)
    told = {
        "sequences": str(run.trained),
        "mark": decimals(inn.there, 2),
        "other": decimals(inn.elsewhere, 2),
        "end": decimals(out.there, 2),
        "before": decimals(out.elsewhere, 2),
    }
    return bullets([t(f"{PAGE}.says.net", **told), t(f"{PAGE}.says.net_{state((inn, out))}")])


def code(values: MemoryCellValues) -> str:
    """What the trained network scores and answers, and what the reader's switches score."""
    return f"""\
import numpy as np
from lstm97.analysis.cell.valve_game import FILE, from_text, let_play, play, puzzle

{puzzle_code(values)}
found = let_play(from_text(FILE.read_text())[{values.trained:g}], posed)
print(found.score)
print(found.answer[0])
print(play(posed, let_in={gate_code(values, "inn")}, let_out={gate_code(values, "out")}).score)
"""


BENCH = Bench(
    settings=SETTINGS,
    tab="learned",
    controls=("trained",),
    answering=("trained",),
    measure=player_run,
    picture=picture,
    question=Question("learning", ("slow", "sudden", "never"), judge),
    case=lambda values: "",
    code=code,
    readings=readings,
    notice=remarks,
    ghosts=lambda values: False,
    intro="net",
    takeaway="",
    drawers=(
        how_to_read(PAGE, "how-to-read-net"),
        Drawer("proof", "verified", lambda view: prove(
            f"{PAGE}/net", {"lstm97": view.run.net.flow})),
    ),
)  # fmt: skip
