"""Each task of the paper: look at a sequence, train on it, see what was learnt to be kept."""

import streamlit as st

from lstm97.ui import experiments, lesson
from lstm97.ui.controls import controls
from lstm97.ui.stage import stage
from lstm97.ui.text import prose

PAGE = experiments.PAGE
GUESSES = ("hundreds", "thousands", "tens", "more")

lesson.title(PAGE)
lesson.text(prose(PAGE, "intro"))
lesson.goals(PAGE)
values = controls(experiments.SETTINGS)
experiments.story(values)
task, seed = experiments.task_of(values), int(values.seed)

if not lesson.predict(PAGE, "count", GUESSES):
    stage(experiments.preview(task, seed), key=f"{PAGE}/preview/{values.experiment}")
    st.stop()

if values.net == "paper":
    lstm, rival = experiments.paper_net(values), None
else:
    run = experiments.run_of(values)
    place = experiments.buttons(run)
    draw = experiments.curves()
    if place:
        experiments.train(run, place, draw, experiments.live_stage(task, seed, run))
    if run.latest.sequences:
        draw(run)
    moment = experiments.choose_snapshot(run)
    lstm, rival = moment.lstm, moment.rival

if lstm is not None:
    shown = experiments.laps(task, seed, lstm, rival)
    stage(experiments.scene(task, seed, shown), key=f"{PAGE}/stage")
lesson.how_to_read(PAGE)
lesson.notice(PAGE)
lesson.takeaway(PAGE)
