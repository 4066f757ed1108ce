"""The experiments on a page: a run that belongs to a session, its curves, and its snapshots.

A run is made of blocks that depend on the seed alone, so a link that says "after 3000 sequences"
leads to the same nets, made again while the reader waits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstm97.analysis.race import Lap, run_race
from lstm97.engine import TRUNCATED, Params
from lstm97.figures.experiment import experiment_scene, sequence_scene
from lstm97.figures.practice import practice_chart
from lstm97.figures.scene import Scene
from lstm97.paper.classroom import NAMES, ROW_OF, Snapshot, learn, parameters, thinned
from lstm97.paper.feed import BLOCK
from lstm97.paper.published import PUBLISHED
from lstm97.paper.results import trained
from lstm97.paper.rows import ROWS
from lstm97.tasks import TASKS, Sequences, Task, pick
from lstm97.ui import lesson, link, live
from lstm97.ui.settings import Choice, Integer, Settings, Values
from lstm97.ui.stage import LiveStage
from lstm97.ui.text import t
from lstm97.ui.theme import current_palette

PAGE = "experiments"
MOST = 60_000  # sequences of training that a link may ask for
TICK, STAGE_TICK = 0.1, 0.5  # seconds between two pictures of curves and stage while learning
RUN = f"{PAGE}/run"
SIDES = {"lstm97": 0, "rnn": 1}  # rows of a snapshot's arrays
FIXED_LAG = ("1",)


def idle(values: Values) -> set[str]:
    """Settings that change nothing as the others stand."""
    if values.net == "paper":
        return {"lag", "trials", "trained"}
    return {"lag"} if values.experiment in FIXED_LAG else set()


SETTINGS = Settings(
    PAGE,
    main=(
        Choice("experiment", NAMES, "6a"),
        Integer("lag", 10, 60, 20),
        Choice("net", ("classroom", "paper"), "classroom"),
    ),
    more=(
        Integer("seed", 1, 9999, 1, box=True),
        Integer("trials", 1, 10, 5),
        Integer("trained", 0, MOST, 0, BLOCK, box=True),
    ),
    idle=idle,
)


@dataclass(eq=False)
class Run:
    """A session's run: what decides it, where it stands, and what is kept of its past."""

    key: tuple[Any, ...]
    source: Iterator[Snapshot]
    past: list[Snapshot] = field(default_factory=list)
    ended: bool = False  # every trial has

    def advance(self) -> bool:
        """One more block; False if every trial had ended."""
        snapshot = next(self.source, None)
        if snapshot:
            self.past = thinned([*self.past, snapshot])
        self.ended = snapshot is None
        return not self.ended

    @property
    def latest(self) -> Snapshot:
        """Where the run stands."""
        return self.past[-1]


def task_of(values: Values) -> Task:
    """The task at the lag of the classroom, or at the paper's."""
    row = ROWS[ROW_OF[values.experiment]]
    if values.net == "paper":
        return row.make
    return TASKS[row.task](**parameters(values.experiment, int(values.lag)))


def test_sequence(task: Task, seed: int) -> Sequences:
    """One sequence that no trial has been trained on."""
    return pick(task.draw(1, rng=np.random.default_rng([seed, 1997])), 0)


def run_of(values: Values) -> Run:
    """The session's run for these settings; at rest, as far as the link says."""
    key = (values.experiment, int(values.lag), int(values.seed), int(values.trials))
    run: Run | None = st.session_state.get(RUN)
    if run and run.key != key:  # the reader changed the conditions: start again
        live.run(PAGE, False)
        if values.trained:
            _reset()
            st.rerun()
        run = None
    if live.running(PAGE) and run:
        return run
    if run is None or run.latest.sequences >= values.trained + BLOCK:
        source = learn(key[0], key[1], seed=key[2], trials=key[3])
        run = st.session_state[RUN] = Run(key, source)
        run.advance()
    _catch_up(run, int(values.trained))
    return run


def _catch_up(run: Run, sequences: int) -> None:
    """Learn until the run is where a link says it was."""
    if run.ended or run.latest.sequences >= sequences:
        return
    with live.progress(t(f"{PAGE}.training.again", sequences=sequences)) as tell:
        while run.latest.sequences < sequences and run.advance():
            tell(run.latest.sequences / sequences)


def buttons(run: Run) -> DeltaGenerator | None:
    """Train or stop, and start again; while training, the place to say how far it is."""
    return live.buttons(
        PAGE,
        _state(run.latest),
        start=_start,
        stop=_stop,
        back=("restart", _reset) if run.latest.sequences else None,
        full=run.ended or run.latest.sequences >= MOST,
    )


def train(
    run: Run,
    place: DeltaGenerator,
    draw: Callable[[Run], None],
    show: Callable[[Snapshot], None],
) -> None:
    """Train until the reader stops or all trials have ended, drawing as it goes.

    ``draw`` renews the curves, ``show`` the stage, which is slower and so shown less often.
    """

    def tell() -> None:
        place.caption(_state(run.latest))
        draw(run)

    told, staged = live.paced(TICK, tell), live.paced(STAGE_TICK, show)
    while run.latest.sequences < MOST and run.advance():
        told()
        staged(run.latest)
    _stop()
    st.rerun()


