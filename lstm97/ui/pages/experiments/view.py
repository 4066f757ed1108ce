"""The experiments on the bench: trained here, recorded, and at the paper's scale."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstm97.analysis.flow.race import Lap
from lstm97.figures.scenes.experiment import experiment_scene
from lstm97.figures.stage.lanes import ROLES
from lstm97.figures.stage.scene import Scene
from lstm97.paper.data.experiments import ROW_OF
from lstm97.paper.data.rows import ROWS
from lstm97.paper.run.demonstration import Progress
from lstm97.ui.base.contents import BY_SLUG
from lstm97.ui.base.courses import thinned
from lstm97.ui.base.curves import curves
from lstm97.ui.base.numbers import share, size, whole
from lstm97.ui.base.paper import readings as paper_readings
from lstm97.ui.base.text import t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson import question as asking
from lstm97.ui.lesson import training as live
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View, how_to_read
from lstm97.ui.lesson.question import Question
from lstm97.ui.lesson.stage import LiveStage, sign, stage
from lstm97.ui.link import address
from lstm97.ui.link.controls import control
from lstm97.ui.pages.experiments import code, sentences
from lstm97.ui.pages.experiments import run as runs
from lstm97.ui.pages.experiments.conditions import (
    FILM,
    HERE,
    PAGE,
    PAPER,
    SEQUENCES,
    SETTINGS,
    ExperimentConditions,
    ExperimentValues,
    conditions,
    paper_result,
)
from lstm97.ui.pages.experiments.run import SNAPSHOTS, ExperimentRun, laps_of, pair
from lstm97.ui.pages.experiments.training import state, training

STAGE_TICK = 0.15  # seconds between two pictures of the stage, which are dear
SIDES = {"lstm97": 0, "rnn": 1}  # rows of a snapshot's arrays


def notes(values: ExperimentValues) -> None:
    """What has to be remembered of a sequence."""
    slug = conditions(values).task.slug
    st.caption(t(f"{PAGE}.remember", remember=t(f"tasks.{slug}.remember")))


def _until_answered(values: ExperimentValues) -> None:
    """The same where nothing is trained yet; afterwards it stands below the training."""
    if not asking.is_revealed(PAGE, COUNT):
        notes(values)


def _another(asked: ExperimentConditions) -> None:
    """The next test sequence; nets and training stay as they are."""
    address.keep(SETTINGS, {"sequence": asked.number % SEQUENCES + 1})


def scene(
    asked: ExperimentConditions,
    laps: dict[str, Lap],
    said: str,
    revealed: bool = True,
    low: bool = True,
) -> Scene:
    """The stage of one moment; ``low`` below a strip of curves."""
    return experiment_scene(asked.task, asked.sequence, laps, t, said, revealed, low)


def picture(view: View[ExperimentRun, ExperimentValues]) -> None:
    """Curves, the slider that goes back in them, and the nets of that moment on the stage.

    Before the answer the nets as they are, without their errors.
    """
    run = view.run
    if view.revealed and view.place and live.running(PAGE):
        _train(run, view.place)
    low = view.revealed and len(run.past) > 1
    if low:
        with st.container(key="strip", gap="xsmall"):
            _charts()(run.past, run.sequences)
            _slider(run)
    said = sentences.summary(run) if view.revealed else t(f"{PAGE}.before")
    key = f"{PAGE}/stage" if view.revealed else f"{PAGE}/before"
    drawn = scene(run.conditions, run.laps, said, view.revealed, low)
    stage(sign(view, drawn), key=key)


def scale_picture(view: View[ExperimentRun, ExperimentValues]) -> None:
    """The nets at the paper's scale; a word where there are none."""
    if view.run.nets:
        picture(view)
    else:
        st.info(t(f"{PAGE}.no_paper_net"), icon=":material/hourglass_empty:")


def _slider(run: ExperimentRun) -> None:
    """A moment of the run, by its number of sequences; the newest unless the reader goes back."""
    moments = [one.sequences for one in run.past]
    if run.conditions.net == FILM:
        return control(SETTINGS, "moment", among=moments)
    label, key = t(f"{PAGE}.snapshot"), runs.slider_key(moments[-1])
    st.select_slider(label, moments, moments[-1], key=key, format_func=whole)
    return None


def _train(run: ExperimentRun, place: DeltaGenerator) -> None:
    """Train until the reader stops, or every trial has ended, drawing as it goes."""
    asked = run.conditions
    with st.container(key="strip", gap="xsmall"):
        charts, line = _charts(), st.empty()
    stage_ = LiveStage(scene(asked, run.laps, ""), key=f"{PAGE}/stage")

    def curve(past: list[tuple[int, Progress]]) -> None:
        charts(thinned([one for _, one in past], SNAPSHOTS), past[-1][0])

    def show(past: list[tuple[int, Progress]]) -> None:
        laps = laps_of(asked, pair(past[-1][1]))
        line.caption(sentences.headline(asked, laps))
        stage_.show(scene(asked, laps, ""))

    training(asked).watch(
        place, lambda _, snapshot: state(snapshot), (live.TICK, curve), (STAGE_TICK, show)
    )


