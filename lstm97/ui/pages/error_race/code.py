"""The race of both errors as Python, from the settings on screen.

It prints the numbers of the page.
"""

from __future__ import annotations

from lstm97.analysis.flow.practice import ROUND
from lstm97.ui.pages.error_race.conditions import (
    RaceValues,
    conditions,
    entering,
    most,
    paper_net,
    sequence_of,
)


def race(values: RaceValues) -> str:
    """How many steps back the error gets in each network."""
    asked = conditions(values)
    cuts, at = values.gradient.upper(), entering(values, len(sequence_of(asked).xs))
    trained = min(values.trained, most(asked)) // ROUND * ROUND
    head = _trial_code(values) if paper_net(values.networks) else _fresh(values, trained)
    return f"""\
from lstm97.engine import {cuts}
{head}
sequence = task.single({values.seed}, 97)
laps = run_race(networks, sequence, cuts={cuts}, at={at!r}, share={values.share})
for lap in laps.values():
    print(lap.reach.depth)
"""


def _trial_code(values: RaceValues) -> str:
    """A net that has solved the paper's experiment, and a recurrent network beside it."""
    return f"""\
from lstm97.analysis.flow.race import RaceSetup, beside, run_race
from lstm97.paper.show.examples import example

solved, task = example({values.networks!r}), example({values.networks!r}).row.make
setup = RaceSetup({values.seed}, scale={values.scale}, activation={values.activation!r})
networks = beside(solved.lstm, setup)"""


def _fresh(values: RaceValues, trained: int) -> str:
    """Both networks as they are drawn, and what they have learnt since."""
    asked = conditions(values)
    given = ", ".join(f"{name}={value!r}" for name, value in asked.parameters)
    practice, learnt = "", ""
    if trained:
        vary = ", vary=True" if asked.task == "typed" else ""
        lesson = f"TASKS[{asked.task!r}]({given}{vary})"
        practice = "from lstm97.analysis.flow.practice import practise_rounds\n"
        options = f"rate={asked.rate}, seed={values.seed}, cuts={values.gradient.upper()}"
        learnt = f"\nnetworks = practise_rounds(networks, {lesson}, {trained}, {options})"
    return f"""\
{practice}from lstm97.analysis.flow.race import RaceSetup, contenders, run_race
from lstm97.tasks import TASKS

task = TASKS[{asked.task!r}]({given})
setup = RaceSetup({values.seed}, {values.scale}, {values.input_bias}, {values.output_bias}, \
{values.activation!r})
networks = contenders(task, setup){learnt}"""