def live_stage(task: Task, seed: int, run: Run) -> Callable[[Snapshot], None]:
    """The stage of the first trial's nets while they learn, always on the same sequence."""

    def scene_of(snapshot: Snapshot) -> Scene:
        return scene(task, seed, laps(task, seed, snapshot.lstm, snapshot.rival))

    stage = LiveStage(scene_of(run.latest), key=f"{PAGE}/stage")
    return lambda snapshot: stage.show(scene_of(snapshot))


def curves() -> Callable[[Run], None]:
    """Two charts of the run, drawn again and again with new data."""
    names = {side: t(f"lanes.networks.{side}") for side in SIDES}
    words = {word: t(f"{PAGE}.chart.{word}") for word in ("sequences", "error", "right")}
    look = current_palette()
    specs = [practice_chart(name, names, words, look).to_dict() for name in ("error", "right")]
    draw = live.growing(specs)
    return lambda run: draw(_columns(run, names))


def _columns(run: Run, names: dict[str, str]) -> dict[str, list[Any]]:
    """Low, median and high over the trials, for each network and snapshot."""
    data: dict[str, list[Any]] = {"sequences": [], "network": []}
    for snapshot in run.past[1:]:
        for side, row in SIDES.items():
            data["sequences"].append(snapshot.sequences)
            data["network"].append(names[side])
            for name in ("error", "right"):
                values = getattr(snapshot, name)[row]
                for part, q in (("low", 0), ("middle", 50), ("high", 100)):
                    data.setdefault(f"{name}_{part}", []).append(float(np.percentile(values, q)))
    return data


def _state(snapshot: Snapshot) -> str:
    solved = [count for count in snapshot.solved if count is not None]
    return t(
        f"{PAGE}.training.state",
        sequences=snapshot.sequences,
        solved=len(solved),
        trials=len(snapshot.solved),
    )


def _start() -> None:
    live.run(PAGE, True)


def _stop() -> None:
    live.run(PAGE, False)
    run: Run | None = st.session_state.get(RUN)
    link.keep(SETTINGS, {"trained": run.latest.sequences if run else 0})


def _reset() -> None:
    st.session_state.pop(RUN, None)
    link.keep(SETTINGS, {"trained": 0})


def choose_snapshot(run: Run) -> Snapshot:
    """A moment of the run, by its number of sequences; the newest unless the reader goes back."""
    if len(run.past) < 2:
        return run.latest
    moments = [snapshot.sequences for snapshot in run.past]
    chosen = st.select_slider(
        t(f"{PAGE}.snapshot"), moments, moments[-1], key=f"{PAGE}/snapshot/{moments[-1]}"
    )
    return run.past[moments.index(chosen)]


def laps(task: Task, seed: int, lstm: Params, rival: Params | None) -> dict[str, Lap]:
    """What the nets do with the test sequence, and how their errors flow back."""
    networks = {"lstm97": lstm} if rival is None else {"rnn": rival, "lstm97": lstm}
    return run_race(networks, test_sequence(task, seed), cuts=TRUNCATED)


def scene(task: Task, seed: int, shown: dict[str, Lap]) -> Scene:
    """The stage of one moment."""
    depths = " ".join(
        t(
            f"{PAGE}.summary",
            network=t(f"lanes.networks.{side}"),
            depth=lap.reach.depth,
            steps=lap.trace.steps - 1,
        )
        for side, lap in shown.items()
    )
    return experiment_scene(task, test_sequence(task, seed), shown, t, depths)


def preview(task: Task, seed: int) -> Scene:
    """The stage before anything is revealed: the sequence and what must be remembered."""
    said = t(f"tasks.{task.slug}.remember")
    return sequence_scene(task, test_sequence(task, seed), t, said)


def story(values: Values) -> None:
    """The task in plain words, and what the paper reports of it."""
    task = task_of(values)
    row = ROW_OF[values.experiment]
    lesson.text(f"**{t(f'tasks.{task.slug}.name')}**\n\n{t(f'tasks.{task.slug}.story')}")
    lesson.text(
        t(
            f"{PAGE}.story",
            remember=t(f"tasks.{task.slug}.remember"),
            target=t(f"tasks.{task.slug}.target"),
        )
    )
    published = [result for result in PUBLISHED if result.row == row and result.sequences]
    if published:
        st.caption(
            t(
                f"{PAGE}.published",
                place=t(f"tasks.{task.slug}.paper"),
                sequences=f"{published[-1].sequences:,}",
            )
        )


def paper_net(values: Values) -> Params | None:
    """A net trained at the paper's scale, or None with a word that there is none yet."""
    params = trained(ROW_OF[values.experiment])
    if params is None:
        st.info(t(f"{PAGE}.no_paper_net"), icon=":material/hourglass_empty:")
    return params


def nets(values: Values, task: Task, seed: int) -> tuple[Params | None, Params | None]:
    """The LSTM and its rival to be shown: of the paper's scale, or of a run that goes on here."""
    if values.net == "paper":
        return paper_net(values), None
    run = run_of(values)
    place = buttons(run)
    draw = curves()
    if place:
        train(run, place, draw, live_stage(task, seed, run))
    if run.latest.sequences:
        draw(run)
    moment = choose_snapshot(run)
    return moment.lstm, moment.rival