def _charts() -> Callable[[Sequence[Progress], int], None]:
    """Two charts of a run, to be drawn again and again with new data and the moment to mark."""
    names = {side: t(f"lanes.networks.{side}") for side in SIDES}
    kinds = ("error", "right")
    roles = {name: ROLES[side] for side, name in names.items()}
    charts = curves(f"{PAGE}.chart", kinds, roles, strip=True)

    def draw(past: Sequence[Progress], at: int) -> None:
        marks = past[1:]
        places = [snapshot.sequences for snapshot in marks]
        values = {kind: np.array([getattr(one, kind) for one in marks]) for kind in kinds}
        charts({
            kind: {name: (places, found[:, SIDES[side]]) for side, name in names.items()}
            for kind, found in values.items()
        }, at)  # fmt: skip

    return draw


def acts(view: View[ExperimentRun, ExperimentValues]) -> DeltaGenerator | None:
    """Train, stop, go on, start again; and what has come of it."""
    run = view.run
    ours = training(run.conditions)
    another = live.Button("another", "shuffle", partial(_another, run.conditions))
    place = ours.buttons(
        state(run.past[-1]), run.trained, back="restart", full=run.ended, also=(another,)
    )
    if said := sentences.outcome(run):
        st.markdown(said)
    if run.trained >= ours.most:
        st.caption(t(f"{PAGE}.training.full", most=whole(ours.most)))
    notes(view.values)
    return place


def elsewhere(view: View[ExperimentRun, ExperimentValues]) -> None:
    """Links to the race of the same net, and to the table that its row stands in."""
    name = view.run.conditions.experiment
    table = str(paper_result(name).table or 2)
    asked = {"error-race": ("networks", name), "paper-tables": ("table", table)}
    with st.container(horizontal=True):
        for page, (setting, about) in asked.items():
            info = BY_SLUG[page]
            st.page_link(
                info.file,
                label=t(f"{PAGE}.elsewhere.{page}", about=about),
                icon=f":material/{info.icon}:",
                query_params={setting: about},
                width="content",
            )


def readings(view: View[ExperimentRun, ExperimentValues]) -> list[Reading]:
    """What both nets answer on the test sequence; while they learn, the picture says it."""
    asked = view.run.conditions
    return [
        Reading(
            t(f"lanes.networks.{side}"),
            sentences.answer(asked, lap),
            sentences.verdict(asked, lap),
        )
        for side, lap in view.run.laps.items()
    ]


def _story(view: View[ExperimentRun, ExperimentValues]) -> None:
    """The task in plain words, what the paper reports of it, and how the paper is read here."""
    asked = view.run.conditions
    slug = asked.task.slug
    said = [t(f"tasks.{slug}.story"), t(f"{PAGE}.target", target=t(f"tasks.{slug}.target"))]
    lesson.text("\n\n".join([f"**{t(f'tasks.{slug}.name')}**", *said]))
    place, mean = t(f"tasks.{slug}.paper"), whole(paper_result(asked.experiment).sequences or 0)
    st.caption(t(f"{PAGE}.published", place=place, sequences=mean))
    for listed in paper_readings(ROWS[ROW_OF[asked.experiment]].readings):
        lesson.text(listed)


def _words(view: View[ExperimentRun]) -> None:
    lesson.words_and_rows(sentences.summary(view.run), rows(view.run))


def rows(run: ExperimentRun) -> list[dict[str, str]]:
    """A record for some moments of the run: error and right answers of the median trial."""
    head = t(f"{PAGE}.chart.sequences")
    return [
        {head: whole(one.sequences)}
        | {
            f"{t(f'lanes.networks.{side}')} · {t(f'{PAGE}.chart.{kind}')}": form(
                float(np.median(getattr(one, kind)[place]))
            )
            for side, place in SIDES.items()
            for kind, form in (("error", size), ("right", share))
        }
        for one in thinned(run.past[1:], 12)
    ]


READ = how_to_read(PAGE)
STORY = Drawer[ExperimentRun, ExperimentValues]("story", "menu_book", _story, early=True)
COUNT: Question[ExperimentRun] = Question(
    "count", tuple(sentences.COUNTS), sentences.sequence_count
)


def _bench(
    net: str, measure: Callable[[ExperimentValues], ExperimentRun], **parts: Any
) -> Bench[ExperimentRun, ExperimentValues]:
    usual: dict[str, Any] = {
        "picture": picture,
        "readings": readings,
        "notice": lambda view: sentences.remarks(view.run),
        "notes": notes,
        "question": COUNT,
        "case": lambda values: values.experiment,
    }
    return Bench(
        settings=SETTINGS,
        tab=net,
        measure=measure,
        presets=(),
        ghosts=lambda _: False,
        intro=f"intro-{net}",
        **{**usual, **parts},
    )


BENCHES = (
    _bench(
        HERE,
        runs.here,
        code=code.here,
        controls=("experiment", "lag"),
        notes=_until_answered,
        acts=acts,
        busy=lambda: live.running(PAGE),
        drawers=(READ, STORY, Drawer("words", "notes", _words)),
    ),
    _bench(
        FILM,
        runs.film_run,
        code=code.film_code,
        controls=(),
        more=("sequence",),
        placed=("moment",),
        question=Question("arrives", ("first", "grows", "solved", "never"), sentences.arrives),
        case=lambda values: "",
        drawers=(READ, STORY, Drawer("words", "notes", _words)),
    ),
    _bench(
        PAPER,
        runs.at_scale,
        code=code.at_scale,
        controls=("experiment",),
        more=("seed", "sequence"),
        picture=scale_picture,
        notice=lambda view: sentences.scale_noticed(view.run),
        drawers=(READ, STORY, Drawer("elsewhere", "link", elsewhere)),
    ),
)
