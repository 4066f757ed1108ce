"""Memory blocks: the same two switches carry a value in every cell that shares them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
import streamlit as st

from lstm97.analysis.cell import valve_game
from lstm97.analysis.cell.valve_game import Play
from lstm97.engine import count
from lstm97.engine.lstm97 import Spec
from lstm97.ui.base.text import t
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View, how_to_read
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.lesson.stage import bench_stage
from lstm97.ui.pages.memory_cell.game import game_run, scene
from lstm97.ui.pages.memory_cell.settings import PAGE, SETTINGS, MemoryCellValues
from lstm97.ui.pages.memory_cell.tab_parts import bullets
from lstm97.ui.pages.memory_cell.valves import gate_code, pose, switches

CELLS = 4  # cells, in blocks of each size that divides them


@dataclass(frozen=True)
class BlockRun:
    """The reader's switches on a block, on one cell, and a perfect run of a block of four."""

    size: int
    block: Play
    one: Play
    perfect: Play


def block_run(values: MemoryCellValues) -> BlockRun:
    """The block that the settings describe."""
    puzzle = pose(values.T, CELLS, values.seed)
    perfect = valve_game.keep(puzzle)
    return BlockRun(values.size, game_run(values, values.size).play, game_run(values).play, perfect)


def judge(run: BlockRun) -> Judgement:
    """How many of four values a perfect run keeps, and what it scores."""
    targets = run.perfect.puzzle.targets[-1]
    right = int((np.abs(run.perfect.answer - targets) < 0.01).sum())
    slug = "still" if right == CELLS else "mix" if right == 0 else "one"
    told = {"points": f"{run.perfect.score:.0f}", "kept": str(right), "cells": str(CELLS)}
    return Judgement(frozenset({slug}), told)


def picture(view: View[BlockRun, MemoryCellValues]) -> None:
    """The block at the play-head; one of its cells is drawn, all stand in the lanes."""
    key = f"{PAGE}/block/{view.revealed}"
    bench_stage(view, lambda run: scene(run.block, view.revealed), key=key)


def readings(view: View[BlockRun, MemoryCellValues]) -> list[Reading]:
    """The score of these switches with one cell, and with all of the block."""
    run = view.run
    return [
        Reading(t(f"{PAGE}.score.one"), f"{run.one.score:.0f}"),
        Reading(t(f"{PAGE}.score.block", size=run.size), f"{run.block.score:.0f}"),
    ]


def keeps_all(run: BlockRun) -> bool:
    """Whether the reader's switches keep every value of the block."""
    return run.block.score > 99.95


def remarks(view: View[BlockRun, MemoryCellValues]) -> str:
    """What these switches do to every cell of the block, and what sharing saves."""
    run = view.run
    four, single = (weights(size) for size in (CELLS, 1))
    slug = "block_kept" if keeps_all(run) else "block_lost"
    saved = t(f"{PAGE}.says.block_saves", four=four, single=single)
    return bullets([t(f"{PAGE}.says.{slug}", size=run.size), saved])


def weights(size: int) -> int:
    """Weights of four cells in blocks of a size, as the engine counts them."""
    return count(Spec(2, 1, CELLS // size, size, gates_fed_back=True))


def sharing() -> list[dict[str, str]]:
    """Blocks, gates and weights of four cells in blocks of 1, 2 and 4."""
    told = [
        {"size": size, "blocks": CELLS // size, "gates": 2 * CELLS // size,
         "weights": weights(size)}
        for size in (1, 2, 4)
    ]  # fmt: skip
    return [
        {t(f"{PAGE}.sharing.{head}"): str(value) for head, value in row.items()} for row in told
    ]


def code(values: MemoryCellValues) -> str:
    """The score of the same switches with one cell, and with the block."""
    return f"""\
import numpy as np
from lstm97.analysis.cell.valve_game import play, puzzle

let_in, let_out = {gate_code(values, "inn")}, {gate_code(values, "out")}
for size in (1, {values.size}):
    posed = puzzle({values.T}, size, rng=np.random.default_rng({values.seed}))
    print(play(posed, let_in, let_out).score)
"""


QUESTION = Question("shared", ("still", "one", "mix"), judge)
BENCH = Bench(
    settings=SETTINGS,
    tab="blocks",
    controls=("size",),
    measure=block_run,
    picture=picture,
    question=QUESTION,
    case=lambda values: f"{values.T} {values.seed}",
    dials=partial(switches, QUESTION),
    code=code,
    readings=readings,
    notice=remarks,
    ghosts=lambda values: False,
    intro="blocks",
    takeaway="",
    drawers=(
        how_to_read(PAGE),
        Drawer("sharing", "table", lambda view: st.table(sharing(), hide_index=True)),
    ),
)
