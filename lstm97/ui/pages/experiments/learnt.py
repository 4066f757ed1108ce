"""What nets have learnt of an experiment, on one test sequence: in two boxes, and on the stage."""

from __future__ import annotations

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstm97.analysis import retention
from lstm97.analysis.flow.race import Lap, run_race
from lstm97.engine import TRUNCATED, Params
from lstm97.figures.experiment import experiment_scene
from lstm97.figures.scene import Scene
from lstm97.tasks import Sequences, Task
from lstm97.tasks.sequences import Bools
from lstm97.ui.base.numbers import size
from lstm97.ui.base.text import sentences, t
from lstm97.ui.lesson.stage import stage
from lstm97.ui.link import address
from lstm97.ui.link.settings import Values
from lstm97.ui.pages.experiments.view import PAGE, SEQUENCES, SETTINGS, task_of, test_sequence


def show(values: Values, nets: dict[str, Params]) -> None:
    """The nets on the test sequence, at rest."""
    place, laps = boxes(values), laps_of(values, nets)
    fill(values, laps, place)
    stage(scene(values, laps), key=f"{PAGE}/stage")


def boxes(values: Values) -> DeltaGenerator:
    """The button for another sequence and, below it, the place for what was learnt."""
    another(values)
    return st.empty()


def laps_of(values: Values, nets: dict[str, Params]) -> dict[str, Lap]:
    """What the nets do with the test sequence."""
    return run_race(nets, test_sequence(values), cuts=TRUNCATED)


def fill(values: Values, laps: dict[str, Lap], place: DeltaGenerator) -> None:
    """Say in the boxes what was learnt."""
    with place.container():
        _learnt(task_of(values), test_sequence(values), laps)


def another(values: Values) -> None:
    """A button that brings the next test sequence; nets and training stay as they are."""
    following = int(values.sequence) % SEQUENCES + 1
    st.button(
        t(f"{PAGE}.another"),
        icon=":material/shuffle:",
        key=f"{PAGE}/another",
        type="tertiary",
        on_click=lambda: address.keep(SETTINGS, {"sequence": following}),
    )


def _learnt(task: Task, sequence: Sequences, shown: dict[str, Lap]) -> None:
    """What each net answers, how far its error gets, and what the LSTM lets into its cells."""
    for column, (side, lap) in zip(st.columns(2, border=True), shown.items(), strict=True):
        told = [_verdict(task, sequence, lap), _reach(lap)]
        if side == "lstm97":
            told.append(_kept(lap, task.relevant(sequence)))
        with column:
            said = retention.answer(task, sequence, lap.trace.y_k)
            st.metric(t(f"{PAGE}.learnt.label", network=t(f"lanes.networks.{side}")), said)
            st.caption("  \n".join(told))


def _verdict(task: Task, sequence: Sequences, lap: Lap) -> str:
    """Whether the answer is right: as the paper's criterion asks for it, or at least in itself."""
    asked = retention.wanted(task, sequence)
    if bool(task.correct(lap.trace.y_k, sequence)):
        return t(f"{PAGE}.learnt.right")
    if retention.answer(task, sequence, lap.trace.y_k) == asked:
        return t(f"{PAGE}.learnt.near")
    return t(f"{PAGE}.learnt.wrong", wanted=asked)


def _reach(lap: Lap) -> str:
    return t(f"{PAGE}.learnt.depth", depth=lap.reach.depth, steps=lap.trace.steps - 1)


def _kept(lap: Lap, marked: Bools) -> str:
    """How much more is written to the cells at the marked steps than at others."""
    times = retention.preference(lap.trace, marked)
    if not np.isfinite(times):
        return t(f"{PAGE}.learnt.nothing")
    return t(f"{PAGE}.learnt.kept", times=size(times))


def scene(values: Values, shown: dict[str, Lap]) -> Scene:
    """The stage of one moment."""
    depths = sentences(
        t(
            f"{PAGE}.summary",
            network=t(f"lanes.networks.{side}"),
            depth=lap.reach.depth,
            steps=lap.trace.steps - 1,
        )
        for side, lap in shown.items()
    )
    return experiment_scene(task_of(values), test_sequence(values), shown, t, depths)
