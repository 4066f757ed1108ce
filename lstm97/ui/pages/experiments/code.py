"""The experiments as Python, from the settings on screen.

It prints the numbers of the page.
"""

from __future__ import annotations

from lstm97.paper.run import film
from lstm97.paper.show.examples import example
from lstm97.ui.pages.experiments.conditions import ExperimentValues, conditions


def here(values: ExperimentValues) -> str:
    """What both nets answer after as much training as the link says, and how far errors get."""
    asked = conditions(values)
    trained = min(values.trained, asked.most)
    head = f"""\
from lstm97.paper.data.experiments import small_row
from lstm97.paper.run.demonstration import Learning

task = small_row({asked.experiment!r}, {asked.lag}).make
run = Learning({asked.experiment!r}, {asked.lag}, seed={asked.seed}, trials={asked.trials})
now = next(now for now in run if now.sequences >= {trained})
nets = {{"rnn": now.rival, "lstm97": now.lstm}}"""
    return _race_code(head, asked.seed, asked.number)


def film_code(values: ExperimentValues) -> str:
    """The same of a moment of the recorded training."""
    head = f"""\
from lstm97.paper.data.experiments import small_row
from lstm97.paper.run import film

task = small_row(film.NAME, film.LAG).make
now = [one for one in film.load() if one.sequences <= {values.moment}][-1]
nets = {{"rnn": now.rival, "lstm97": now.lstm}}"""
    return _race_code(head, film.SEED, values.sequence)


def at_scale(values: ExperimentValues) -> str:
    """The same of the nets at the paper's scale; nothing where there are none."""
    asked = conditions(values)
    if example(asked.experiment) is None:
        return ""
    head = f"""\
from lstm97.paper.run.plain import load
from lstm97.paper.show.examples import example

solved, rival = example({asked.experiment!r}), load({asked.experiment!r})
task, nets = solved.row.make, {{"rnn": rival.params, "lstm97": solved.lstm}}"""
    return _race_code(head, asked.seed, asked.number)


def _race_code(head: str, seed: int, number: int) -> str:
    return f"""\
from lstm97.analysis.flow.race import run_race
from lstm97.analysis.retention import answer
from lstm97.engine import TRUNCATED
{head}
sequence = task.single({seed}, {1996 + number})
for lap in run_race(nets, sequence, cuts=TRUNCATED).values():
    print(answer(task, sequence, lap.trace.y_k), lap.reach.depth)
"""
