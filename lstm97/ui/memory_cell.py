"""The memory cell's page: the game with the valves, the trained keeper, drift, and abuse.

Game, drift and abuse run the engine's own cell, with the gates where the reader sets them.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import streamlit as st

from lstm97.analysis import abuse, drift, gatekeeper
from lstm97.analysis.abuse import Training
from lstm97.analysis.drift import Drift
from lstm97.analysis.gatekeeper import Play, Puzzle
from lstm97.engine import Params, count, lstm97, lstm97_errors
from lstm97.engine.lstm97 import Spec
from lstm97.figures import lanes
from lstm97.figures.lines import Line, line_chart
from lstm97.figures.palette import Role
from lstm97.figures.scene import AnyLane, Inputs, Scene
from lstm97.ui import lesson, link
from lstm97.ui.cached import wrap_pure
from lstm97.ui.charts import draw
from lstm97.ui.code import Entry
from lstm97.ui.controls import control, current
from lstm97.ui.numbers import signed, size
from lstm97.ui.settings import Choice, Integer, IntList, Number, Scale, Settings, Values
from lstm97.ui.text import language, t
from lstm97.ui.theme import current_palette

PAGE = "memory-cell"
LONGEST = 20
VALVES: dict[str, Role] = {"inn": "input_gate", "out": "output_gate"}
GATE_BIASES = {"ladder": (-1.0, -4.0), "even": (-2.0, -2.0), "strong": (-4.0, -4.0)}
SHARED = 4  # cells, in blocks of each size that divides them

SETTINGS = Settings(
    PAGE,
    main=(
        Integer("T", 6, LONGEST, 12),
        Integer("size", 1, 4, 1),
        Integer("seed", 1, 9999, 1, box=True),
    ),
    placed=(
        IntList("inn", 1, LONGEST, tuple(range(1, 13)), LONGEST),
        IntList("out", 1, LONGEST, tuple(range(1, 13)), LONGEST),
        Scale("trained", (0, 2000, 3000, 3500, 4000, 6000), 6000),
        Number("bias", -6.0, 2.0, -3.0, 0.5),
        Choice("ogb", tuple(GATE_BIASES), "ladder"),
    ),
)
EQUATIONS = (
    Entry(
        "state",
        r"\role{s_c(t)} = s_c(t-1) + y^{in}(t)\,g(net_c(t))",
        "9",
        lstm97.step,
        r"s = state\.s",
        "cell",
    ),
    Entry(
        "in", r"\role{y^{in}(t)} = f(net_{in}(t))", "7", lstm97.step, r"y_in = LOG", "input_gate"
    ),
    Entry(
        "out",
        r"\role{y^{out}(t)} = f(net_{out}(t))",
        "8",
        lstm97.step,
        r"y_out = LOG",
        "output_gate",
    ),
    Entry(
        "shown", r"\role{y^c(t)} = y^{out}(t)\,h(s_c(t))", "9", lstm97.step, r"y_c = per", "signal"
    ),
    Entry(
        "entry",
        r"\frac{\partial y^c(t)}{\partial s_c(t)} = \role{y^{out}(t)\,h'(s_c(t))}",
        "41",
        lstm97_errors.entry,
        r"return",
        "error",
    ),
)


def pose(steps: int, cells: int, seed: int) -> Puzzle:
    """The puzzle of a link."""
    return gatekeeper.puzzle(steps, cells, rng=np.random.default_rng(seed))


@wrap_pure
def nets() -> dict[int, Params]:
    """The keeper that learned by itself, after so many sequences."""
    return gatekeeper.from_text(gatekeeper.FILE.read_text(encoding="utf-8"))


run_drift = wrap_pure(drift.drift)
run_abuse = wrap_pure(abuse.training, entries=16)


def valves(puzzle: Puzzle) -> None:
    """A row of switches for each gate: at which steps it is open."""
    state = link.current(SETTINGS)
    for name in VALVES:
        if name not in state.hide:
            _valve(name, puzzle, locked=name in state.lock)
    with st.container(horizontal=True):
        _all_at_once("open", range(1, puzzle.steps + 1), range(1, puzzle.steps + 1))
        _all_at_once("shut", (), ())
        _all_at_once("keeper", (puzzle.mark + 1,), (puzzle.steps,))


def _valve(name: str, puzzle: Puzzle, *, locked: bool) -> None:
    key = f"{PAGE}/{name}/{language()}/{puzzle.steps}"
    steps = [*range(1, puzzle.steps + 1)]
    shown = [step for step in link.current(SETTINGS).values[name] if step in steps]
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
        args=(name, key),
    )


def _step_name(marked: int, step: int) -> str:
    return f"▼{step}" if step == marked else str(step)


def _turned(name: str, key: str) -> None:
    link.keep(SETTINGS, {name: tuple(sorted(st.session_state[key]))})


def _all_at_once(slug: str, inn: Any, out: Any) -> None:
    st.button(
        t(f"memory-cell.presets.{slug}"),
        key=f"{PAGE}/all/{slug}",
        on_click=link.keep,
        args=(SETTINGS, {"inn": tuple(inn), "out": tuple(out)}),
    )


def played(values: Values, puzzle: Puzzle) -> Play:
    """The reader's valves on the puzzle; steps beyond the end of the sequence do not count."""
    return gatekeeper.play(puzzle, values.inn, values.out)


def score_board(play: Play) -> None:
    """The score, what the cell says at the end, and what was wanted."""
    for column, (name, shown) in zip(st.columns(3), score(play).items(), strict=True):
        column.metric(t(f"memory-cell.score.{name}"), shown)


