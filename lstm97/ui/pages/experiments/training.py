"""Training on the experiments' page: watched live, stopped, gone on with, and gone back in.

The link says how far a reader has come, and the shelf has what was learnt on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstm97.analysis.flow.race import Lap
from lstm97.engine import Params
from lstm97.figures.lanes import ROLES
from lstm97.figures.scene import Scene
from lstm97.paper.learn.feed import BLOCK
from lstm97.paper.run.demonstration import Progress, learn
from lstm97.ui.base.courses import Course, Shelf, thinned
from lstm97.ui.base.curves import curves
from lstm97.ui.base.numbers import whole
from lstm97.ui.base.text import listed, t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson import training as live
from lstm97.ui.lesson.stage import LiveStage
from lstm97.ui.link import address
from lstm97.ui.link.settings import Values
from lstm97.ui.pages.experiments import learnt as experiments_learnt
from lstm97.ui.pages.experiments import view as experiments
from lstm97.ui.pages.experiments.view import PAGE, SETTINGS

STAGE_TICK = 0.15  # seconds between two pictures of the stage, which are dear
BOXES_TICK = 0.6  # seconds between two words in the boxes, which have to be read
SHOWN = 60  # snapshots to go back to, and marks on a curve
SHELF: Shelf[Progress] = Shelf(6000)  # blocks of all sessions together
SIDES = {"lstm97": 0, "rnn": 1}  # rows of a snapshot's arrays
PLACE = f"{PAGE}/place"


def course_of(values: Values) -> Course[Progress]:
    """The training of these conditions, as far as any session has watched it."""
    name, lag, seed, trials = _key(values)

    def source() -> Iterator[tuple[int, Progress]]:
        for snapshot in learn(name, lag, seed=seed, trials=trials):
            yield snapshot.sequences, snapshot

    return SHELF.course((name, lag, seed, trials), lambda: Course(source(), BLOCK))


def _key(values: Values) -> tuple[str, int, int, int]:
    """All that decides a training; a length that is idle does not."""
    lag = experiments.FIXED_LAG.get(values.experiment, int(values.lag))
    return values.experiment, lag, int(values.seed), int(values.trials)


def nets(values: Values) -> dict[str, Params]:
    """Both nets of the first trial at the moment to be shown; does not return while training."""
    course, most = course_of(values), experiments.most(values)
    trained = live.granted(SETTINGS, _key(values), int(values.trained), most)
    past = [snapshot for _, snapshot in live.again(PAGE, course, trained)]
    place = live.buttons(
        PAGE,
        _state(past[-1]),
        start=lambda: _start(trained),
        stop=_stop,
        back=("restart", _reset) if trained else None,
        full=trained >= most or course.ends_at(trained),
    )
    if place:
        _train(values, course, place)
    if trained:
        _charts()(past)
    else:
        st.empty()
    said = _outcome(values, past[-1])
    if trained >= most:
        said += f"\n\n:gray[{t(f'{PAGE}.training.full', most=whole(most))}]"
    if said:
        lesson.text(said)
    else:
        st.empty()
    return _pair(_moment(past))


def _pair(moment: Progress) -> dict[str, Params]:
    return {"rnn": moment.rival, "lstm97": moment.lstm}


def _train(values: Values, course: Course[Progress], place: DeltaGenerator) -> None:
    """Train until the reader stops, or every trial has ended, drawing as it goes.

    Charts and stage stand where they stand at rest, or the browser would have to make them anew.
    """
    charts, begun = _charts(), int(st.session_state.get(PLACE, 0))
    for _ in ("outcome", "moment"):
        st.empty()
    past = [snapshot for _, snapshot in course.upto(begun)]

    boxes = experiments_learnt.boxes(values)

    def laps_of(snapshot: Progress) -> dict[str, Lap]:
        return experiments_learnt.laps_of(values, _pair(snapshot))

    def scene_of(snapshot: Progress) -> Scene:
        return experiments_learnt.scene(values, laps_of(snapshot))

    def fill(snapshot: Progress) -> None:
        experiments_learnt.fill(values, laps_of(snapshot), boxes)

    fill(past[-1])
    stage = LiveStage(scene_of(past[-1]), key=f"{PAGE}/stage")

    def tell(snapshot: Progress) -> None:
        place.caption(_state(snapshot))
        charts([*past, snapshot])

    told = live.paced(live.TICK, tell)
    staged = live.paced(STAGE_TICK, lambda snapshot: stage.show(scene_of(snapshot)))
    filled = live.paced(BOXES_TICK, fill)
    for sequences, snapshot in live.watched(course, begun, experiments.most(values)):
        told(snapshot)
        staged(snapshot)
        filled(snapshot)
        if sequences % BLOCK == 0:
            past.append(snapshot)
            st.session_state[PLACE] = sequences
    _stop()
    st.rerun()


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


def _start(trained: int) -> None:
    st.session_state[PLACE] = trained
    live.run(PAGE, True)


def _stop() -> None:
    live.run(PAGE, False)
    address.keep(SETTINGS, {"trained": st.session_state.get(PLACE, 0)})


def _reset() -> None:
    address.keep(SETTINGS, {"trained": 0})
