"""The game with the valves: the reader holds both gates of one cell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from lstm97.analysis.cell import valve_game
from lstm97.analysis.cell.valve_game import READ, Play
from lstm97.figures.stage import lanes
from lstm97.figures.stage.scene import AnyLane, CellDiagram, Inputs, Scene
from lstm97.ui.base.numbers import decimals, signed
from lstm97.ui.base.text import prose, t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View, how_to_read
from lstm97.ui.lesson.pictures.unrolling import draw_cell
from lstm97.ui.lesson.proof import prove
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.lesson.stage import bench_stage
from lstm97.ui.pages.memory_cell import sentences
from lstm97.ui.pages.memory_cell.settings import PAGE, SETTINGS, MemoryCellValues
from lstm97.ui.pages.memory_cell.tab_parts import bullets
from lstm97.ui.pages.memory_cell.valves import gate_code, pose, puzzle_code, switches

NEAR = 0.02  # an answer this near to what was wanted is the marked value
ERRORS = (1e-3, 10.0)  # the axis of the error arrows, whatever the reader does
OPEN_ROWS = ("y_in", "y_out", "g", "net_c")  # what gives no answer away


@dataclass(frozen=True)
class GameRun:
    """The reader's run, as the settings say."""

    values: MemoryCellValues
    play: Play


def game_run(values: MemoryCellValues, cells: int = 1) -> GameRun:
    """The reader's valves on the puzzle; steps beyond the end of the sequence do not count."""
    puzzle = pose(values.T, cells, values.seed)
    return GameRun(values, valve_game.play(puzzle, values.inn, values.out))


def judge(run: GameRun) -> Judgement:
    """What a cell says whose gates are open all the time."""
    open_ = valve_game.open_all(run.play.puzzle)
    answer, wanted = float(open_.answer[0]), float(open_.puzzle.targets[-1, 0])
    holds = {
        "value": abs(answer - wanted) < NEAR * abs(wanted),
        "mixture": True,  # the state is the sum of all that came in
        "nothing": abs(answer) < NEAR,
    }
    numbers = {"answer": signed(round(answer, 2)), "wanted": signed(round(wanted, 2))}
    return Judgement(frozenset(slug for slug, true in holds.items() if true), numbers)


def score(play: Play) -> dict[str, str]:
    """Points, answer and what was wanted, as words."""
    return {
        "points": f"{play.score:.0f}",
        "answer": sentences.numbers(play.answer),
        "wanted": sentences.numbers(play.puzzle.targets[-1]),
    }


def readings(view: View[GameRun, MemoryCellValues]) -> list[Reading]:
    """The score, and what the output says at the end."""
    told = score(view.run.play)
    wanted = t("memory-cell.score.wanted", wanted=told["wanted"])
    return [
        Reading(t("memory-cell.score.points"), told["points"]),
        Reading(t("memory-cell.score.answer"), told["answer"], wanted),
    ]


def picture(view: View[GameRun, MemoryCellValues]) -> None:
    """The cell at the play-head; before the answer, the gates and what waits at them."""
    key = f"{PAGE}/stage/{view.revealed}"
    bench_stage(view, lambda run: scene(run.play, view.revealed), key=key)


def scene(play: Play, revealed: bool = True) -> Scene:
    """The sequence, the cell with its gates, and the loss.

    Of one cell the drawing is what the picture is for, of several it is all their states.
    """
    trace, puzzle = play.flow.trace, play.puzzle
    shown: list[AnyLane] = [inputs(play), drawing(play, revealed)]
    if revealed:
        shown += [
            lanes.loss_lane(trace, t),
            *lanes.forward_lanes(trace, t),
            lanes.error_lane(play.flow, t),
        ]
    else:
        shown += lanes.forward_lanes(trace, t, ("y_in", "y_out"))
    said = summary(play) if revealed else t("memory-cell.words.waiting")
    kept = "cell" if len(puzzle.values[0]) == 1 else "units"
    own = tuple(  # one network needs no heading
        replace(lane, network=None, keep=lane.kind == kept and getattr(lane, "part", "s") == "s")
        for lane in shown
    )
    return Scene(puzzle.steps, (), own, said, start=puzzle.steps)


