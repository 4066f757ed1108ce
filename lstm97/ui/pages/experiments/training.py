"""Training on the experiments' page: watched live, stopped, gone on with, and gone back in.

The link says how far a reader has come, and the shelf has what was learnt on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstm97.analysis.flow.race import Lap
from lstm97.engine import Params
from lstm97.figures.lanes import ROLES
from lstm97.figures.scene import Scene
from lstm97.paper.learn.feed import BLOCK
from lstm97.paper.run.demonstration import Learning, Progress
from lstm97.ui.base.courses import Course, Shelf, thinned
from lstm97.ui.base.curves import curves
from lstm97.ui.base.numbers import whole
from lstm97.ui.base.text import listed, t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson import training as live
from lstm97.ui.lesson.stage import LiveStage
from lstm97.ui.link.settings import Values
from lstm97.ui.pages.experiments import learnt as experiments_learnt
from lstm97.ui.pages.experiments import view as experiments
from lstm97.ui.pages.experiments.view import PAGE, SETTINGS

STAGE_TICK = 0.15  # seconds between two pictures of the stage, which are dear
BOXES_TICK = 0.6  # seconds between two words in the boxes, which have to be read
SHOWN = 60  # snapshots to go back to, and marks on a curve
SHELF: Shelf[Progress] = Shelf(live.KEPT)  # blocks of all sessions together
SIDES = {"lstm97": 0, "rnn": 1}  # rows of a snapshot's arrays


def course_of(values: Values) -> Course[Progress]:
    """The training of these conditions, as far as any session has watched it."""
    name, lag, seed, trials = _key(values)

    def begin() -> Course[Progress]:
        learning = Learning(name, lag, seed=seed, trials=trials)
        steps = ((snapshot.sequences, snapshot) for snapshot in learning)
        return Course(steps, BLOCK, learning.release)

    return SHELF.course((name, lag, seed, trials), begin)


def training(values: Values) -> live.Training[Progress]:
    """All trials of these settings in training."""
    most = experiments.most(values)
    return live.Training(SETTINGS, _key(values), partial(course_of, values), most)


def _key(values: Values) -> tuple[str, int, int, int]:
    """All that decides a training; a length that is idle does not."""
    lag = experiments.FIXED_LAG.get(values.experiment, int(values.lag))
    return values.experiment, lag, int(values.seed), int(values.trials)


def nets(values: Values) -> dict[str, Params]:
    """Both nets of the first trial at the moment to be shown; does not return while training."""
    ours = training(values)
    trained = ours.granted(int(values.trained))
    past = [snapshot for _, snapshot in ours.past(trained)]
    full = course_of(values).ends_at(trained)
    place = ours.buttons(_state(past[-1]), trained, back="restart", full=full)
    if place:
        _train(values, past[-1], place)
    if trained:
        _charts()(past)
    else:
        st.empty()
    said = _outcome(values, past[-1])
    if trained >= ours.most:
        said += f"\n\n:gray[{t(f'{PAGE}.training.full', most=whole(ours.most))}]"
    if said:
        lesson.text(said)
    else:
        st.empty()
    return _pair(_moment(past))


def _pair(moment: Progress) -> dict[str, Params]:
    return {"rnn": moment.rival, "lstm97": moment.lstm}


def _train(values: Values, begun: Progress, place: DeltaGenerator) -> None:
    """Train until the reader stops, or every trial has ended, drawing as it goes.

    Charts and stage stand where they stand at rest, or the browser would have to make them anew.
    """
    charts = _charts()
    for _ in ("outcome", "moment"):
        st.empty()
    boxes = experiments_learnt.boxes(values)

    def laps_of(snapshot: Progress) -> dict[str, Lap]:
        return experiments_learnt.laps_of(values, _pair(snapshot))

    def scene_of(snapshot: Progress) -> Scene:
        return experiments_learnt.scene(values, laps_of(snapshot))

    def fill(snapshot: Progress) -> None:
        experiments_learnt.fill(values, laps_of(snapshot), boxes)

    fill(begun)
    stage = LiveStage(scene_of(begun), key=f"{PAGE}/stage")
    training(values).watch(
        place,
        lambda _, snapshot: _state(snapshot),
        (live.TICK, lambda past: charts([snapshot for _, snapshot in past])),
        (STAGE_TICK, lambda past: stage.show(scene_of(past[-1][1]))),
        (BOXES_TICK, lambda past: fill(past[-1][1])),
    )


def _charts() -> Callable[[Sequence[Progress]], None]:
    """Two charts of a run, to be drawn again and again with new data."""
    names = {side: t(f"lanes.networks.{side}") for side in SIDES}
    kinds = ("error", "right")
    charts = curves(f"{PAGE}.chart", kinds, {name: ROLES[side] for side, name in names.items()})

    def draw(past: Sequence[Progress]) -> None:
        marks = thinned(past[1:], SHOWN)
        places = [snapshot.sequences for snapshot in marks]
        values = {kind: np.array([getattr(one, kind) for one in marks]) for kind in kinds}
        charts({
            kind: {name: (places, found[:, SIDES[side]]) for side, name in names.items()}
            for kind, found in values.items()
        })  # fmt: skip

    return draw


def _outcome(values: Values, last: Progress) -> str:
    """How many sequences it took, beside what the reader had said; empty if none has succeeded."""
    solved = sorted(one for one in last.solved if one is not None)
    if not solved:
        return ""
    said = lesson.prediction(PAGE, "count", values.experiment)
    return t(
        f"{PAGE}.outcome.{'said' if said else 'plain'}",
        solved=len(solved),
        trials=len(last.solved),
        counts=listed(whole(one) for one in solved),
        guess=t(f"{PAGE}.predict.count.{said}") if said else "",
    )


def _moment(past: Sequence[Progress]) -> Progress:
    """A moment of the run, by its number of sequences; the newest unless the reader goes back."""
    if len(past) < 2:
        st.empty()
        return past[-1]
    moments = {snapshot.sequences: snapshot for snapshot in thinned(past, SHOWN)}
    newest = past[-1].sequences
    label, key = t(f"{PAGE}.snapshot"), f"{PAGE}/snapshot/{newest}"
    return moments[st.select_slider(label, list(moments), newest, key=key)]


def _state(snapshot: Progress) -> str:
    return t(
        f"{PAGE}.training.state",
        sequences=snapshot.sequences,
        solved=sum(count is not None for count in snapshot.solved),
        trials=len(snapshot.solved),
    )
