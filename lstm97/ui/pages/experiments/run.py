"""What the experiments' page shows of a run: its moments, and one of them on a test sequence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import streamlit as st

from lstm97.analysis import retention
from lstm97.analysis.flow.race import Lap, run_race
from lstm97.engine import TRUNCATED, Params
from lstm97.paper.run import film, plain
from lstm97.paper.run.demonstration import Progress
from lstm97.paper.show.examples import example
from lstm97.ui.base.courses import thinned
from lstm97.ui.pages.experiments.conditions import (
    PAGE,
    ExperimentConditions,
    ExperimentValues,
    conditions,
)
from lstm97.ui.pages.experiments.training import course_of, training

SNAPSHOTS = 60  # snapshots to go back to, and marks on a curve


@dataclass(frozen=True, eq=False)
class ExperimentRun:
    """A training so far, and the moment of it whose nets are shown; ``past`` may be empty.

    Without nets (of an experiment that nobody has solved here at the paper's scale) nothing is
    shown.
    """

    conditions: ExperimentConditions
    past: Sequence[Progress]
    sequences: int  # seen at the moment that is shown
    nets: dict[str, Params]
    trained: int = 0  # by the reader
    ended: bool = False  # no more training is possible

    @cached_property
    def laps(self) -> dict[str, Lap]:
        """What the nets do with the test sequence."""
        return laps_of(self.conditions, self.nets)

    @property
    def moment(self) -> Progress | None:
        """The snapshot that is shown, None for nets that nobody watched learning."""
        return next((one for one in self.past if one.sequences == self.sequences), None)

    @property
    def way(self) -> int:
        """Steps from the last to the first of the test sequence."""
        return len(self.conditions.sequence.xs) - 1

    @property
    def fed(self) -> bool:
        """Whether errors enter on the way, and join the one that runs back from the end."""
        return int(np.count_nonzero(self.conditions.sequence.teach)) > 1

    def far(self, side: str) -> bool:
        """Whether a net's error gets back nine tenths of the way."""
        return self.laps[side].reach.depth >= 0.9 * self.way

    @property
    def preference(self) -> float:
        """How many times as much a marked step writes to the LSTM's cells as another one."""
        return retention.preference(self.laps["lstm97"].trace, self.conditions.relevant)

    def middle(self, name: str, side: int) -> float:
        """The median trial's ``error`` or share ``right`` at the moment; nan where unknown."""
        if self.moment is None:
            return float("nan")
        known = getattr(self.moment, name)[side]
        return float(np.median(known[np.isfinite(known)])) if np.isfinite(known).any() else np.nan


def laps_of(asked: ExperimentConditions, nets: dict[str, Params]) -> dict[str, Lap]:
    """What nets do with the test sequence of these conditions."""
    return run_race(nets, asked.sequence, cuts=TRUNCATED)


def pair(moment: Progress) -> dict[str, Params]:
    """Both nets of the first trial at a moment."""
    return {"rnn": moment.rival, "lstm97": moment.lstm}


def here(values: ExperimentValues) -> ExperimentRun:
    """Nets that are trained on the page, as far as the link says."""
    asked = conditions(values)
    ours = training(asked)
    trained = ours.within_reach(values.trained)
    past = [snapshot for _, snapshot in ours.past(trained)]
    moments = thinned(past, SNAPSHOTS)
    newest = past[-1].sequences
    at = st.session_state.get(slider_key(newest), newest)
    shown = next((one for one in moments if one.sequences == at), past[-1])
    ended = trained >= ours.most or course_of(asked).ends_at(trained)
    return ExperimentRun(asked, moments, shown.sequences, pair(shown), trained, ended)


def slider_key(newest: int) -> str:
    """The key of the slider that goes back in a training of this length."""
    return f"{PAGE}/snapshot/{newest}"


def film_run(values: ExperimentValues) -> ExperimentRun:
    """The recorded training at the moment that the link says."""
    moments = film.load()
    shown = [one for one in moments if one.sequences <= values.moment][-1]
    return ExperimentRun(conditions(values), moments, shown.sequences, pair(shown))


def at_scale(values: ExperimentValues) -> ExperimentRun:
    """The net that solved the experiment at the paper's scale, beside its plain rival."""
    asked = conditions(values)
    solved, rival = example(asked.experiment), plain.load(asked.experiment)
    if solved is None:
        return ExperimentRun(asked, (), 0, {})
    nets = {"lstm97": solved.lstm}
    return ExperimentRun(
        asked, (), solved.sequences, {"rnn": rival.params, **nets} if rival else nets
    )