def inputs(play: Play) -> Inputs:
    """The values, a row for each cell of the block, with the marked step."""
    puzzle = play.puzzle
    width = puzzle.values.shape[1]
    return Inputs(
        t("lanes.inputs"),
        values=puzzle.values,
        names=tuple(f"x{i + 1}" if width > 1 else "x" for i in range(width)),
        marks=(puzzle.mark + 1,),
        target=t("lanes.target", answer=sentences.numbers(puzzle.targets[-1])),
    )


def drawing(play: Play, revealed: bool) -> CellDiagram:
    """The cell with the weight that reads it; without what gives the answer away until then."""
    lane = lanes.cell_lane(play.flow, t)
    every = {**lane.gates, "y_k": play.flow.trace.y_k}
    gates = every if revealed else {name: every[name] for name in OPEN_ROWS}
    errors = lane.errors if revealed else {}
    return replace(lane, gates=gates, errors=errors, domain=ERRORS, read=(READ, 0.0), cuts=())


def remarks(view: View[GameRun, MemoryCellValues]) -> str:
    """What is true of this run, and how its output comes about."""
    play = view.run.play
    shown = {
        "shown": signed(round(float(play.flow.trace.gates.y_c[-1, 0]), 4)),
        "weight": signed(READ),
        "answer": signed(round(float(play.answer[0]), 3)),
    }
    return bullets([*sentences.in_words(play, view.values), t(f"{PAGE}.says.read", **shown)])


def summary(play: Play) -> str:
    """The game in words."""
    return t("memory-cell.words.summary", **score(play))


def rows(play: Play) -> list[dict[str, str]]:
    """A record for each time step: what came, what the gates did, what was kept and said."""
    trace = play.flow.trace
    return [
        {
            "t": f"▼{step + 1}" if step == play.puzzle.mark else str(step + 1),
            t("lanes.inputs"): sentences.numbers(play.puzzle.values[step]),
            t("lanes.values.y_in"): decimals(trace.gates.y_in[step, 0], 2),
            t("lanes.values.s"): sentences.numbers(trace.gates.s[step]),
            t("lanes.values.y_out"): decimals(trace.gates.y_out[step, 0], 2),
            t("memory-cell.words.said"): sentences.numbers(trace.y_k[step]),
        }
        for step in range(play.puzzle.steps)
    ]


def words(view: View[GameRun, MemoryCellValues]) -> None:
    """The game in words and numbers."""
    lesson.words_and_rows(summary(view.run.play), rows(view.run.play))


def code(values: MemoryCellValues) -> str:
    """The score, and what the output says at the end."""
    return f"""\
import numpy as np
from lstm97.analysis.cell.valve_game import play, puzzle

{puzzle_code(values)}
found = play(posed, let_in={gate_code(values, "inn")}, let_out={gate_code(values, "out")})
print(found.score)
print(found.answer[0])
"""


def _chain(_: View[GameRun]) -> None:
    lesson.text(prose(PAGE, "chain"))
    draw_cell(PAGE)


QUESTION = Question("open", ("value", "mixture", "nothing"), judge)
BENCH = Bench(
    settings=SETTINGS,
    tab="game",
    controls=(),
    measure=game_run,
    picture=picture,
    question=QUESTION,
    case=lambda values: f"{values.T} {values.seed}",
    dials=partial(switches, QUESTION),
    code=code,
    readings=readings,
    notice=remarks,
    ghosts=lambda values: False,
    drawers=(
        how_to_read(PAGE),
        Drawer("chain", "linear_scale", _chain),
        Drawer("proof", "verified", lambda view: prove(PAGE, {"lstm97": view.run.play.flow})),
        Drawer("words", "notes", words),
    ),
)