def score(play: Play) -> dict[str, str]:
    """The same as words: points, answer, wanted."""
    wanted = play.puzzle.targets[-1]
    return {
        "points": f"{play.score:.0f}",
        "answer": _numbers(play.answer),
        "wanted": _numbers(wanted),
    }


def _numbers(values: Any) -> str:
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
    """The same puzzle for the network that was trained for as long as the reader chooses."""
    control(SETTINGS, "trained")
    sequences = int(current(SETTINGS).trained)
    net = gatekeeper.let_play(nets()[sequences], puzzle)
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
            _draw(f"gate/{gate}", lines, "opening", (0, 1))


def _gate(play: Play, gate: str) -> Any:
    return getattr(play.flow.trace.gates, gate)[:, 0]


def sharing() -> list[dict[str, str]]:
    """Weights of four cells in blocks of 1, 2 and 4, as the engine counts them."""
    heads = ("size", "blocks", "gates", "weights")
    return [
        dict(
            zip(
                (t(f"memory-cell.sharing.{head}") for head in heads),
                map(str, (each, SHARED // each, 2 * (SHARED // each), _weights(each))),
                strict=True,
            )
        )
        for each in (1, 2, 4)
    ]


def _weights(each: int) -> int:
    return count(Spec(2, 1, SHARED // each, each, gates_fed_back=True))


def the_drift() -> None:
    """An input gate left half open, beside one with the bias that the reader gives it."""
    if not lesson.predict(PAGE, "drift", ("whole", "tenth", "lost")):
        return
    control(SETTINGS, "bias")
    ajar, cured = run_drift(0.0), run_drift(current(SETTINGS).bias)
    drift_charts(ajar, cured)
    lesson.notice(PAGE, "notice-drift", **drift_numbers(ajar, cured))


def drift_charts(ajar: Drift, cured: Drift) -> None:
    """The state of both cells, and what an error would be scaled by where it enters."""
    names = {ajar.bias: ajar, cured.bias: cured}
    roles: tuple[Role, ...] = ("neutral", "cell")
    columns = st.columns(2)
    for column, (field, log) in zip(columns, (("state", False), ("entry", True)), strict=True):
        lines = [
            Line(t("memory-cell.words.bias", bias=signed(bias)), getattr(run, field), role)
            for (bias, run), role in zip(names.items(), roles, strict=False)
        ]
        with column:
            st.markdown(f"**{t(f'memory-cell.drift.{field}')}**")
            _draw(f"drift/{field}", lines, field, (1e-16, 1) if log else (0, 60), log=log)


def drift_numbers(ajar: Drift, cured: Drift) -> dict[str, str]:
    """What the note on drift puts into its sentences."""
    return {
        "bias": signed(cured.bias),
        "state": size(ajar.state[-1]),
        "entry": size(ajar.entry[-1]),
        "arrives": size(ajar.arrives),
        "cured_state": size(cured.state[-1]),
        "cured_entry": size(cured.entry[-1]),
        "cured_exit": size(cured.exit),
        "cured_arrives": size(cured.arrives),
    }


def the_abuse() -> None:
    """Two cells that are taken for a bias, and the output gates' biases that prevent it."""
    if not lesson.predict(PAGE, "abuse", ("store", "constant", "silent")):
        return
    control(SETTINGS, "ogb")
    free, held = run_abuse((0.0, 0.0)), run_abuse(GATE_BIASES[current(SETTINGS).ogb])
    abuse_charts(free, held)
    lesson.notice(PAGE, "notice-abuse", **abuse_numbers(free, held))


def abuse_charts(free: Training, held: Training) -> None:
    """What each cell adds to the output while training begins, without and with a bias."""
    roles: tuple[Role, ...] = ("cell", "output_gate")
    for column, run in zip(st.columns(2), (free, held), strict=True):
        lines = [
            Line(t("memory-cell.words.part", cell=i + 1), run.parts[:, i], role, x=run.sequences)
            for i, role in enumerate(roles)
        ]
        mean = np.full(len(run.sequences), abuse.MEAN)
        lines.append(Line(t("memory-cell.words.mean"), mean, "target", x=run.sequences))
        with column:
            biases = ", ".join(map(signed, run.biases))
            st.markdown(f"**{t('memory-cell.words.gate_biases', biases=biases)}**")
            _draw(f"abuse/{biases}", lines, "part", (-0.2, 1), x="sequences")


def abuse_numbers(free: Training, held: Training) -> dict[str, str]:
    """What the note on abuse puts into its sentences."""
    return {
        "first": f"{free.parts[-1, 0]:.2f}",
        "second": f"{free.parts[-1, 1]:.2f}",
        "swing": f"{free.swing.max():.2f}",
        "held_first": signed(round(float(held.parts[-1, 0]), 2)),
        "held_second": signed(round(float(held.parts[-1, 1]), 2)),
        "sequences": f"{free.sequences[-1]:.0f}",
        "biases": ", ".join(map(signed, held.biases)),
        "loss": f"{free.loss[-1]:.3f}",
        "held_loss": f"{held.loss[-1]:.3f}",
    }


def _draw(
    key: str,
    lines: list[Line],
    y: str,
    domain: tuple[float, float],
    *,
    log: bool = False,
    x: str = "time",
) -> None:
    look, across, up = current_palette(), t(f"memory-cell.axes.{x}"), t(f"memory-cell.axes.{y}")
    chart = line_chart(lines, look, x=across, y=up, domain=domain, log=log, height=290)
    names = " · ".join(line.name for line in lines)
    draw(chart, key=f"{PAGE}/{key}", alt=f"{up}: {names}")
