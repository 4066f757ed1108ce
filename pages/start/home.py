"""Start: what the lesson is about, and the map of it."""

import streamlit as st

from lstm97.ui import lesson
from lstm97.ui.text import prose

lesson.title("home")
lesson.text(prose("home", "intro"))
st.header(prose("home", "map-title"), anchor=False)
lesson.map_of_lesson()
