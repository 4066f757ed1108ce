"""The experiments on a page: what can be chosen, and what is shown of one of them."""

from __future__ import annotations

import numpy as np
import streamlit as st

from lstm97.analysis.race import Lap, run_race
from lstm97.engine import TRUNCATED, Params
from lstm97.figures.experiment import experiment_scene, sequence_scene
from lstm97.figures.scene import Scene
from lstm97.paper import plain
from lstm97.paper.classroom import NAMES, ROW_OF, parameters
from lstm97.paper.examples import example
from lstm97.paper.feed import BLOCK
from lstm97.paper.published import PUBLISHED
from lstm97.paper.readings import READINGS
from lstm97.paper.rows import ROWS
from lstm97.tasks import TASKS, Sequences, Task, pick
from lstm97.ui import lesson
from lstm97.ui.part import drawer
from lstm97.ui.settings import Choice, Integer, Settings, Values
from lstm97.ui.text import language, t

PAGE = "experiments"
SHORTEST, LONGEST = 10, 60
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


def test_sequence(task: Task, seed: int) -> Sequences:
    """One sequence that no trial has been trained on."""
    return pick(task.draw(1, rng=np.random.default_rng([seed, 1997])), 0)


def laps(task: Task, seed: int, nets: dict[str, Params]) -> dict[str, Lap]:
    """What the nets do with the test sequence, and how their errors flow back."""
    return run_race(nets, test_sequence(task, seed), cuts=TRUNCATED)


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
    slug = task_of(values).slug
    asked = t(
        f"{PAGE}.story",
        remember=t(f"tasks.{slug}.remember"),
        target=t(f"tasks.{slug}.target"),
    )
    lesson.text(f"**{t(f'tasks.{slug}.name')}**\n\n{t(f'tasks.{slug}.story')}\n\n{asked}")
    row = ROWS[ROW_OF[values.experiment]]
    of_row = row.beside or row.slug
    published = [result for result in PUBLISHED if result.row == of_row and result.sequences]
    if published:
        st.caption(
            t(
                f"{PAGE}.published",
                place=t(f"tasks.{slug}.paper"),
                sequences=f"{published[-1].sequences:,}",
            )
        )
    if row.readings:
        read = "\n".join(f"- {READINGS[one].text(language())}" for one in row.readings)
        drawer(t(f"{PAGE}.reading"), "menu_book", f"{PAGE}/reading", lambda: lesson.text(read))


def paper_nets(values: Values) -> dict[str, Params] | None:
    """A net trained at the paper's scale and its plain rival; None, and a word, if there is none.

    Says how much both have seen, and how the rival did.
    """
    solved, rival = example(values.experiment), plain.kept(values.experiment)
    if solved is None:
        st.info(t(f"{PAGE}.no_paper_net"), icon=":material/hourglass_empty:")
        return None
    sides = {"lstm97": solved.lstm}
    told = [t(f"{PAGE}.paper_nets.lstm97", sequences=f"{solved.sequences:,}")]
    if rival:
        sides = {"rnn": rival.params, **sides}
        seen, right = f"{rival.sequences:,}", f"{rival.right:.0%}"
        told.append(t(f"{PAGE}.paper_nets.rnn", sequences=seen, right=right))
    lesson.text("\n\n".join(told))
    return sides
