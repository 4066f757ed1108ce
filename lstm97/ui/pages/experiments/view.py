"""The experiments on a page: what can be chosen, and what is shown of one of them."""

from __future__ import annotations

import numpy as np
import streamlit as st

from lstm97.engine import Params
from lstm97.figures.experiment import sequence_scene
from lstm97.figures.scene import Scene
from lstm97.paper.data.experiments import NAMES, ROW_OF, parameters
from lstm97.paper.data.published import PUBLISHED, Result
from lstm97.paper.data.rows import ROWS
from lstm97.paper.learn.feed import BLOCK
from lstm97.paper.run import plain
from lstm97.paper.show.examples import example
from lstm97.paper.show.results import Measured
from lstm97.tasks import TASKS, Sequences, Task, pick
from lstm97.ui.base.contents import BY_SLUG
from lstm97.ui.base.numbers import share, whole
from lstm97.ui.base.paper import readings, results
from lstm97.ui.base.part import drawer
from lstm97.ui.base.text import t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.link.settings import Choice, Integer, Settings, Values

PAGE = "experiments"
SHORTEST, LONGEST = 10, 60
SEQUENCES = 99  # test sequences to choose from
MOST_STEPS = 1_000_000  # time steps of training: what can be made again within about a minute
FIXED_LAG = {"1": 12}  # steps of an average sequence
SLOW = {"1": 3, "2a": 2, "2b": 2}  # how much more a time step costs than in the others


def idle(values: Values) -> set[str]:
    """Settings that change nothing as the others stand."""
    if values.net == "paper":
        return {"lag", "trials", "trained"}
    return {"lag"} if values.experiment in FIXED_LAG else set()


SETTINGS = Settings(
    PAGE,
    main=(
        Choice("experiment", NAMES, "6a"),
        Integer("lag", SHORTEST, LONGEST, 20),
        Choice("net", ("classroom", "paper"), "classroom"),
    ),
    more=(
        Integer("seed", 1, 9999, 1, box=True),
        Integer("sequence", 1, SEQUENCES, 1, box=True),
        Integer("trials", 1, 10, 5),
        Integer("trained", 0, MOST_STEPS // SHORTEST, 0, BLOCK, box=True),
    ),
    idle=idle,
)


def most(values: Values) -> int:
    """The longest training there is: fewer of long sequences, which a link must make again."""
    steps = FIXED_LAG.get(values.experiment, int(values.lag)) * SLOW.get(values.experiment, 1)
    return MOST_STEPS // steps // BLOCK * BLOCK


def task_of(values: Values) -> Task:
    """The task at the lag of the classroom, or at the paper's."""
    row = ROWS[ROW_OF[values.experiment]]
    if values.net == "paper":
        return row.make
    return TASKS[row.task](**parameters(values.experiment, int(values.lag)))


def test_sequence(values: Values) -> Sequences:
    """The sequence on the stage, which no trial has been trained on."""
    rng = np.random.default_rng([int(values.seed), 1996 + int(values.sequence)])
    return pick(task_of(values).draw(1, rng=rng), 0)


def preview(values: Values) -> Scene:
    """The stage before anything is revealed: the sequence and what must be remembered."""
    task = task_of(values)
    said = t(f"tasks.{task.slug}.remember")
    return sequence_scene(task, test_sequence(values), t, said)


def story(values: Values) -> None:
    """The task in plain words, and what the paper reports of it."""
    slug = task_of(values).slug
    asked = t(
        f"{PAGE}.story",
        remember=t(f"tasks.{slug}.remember"),
        target=t(f"tasks.{slug}.target"),
    )
    lesson.text(f"**{t(f'tasks.{slug}.name')}**\n\n{t(f'tasks.{slug}.story')}\n\n{asked}")
    place, mean = t(f"tasks.{slug}.paper"), whole(published(values.experiment).sequences or 0)
    st.caption(t(f"{PAGE}.published", place=place, sequences=mean))
    row = ROWS[ROW_OF[values.experiment]]
    if row.readings:
        drawer(
            t(f"{PAGE}.reading"), "menu_book", f"{PAGE}/reading", lambda: _readings(row.readings)
        )


def _readings(keys: tuple[str, ...]) -> None:
    for listed in readings(keys):
        lesson.text(listed)


def paper_nets(values: Values) -> dict[str, Params] | None:
    """A net trained at the paper's scale and its plain rival; None, and a word, if there is none.

    Says how much both have seen, and how the rival did.
    """
    solved, rival = example(values.experiment), plain.load(values.experiment)
    if solved is None:
        st.info(t(f"{PAGE}.no_paper_net"), icon=":material/hourglass_empty:")
        return None
    sides = {"lstm97": solved.lstm}
    told = [t(f"{PAGE}.paper_nets.lstm97", sequences=whole(solved.sequences))]
    found = measured(values.experiment)
    if found and found.mean:
        told[0] += " " + t(
            f"{PAGE}.paper_nets.trials",
            trials=found.trials,
            solved=found.solved,
            low=whole(found.low or 0),
            high=whole(found.high or 0),
            mean=whole(found.mean),
        )
    if rival:
        sides = {"rnn": rival.params, **sides}
        seen, right = whole(rival.sequences), share(rival.right)
        fewer = rival.sequences < solved.sequences
        told.append(t(f"{PAGE}.paper_nets.rnn", sequences=seen, right=right))
        told[-1] += " " + t(f"{PAGE}.paper_nets.fewer") if fewer else ""
    lesson.text("\n\n".join(told))
    _elsewhere(values.experiment)
    return sides


def published(experiment: str) -> Result:
    """What the paper reports of an experiment, at its last milestone."""
    row = ROWS[ROW_OF[experiment]]
    return [one for one in PUBLISHED if one.row == row.published and one.sequences][-1]


def measured(experiment: str) -> Measured | None:
    """What all trials came to of which the trained net is one, at the last milestone."""
    rows = results()[0]
    runs = [one for row in rows for one in (row.measured, *row.others) if one]
    return next((one for one in reversed(runs) if one.row == ROW_OF[experiment]), None)


def _elsewhere(experiment: str) -> None:
    """Links to the race of the same net, and to the table that its row stands in."""
    table = str(published(experiment).table or 2)
    asked = {"error-race": ("networks", experiment), "paper-tables": ("table", table)}
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
