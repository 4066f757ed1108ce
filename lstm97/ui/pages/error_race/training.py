"""Training on the main screen: both networks learn, and their curves grow while they do.

What was learnt until a press on Stop is on the shelf already, and the link remembers for how long
it lasted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstm97.analysis.flow.practice import Round
from lstm97.figures.learning import Runs
from lstm97.figures.stage.lanes import ROLES
from lstm97.ui.base.courses import thinned
from lstm97.ui.base.curves import curves
from lstm97.ui.base.numbers import whole
from lstm97.ui.base.text import listed, t
from lstm97.ui.base.theme import presenting
from lstm97.ui.lesson import training as live
from lstm97.ui.pages.error_race import conditions as race
from lstm97.ui.pages.error_race.conditions import PAGE, SETTINGS, RaceConditions

MARKS = 60  # on a learning curve

Past = Sequence[tuple[int, Round]]


def training(conditions: RaceConditions) -> live.Training[Round]:
    """Both networks of these conditions in training."""
    return live.Training(
        SETTINGS, conditions, partial(race.course, conditions), race.most(conditions)
    )


def networks(conditions: RaceConditions, trained: int) -> Round:
    """Both networks as trained as the link says."""
    if not trained:
        return race.first_round(conditions)
    return training(conditions).past(trained)[-1][1]


def buttons(
    conditions: RaceConditions,
    trained: int,
    also: Sequence[live.Button] = (),
    stop: Callable[[], None] | None = None,
) -> DeltaGenerator | None:
    """Train or stop, and back to the start; at work, the place to say how far it is.

    ``also`` are buttons beside them; ``stop`` stops what one of these has started, if it goes on.
    """
    ours, known = training(conditions), race.paper_net(conditions.networks)
    state = (
        t(f"{PAGE}.paper.state", experiment=conditions.networks, sequences=whole(known.sequences))
        if known
        else ours.state(trained)
    )
    return ours.buttons(state, trained, back="forget", also=also, stop=stop)


def learn(conditions: RaceConditions, place: DeltaGenerator, show: Callable[[Round], None]) -> None:
    """Train until the reader stops, showing the newest networks several times a second.

    ``place`` says how far it is, ``show(round)`` draws what else depends on the networks.
    """
    ours, charts = training(conditions), _charts(strip=True)

    def draw(past: Past) -> None:
        charts(past)
        show(past[-1][1])

    ours.watch(place, lambda sequences, _: ours.state(sequences), (live.TICK, draw))


def past(conditions: RaceConditions, trained: int, start: Round) -> None:
    """The learning curves of the training so far, if any, and who diverged in it."""
    if start.divergent:
        names = listed(t(f"lanes.networks.{side}") for side in start.divergent)
        st.warning(t(f"{PAGE}.training.diverged", network=names))
    if trained and not presenting():  # a wall has no room for them beside the picture
        _charts()(race.course(conditions).upto(trained))


def _charts(strip: bool = False) -> Callable[[Past], None]:
    """Two charts that are drawn again and again with new rounds."""
    names = {side: t(f"lanes.networks.{side}") for side in ("rnn", "lstm97")}
    roles = {name: ROLES[side] for side, name in names.items()}
    draw = curves(f"{PAGE}.training", ("loss", "right"), roles, strip=strip)

    def show(rounds: Past) -> None:
        marks = thinned(rounds[1:], MARKS)
        places = [sequences for sequences, _ in marks]

        def runs(values: Callable[[Round], Mapping[str, float]]) -> Runs:
            found = [values(one) for _, one in marks]
            return {
                name: (places, np.array([value[side] for value in found])[:, None])
                for side, name in names.items()
            }

        found = {"loss": runs(lambda one: one.loss), "right": runs(lambda one: one.right)}
        draw(found, rounds[-1][0])

    return show
