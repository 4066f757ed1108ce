"""The main screen: whose error gets further back, a recurrent network's or the 1997 LSTM's."""

import streamlit as st

from lstm97.ui import lesson, race, race_view, sketch, training
from lstm97.ui.code import equation_panel
from lstm97.ui.controls import controls
from lstm97.ui.proof import proof
from lstm97.ui.stage import stage
from lstm97.ui.text import prose, t

PAGE = race.PAGE
GUESSES = ("both", "neither", "lstm", "rnn")

lesson.title(PAGE)
lesson.text(prose(PAGE, "intro"))
lesson.goals(PAGE)

values = controls(race.SETTINGS)
conditions = race.conditions(values)
trained = training.granted(conditions, int(values.trained))
start = training.networks(conditions, trained)
at = race.entering(values, len(race.sequence_of(conditions).xs))
laps = race.laps(conditions, start, at, values.share)

if lesson.predict(PAGE, "reach", GUESSES):
    before = race.before(conditions, at, values.share) if trained else None
    place = training.buttons(conditions, trained)
    top = st.empty()
    with top.container():
        race_view.headline(laps, before)
    picture = race_view.scene(conditions, laps, values.share, before, drawn=values.sketch)
    if place:
        race_view.train(conditions, start, at, values.share, picture, place, top)
    training.past(start)
    stage(picture, key=f"{PAGE}/stage")
    lesson.how_to_read(PAGE)
    lesson.notice(PAGE, **race_view.facts(laps, values.share))
    race_view.many_seeds(conditions, values.share)
    equation_panel(PAGE, race_view.EQUATIONS)
    proof(PAGE, {side: lap.flow for side, lap in laps.items()}, at)
    race_view.table(conditions, laps, values.share)
    lesson.takeaway(PAGE)
else:
    lesson.text(t(f"{PAGE}.draw"))
    drawn = sketch.typed(race.SETTINGS, values)
    hidden = race_view.scene(conditions, laps, values.share, revealed=False, drawn=drawn)
    sketch.keep(race.SETTINGS, stage(hidden, key=f"{PAGE}/waiting", report=True).guess)
