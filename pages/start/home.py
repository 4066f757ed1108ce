"""Start: a finished race, what the lesson is about, and the map of it."""

import streamlit as st

from lstm97.ui.base.part import picture_first
from lstm97.ui.base.text import prose
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.stage import stage
from lstm97.ui.pages.home import view as home

lesson.text(prose("home", "intro"))
home.where_you_left_off()

run = home.finished_race()
if run:
    home.headline(run)
    lesson.text(prose("home", "race"))
    stage(home.race_scene(run), key="home/stage")
    picture_first()
    home.origin(run)

st.header(prose("home", "map-title"), anchor=False)
lesson.text(prose("home", "map"))
lesson.map_of_lesson()
