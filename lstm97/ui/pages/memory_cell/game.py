"""The game with the valves: the reader holds the gates, then a trained network does.

The puzzle of a link is always the same, so that two readers can compare their scores.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import numpy as np
import streamlit as st

from lstm97.analysis.cell import valve_game
from lstm97.analysis.cell.valve_game import Play, Puzzle
from lstm97.engine import Params
from lstm97.engine.activations import Array
from lstm97.figures import lanes
from lstm97.figures.lines import Line
from lstm97.figures.palette import Role
from lstm97.figures.scene import AnyLane, Inputs, Scene
from lstm97.ui.base.cached import wrap_pure
from lstm97.ui.base.numbers import signed
from lstm97.ui.base.part import part
from lstm97.ui.base.text import language, prose, t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.link import address
from lstm97.ui.link.controls import control, current
from lstm97.ui.link.settings import Values
from lstm97.ui.pages.memory_cell.view import ALL_STEPS, PAGE, SETTINGS, figure

VALVES = ("inn", "out")


def pose(steps: int, cells: int, seed: int) -> Puzzle:
    """The puzzle of a link."""
    return valve_game.puzzle(steps, cells, rng=np.random.default_rng(seed))


@wrap_pure
def nets() -> dict[int, Params]:
    """The keeper that learned by itself, after so many sequences."""
    return valve_game.from_text(valve_game.FILE.read_text(encoding="utf-8"))


def valves(puzzle: Puzzle) -> None:
    """A row of switches for each gate: at which steps it is open."""
    state = address.current(SETTINGS)
    for name in VALVES:
        if name not in state.hide:
            _valve(name, puzzle, locked=name in state.lock)
    with st.container(horizontal=True):
        _all_at_once("open", ALL_STEPS, ALL_STEPS)
        _all_at_once("shut", (), ())
        _all_at_once("keeper", (puzzle.mark + 1,), (puzzle.steps,))


def _valve(name: str, puzzle: Puzzle, *, locked: bool) -> None:
    key = f"{PAGE}/{name}/{language()}/{puzzle.steps}"
    steps = [*range(1, puzzle.steps + 1)]
    shown = [step for step in address.current(SETTINGS).values[name] if step in steps]
    if key not in st.session_state or sorted(st.session_state[key]) != shown:
        st.session_state[key] = shown
    st.pills(
        t(f"memory-cell.settings.{name}.label"),
        steps,
        selection_mode="multi",
        format_func=partial(_step_name, puzzle.mark + 1),
        help=t(f"memory-cell.settings.{name}.help"),
        key=key,
        disabled=locked,
        on_change=_turned,
        args=(name, key, puzzle.steps),
    )


def _step_name(marked: int, step: int) -> str:
    return f"▼{step}" if step == marked else str(step)


def _turned(name: str, key: str, steps: int) -> None:
    """Keep what was turned, and the gate as it was beyond the end of a sequence made shorter."""
    beyond = [step for step in address.current(SETTINGS).values[name] if step > steps]
    address.keep(SETTINGS, {name: tuple(sorted([*st.session_state[key], *beyond]))})


def _all_at_once(slug: str, inn: Iterable[int], out: Iterable[int]) -> None:
    st.button(
        t(f"memory-cell.presets.{slug}"),
        key=f"{PAGE}/all/{slug}",
        on_click=address.keep,
        args=(SETTINGS, {"inn": tuple(inn), "out": tuple(out)}),
    )


def played(values: Values, puzzle: Puzzle) -> Play:
    """The reader's valves on the puzzle; steps beyond the end of the sequence do not count."""
    return valve_game.play(puzzle, values.inn, values.out)


def score_board(play: Play) -> None:
    """The score, what the cell says at the end, and what was wanted; several numbers in small."""
    for column, (name, shown) in zip(st.columns(3), score(play).items(), strict=True):
        label = t(f"memory-cell.score.{name}")
        if " · " in shown:
            column.markdown(f":small[{label}]  \n**{shown}**")
        else:
            column.metric(label, shown)


def score(play: Play) -> dict[str, str]:
    """The same as words: points, answer, wanted."""
    wanted = play.puzzle.targets[-1]
    return {
        "points": f"{play.score:.0f}",
        "answer": _numbers(play.answer),
        "wanted": _numbers(wanted),
    }


def _numbers(values: Array) -> str:
    return " · ".join(signed(round(float(value), 2)) for value in values)


def scene(play: Play) -> Scene:
    """The sequence, the cell at the play-head, its gates and state, and the loss."""
    trace, puzzle = play.flow.trace, play.puzzle
    width = puzzle.values.shape[1]
    inputs = Inputs(
        t("lanes.inputs"),
        values=puzzle.values,
        names=tuple(f"x{i + 1}" if width > 1 else "x" for i in range(width)),
        marks=(puzzle.mark + 1,),
        target=t("lanes.target", answer=_numbers(puzzle.targets[-1])),
    )
    forward: list[AnyLane] = [inputs, lanes.cell_lane(play.flow, t)]
    shown = [*forward, *lanes.forward_lanes(trace, t), lanes.loss_lane(trace, t)]
    networks, start = (lanes.network(trace, t),), puzzle.steps
    return Scene(puzzle.steps, networks, tuple(shown), summary(play), start=start)


def summary(play: Play) -> str:
    """The game in words."""
    return t("memory-cell.words.summary", **score(play))


def rows(play: Play) -> list[dict[str, str]]:
    """A record for each time step: what came, what the gates did, what was kept and said."""
    trace = play.flow.trace
    return [
        {
            "t": f"▼{step + 1}" if step == play.puzzle.mark else str(step + 1),
            t("lanes.inputs"): _numbers(play.puzzle.values[step]),
            t("lanes.values.y_in"): f"{trace.gates.y_in[step, 0]:.2f}",
            t("lanes.values.s"): _numbers(trace.gates.s[step]),
            t("lanes.values.y_out"): f"{trace.gates.y_out[step, 0]:.2f}",
            t("memory-cell.words.said"): _numbers(trace.y_k[step]),
        }
        for step in range(play.puzzle.steps)
    ]


def the_net(puzzle: Puzzle, yours: Play) -> None:
    """The same puzzle for a network that was never told when to open its gates."""
    st.header(t("memory-cell.heads.net"), anchor=False)
    lesson.text(prose(PAGE, "net"))
    part(PAGE, lambda: _trained(puzzle, yours))


def _trained(puzzle: Puzzle, yours: Play) -> None:
    """The network after as much training as the reader chooses."""
    control(SETTINGS, "trained")
    sequences = int(current(SETTINGS).trained)
    net = valve_game.let_play(nets()[sequences], puzzle)
    beside_the_net(yours, net)
    lesson.notice(PAGE, "notice-net", sequences=sequences, **score(net))


def beside_the_net(yours: Play, net: Play) -> None:
    """Both gates over time: the reader's and the trained network's."""
    pair: tuple[tuple[str, Role], ...] = (("y_in", "input_gate"), ("y_out", "output_gate"))
    for column, (gate, role) in zip(st.columns(2), pair, strict=True):
        lines = [
            Line(t("memory-cell.words.yours"), _gate(yours, gate), "neutral"),
            Line(t("memory-cell.words.net"), _gate(net, gate), role),
        ]
        with column:
            st.markdown(f"**{t(f'lanes.values.{gate}')}**")
            figure(f"gate/{gate}", lines, "opening", (0, 1))


def _gate(play: Play, gate: str) -> Array:
    opening: Array = getattr(play.flow.trace.gates, gate)[:, 0]
    return opening
