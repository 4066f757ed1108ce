"""What the lesson plan says of this page: its stage's numbers, by the page's own functions.

A teacher reads beforehand what the class will see on the wall.
"""

from __future__ import annotations

from collections.abc import Mapping

from lstm97.analysis.flow.race import Lap
from lstm97.analysis.flow.reach import Reach
from lstm97.figures.palette import Role
from lstm97.figures.stage.lanes import ROLES
from lstm97.figures.thumbnail import Thumbnail
from lstm97.ui.base.numbers import size
from lstm97.ui.link.settings import values_of
from lstm97.ui.pages.error_race import conditions as race
from lstm97.ui.pages.error_race.conditions import SETTINGS, RaceValues


def numbers(query: Mapping[str, str]) -> dict[str, str]:
    """How far both errors get; then the LSTM's with the full gradient, and larger weights, too."""
    short = reaches(query)
    uncut, loud = (
        next(one for one in SETTINGS.presets if one.slug == slug).values
        for slug in ("uncut", "loud")
    )
    full = _race(values_of(SETTINGS, query, **uncut))
    large = _race(values_of(SETTINGS, query, **{**uncut, **loud}))
    return {
        "steps": str(short["lstm97"].source),
        "rnn": str(short["rnn"].depth),
        "rnn_kept": size(short["rnn"].retention),
        "lstm": str(short["lstm97"].depth),
        "lstm_kept": size(short["lstm97"].retention),
        "full_kept": size(full["lstm97"].reach.retention, 3),
        "loud_kept": size(large["lstm97"].reach.retention, 3),
    }


def reaches(query: Mapping[str, str]) -> dict[str, Reach]:
    """How far the error of each network gets in the race that a link opens."""
    return {side: lap.reach for side, lap in _race(values_of(SETTINGS, query)).items()}


def _race(values: RaceValues) -> dict[str, Lap]:
    """The race that the main screen shows for these settings, before any training."""
    conditions = race.conditions(values)
    where = race.entering(values, len(race.sequence_of(conditions).xs))
    return race.laps(conditions, race.first_round(conditions), where, values.share)


def picture(query: Mapping[str, str]) -> Thumbnail:
    """Both errors, on the axis of all errors."""
    return Thumbnail({slug: found.curve for slug, found in _by_role(query).items()})


def _by_role(query: Mapping[str, str]) -> dict[Role, Reach]:
    return {ROLES[side]: found for side, found in reaches(query).items()}
