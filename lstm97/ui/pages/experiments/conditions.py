"""The settings of the experiments' page, and what they say, found once and handed on.

What is trained, shown or judged depends on these conditions alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from lstm97.paper.data.experiments import NAMES, ROW_OF, parameters
from lstm97.paper.data.paper_results import PAPER_RESULTS, Result
from lstm97.paper.data.rows import ROWS
from lstm97.paper.learn.feed import BLOCK
from lstm97.paper.run import film
from lstm97.paper.show.results import TrialResults
from lstm97.tasks import TASKS, Sequences, Task
from lstm97.tasks.sequences import Bools
from lstm97.ui.base.paper import results
from lstm97.ui.link.record import Record, choice, integer
from lstm97.ui.link.settings import Settings

PAGE = "experiments"
SHORTEST, LONGEST = 10, 60
SEQUENCES = 99  # test sequences to choose from
MOST_STEPS = 1_000_000  # time steps of training: what can be made again within about a minute
FIXED_LAG = {"1": 12}  # steps of an average sequence
SLOW = {"1": 3, "2a": 2, "2b": 2}  # how much more a time step costs than in the others
HERE, PAPER, FILM = "classroom", "paper", "film"  # nets: trained here, at the paper's scale, a film


@dataclass(frozen=True)
class ExperimentValues(Record):
    """What a reader may set of an experiment."""

    experiment: str = choice(NAMES, "6a")
    lag: int = integer(SHORTEST, LONGEST, 20)
    net: str = choice((HERE, FILM, PAPER), HERE)
    seed: int = integer(1, 9999, 1, box=True, place="more")
    sequence: int = integer(1, SEQUENCES, 1, box=True, place="more")
    trials: int = integer(1, 10, 5, place="more")
    trained: int = integer(0, MOST_STEPS // SHORTEST, 0, step=BLOCK, box=True, place="more")
    moment: int = integer(0, film.MOST, 0, step=BLOCK, place="placed")


def idle(values: ExperimentValues) -> set[str]:
    """Settings that change nothing as the others stand."""
    return {"lag"} if values.experiment in FIXED_LAG else set()


SETTINGS = Settings(PAGE, ExperimentValues, idle=idle, tabs={"film": ("moment",)}, by="net")


@dataclass(frozen=True)
class ExperimentConditions:
    """One experiment as it stands in the link: task, length, seed, trials and test sequence."""

    experiment: str
    lag: int
    seed: int
    trials: int
    number: int  # of the test sequence
    net: str

    @property
    def key(self) -> tuple[str, int, int, int]:
        """All that decides a training."""
        return self.experiment, self.lag, self.seed, self.trials

    @property
    def most(self) -> int:
        """The longest training: fewer of long sequences, which a link must make again."""
        steps = self.lag * SLOW.get(self.experiment, 1)
        return MOST_STEPS // steps // BLOCK * BLOCK

    @cached_property
    def task(self) -> Task:
        """The task at the length of these conditions, or at the paper's."""
        row = ROWS[ROW_OF[self.experiment]]
        if self.net == PAPER:
            return row.make
        return TASKS[row.task](**parameters(self.experiment, self.lag))

    @cached_property
    def sequence(self) -> Sequences:
        """The sequence on the stage, which no trial has been trained on."""
        return self.task.single(self.seed, 1996 + self.number)

    @property
    def relevant(self) -> Bools:
        """The steps (T,) that have to be remembered."""
        return self.task.relevant(self.sequence)


def conditions(values: ExperimentValues) -> ExperimentConditions:
    """What the settings say; a film has conditions of its own."""
    number = values.sequence
    if values.net == FILM:
        return ExperimentConditions(film.NAME, film.LAG, film.SEED, film.TRIALS, number, FILM)
    lag = FIXED_LAG.get(values.experiment, values.lag)
    return ExperimentConditions(
        values.experiment, lag, values.seed, values.trials, number, values.net
    )


def paper_result(experiment: str) -> Result:
    """What the paper reports of an experiment, at its last milestone."""
    row = ROWS[ROW_OF[experiment]]
    return [one for one in PAPER_RESULTS if one.row == row.paper_row and one.sequences][-1]


def trial_results(experiment: str) -> TrialResults | None:
    """What all trials came to of which the trained net is one, at the last milestone."""
    rows = results()[0]
    runs = [one for row in rows for one in (row.own_result, *row.others) if one]
    return next((one for one in reversed(runs) if one.row == ROW_OF[experiment]), None)
