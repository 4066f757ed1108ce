"""Start: a finished race, what the lesson is about, and the map of it."""

import streamlit as st

from lstm97.ui.base.part import picture_first
from lstm97.ui.base.text import prose
from lstm97.ui.lesson import bench
from lstm97.ui.lesson import map as lesson_map
from lstm97.ui.lesson.stage import stage
from lstm97.ui.link import controls
from lstm97.ui.pages.home import view as home

home.taken_home()
picture, side = bench.places()
run = home.finished_race(picture)
if run:
    with picture:
        stage(home.race_scene(run), key="home/stage")
        picture_first()
with side:
    home.link_notices()
    if run:
        st.markdown(home.race_sentence(run))
        home.headline(run)
    st.markdown(prose("home", "intro"))
    home.going_on()
    home.keeping()
    if run:
        home.origin(run)
st.header(prose("home", "map-title"), anchor=False)
st.markdown(prose("home", "map"))
lesson_map.show()
controls.current(home.SETTINGS)
