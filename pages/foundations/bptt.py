"""Foundations: a small recurrent net forward and back, with numbers that a reader can check."""

import streamlit as st

from lstm97.figures.unrolled import unrolled_scene
from lstm97.ui import bptt as page
from lstm97.ui import lesson
from lstm97.ui.code import equation_panel
from lstm97.ui.controls import controls
from lstm97.ui.crosslinks import see_also
from lstm97.ui.stage import stage
from lstm97.ui.text import prose, t

lesson.title(page.PAGE)
lesson.goals(page.PAGE)
lesson.text(prose(page.PAGE, "intro"))
values = controls(page.SETTINGS)
flow = page.run(values)
st.markdown(t(f"{page.PAGE}.net", v=values.vin, w=values.w, u=values.u))

revealed = lesson.predict(page.PAGE, "largest", page.GUESSES)
if revealed:
    summary = page.summary(flow)
    key = f"{page.PAGE}/stage/{values.T}"
    scene = unrolled_scene(flow, t, summary, page.still_asked(flow, values))
    rest = stage(scene, key=key, report=True)
    page.numbers(flow, page.at_rest(rest, flow), values)
    lesson.how_to_read(page.PAGE)
    lesson.notice(page.PAGE, **page.facts(flow))
    lesson.summary_and_table(page.PAGE, summary, page.table(flow))
    st.header(t(f"{page.PAGE}.heads.exercise"), anchor=False)
    page.exercise_box(flow, values)
    st.header(t(f"{page.PAGE}.heads.check"), anchor=False)
    page.checked(flow)
else:
    page.before_reveal(flow)
st.header(t(f"{page.PAGE}.heads.cost"), anchor=False)
lesson.text(prose(page.PAGE, "cost"))
page.cost()
st.header(t(f"{page.PAGE}.heads.equations"), anchor=False)
equation_panel(page.PAGE, page.EQUATIONS, page.filled(flow) if revealed else None)
see_also("vanishing-exploding", "scissors", "math-toolbox")
lesson.takeaway(page.PAGE)
