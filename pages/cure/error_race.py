"""The main screen: whose error gets further back, a recurrent network's or the 1997 LSTM's."""

import streamlit as st

from lstm97.ui.base.part import part
from lstm97.ui.base.text import prose
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson import training as live
from lstm97.ui.lesson.equations import equation_panel
from lstm97.ui.lesson.proof import proof
from lstm97.ui.link.controls import controls
from lstm97.ui.pages.error_race import conditions as race
from lstm97.ui.pages.error_race import streaming, training
from lstm97.ui.pages.error_race import view as race_view

PAGE = race.PAGE
GUESSES = ("both", "neither", "lstm", "rnn")

lesson.title(PAGE)
lesson.text(prose(PAGE, "intro"))
lesson.goals(PAGE)


def the_race() -> None:
    """Controls, the race on the stage, and what it measured."""
    values = controls(race.SETTINGS)
    race_view.missing(values)
    conditions = race.conditions(values)
    trained = training.granted(conditions, int(values.trained))
    start = training.networks(conditions, trained)
    at = race.entering(values, len(race.sequence_of(conditions).xs))
    laps = race.laps(conditions, start, at, values.share)
    if not lesson.predict(PAGE, "reach", GUESSES):
        return race_view.waiting(conditions, laps, values)
    before = race.before(conditions, at, values.share) if trained else None
    wave = streaming.wave((conditions, trained, at), laps, at)
    place = training.buttons(conditions, trained, *streaming.buttons(wave))
    top = st.empty()
    with top.container():
        race_view.headline(conditions, laps, before)
    draw = race_view.painter(conditions, values, before)
    picture = draw(laps)
    if place and live.running(PAGE):
        race_view.train(conditions, at, values.share, picture, place, top)
    training.past(conditions, trained, start)
    streaming.stage(picture, draw, wave, place)
    lesson.how_to_read(PAGE)
    race_view.notice(conditions, laps, values.share)
    race_view.many_seeds(conditions, values.share)
    proof(PAGE, {side: lap.flow for side, lap in laps.items()}, at)
    race_view.table(conditions, laps, values.share)


part(PAGE, the_race, together=live.running(PAGE) or streaming.running())

if lesson.revealed(PAGE, "reach"):
    part(PAGE, lambda: equation_panel(PAGE, race_view.EQUATIONS))
    lesson.takeaway(PAGE)
