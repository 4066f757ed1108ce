"""Foundations: a neuron, its loss, and plain gradient steps down a surface that was measured."""

import streamlit as st

from lstm97.ui import gradient_descent as page
from lstm97.ui import lesson
from lstm97.ui.code import equation_panel
from lstm97.ui.controls import controls
from lstm97.ui.crosslinks import see_also
from lstm97.ui.text import prose, t

lesson.title(page.PAGE)
lesson.goals(page.PAGE)
lesson.text(prose(page.PAGE, "intro"))
values = controls(page.SETTINGS)
task = page.task_of(values)

st.header(t(f"{page.PAGE}.heads.neuron"), anchor=False)
lesson.text(prose(page.PAGE, "neuron"))
page.neuron(task, values)

st.header(t(f"{page.PAGE}.heads.walk"), anchor=False)
lesson.text(prose(page.PAGE, "walk"))
if lesson.predict(page.PAGE, "outcome", page.GUESSES):
    found = page.walked(values)
    page.event(found)
    page.charts(task, found, values)
    lesson.how_to_read(page.PAGE)
    page.notice(found, values)
    lesson.summary_and_table(page.PAGE, page.summary(found), page.table(found))
    page.solid(task, found)
    st.header(t(f"{page.PAGE}.heads.check"), anchor=False)
    page.checked(task, values)
st.header(t(f"{page.PAGE}.heads.equations"), anchor=False)
equation_panel(page.PAGE, page.EQUATIONS, page.filled(task, values))
see_also("vanishing-exploding", "math-toolbox")
lesson.takeaway(page.PAGE)
