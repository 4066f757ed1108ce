"""Foundations: a neuron, its loss, and plain gradient steps down a surface that was measured."""

import streamlit as st

from lstm97.ui.base.crosslinks import see_also
from lstm97.ui.base.part import part
from lstm97.ui.base.text import prose, t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.equations import equation_panel
from lstm97.ui.link.controls import controls
from lstm97.ui.pages.gradient_descent import view as page

PAGE = page.PAGE

lesson.goals(PAGE)
lesson.text(prose(PAGE, "intro"))


def the_descent() -> None:
    """Controls, one point through the neuron, and the walk from where it starts."""
    values = controls(page.SETTINGS)
    task = page.task_of(values)
    st.header(t(f"{PAGE}.heads.neuron"), anchor=False)
    lesson.text(prose(PAGE, "neuron"))
    part(PAGE, lambda: page.neuron(task))
    st.header(t(f"{PAGE}.heads.walk"), anchor=False)
    lesson.text(prose(PAGE, "walk"))
    if lesson.predict(PAGE, "outcome", page.GUESSES):
        found = page.walked(values)
        page.event(found)
        page.charts(task, found, values)
        lesson.how_to_read(PAGE)
        page.notice(found, values)
        lesson.summary_and_table(PAGE, page.summary(found), page.table(found))
        page.fitted(task, found)
        page.solid(task, found)
        page.checked(task, values)
    st.header(t(f"{PAGE}.heads.equations"), anchor=False)
    part(PAGE, lambda: equation_panel(PAGE, page.EQUATIONS, page.filled(task, values)))


part(PAGE, the_descent)

see_also("vanishing-exploding", "math-toolbox")
lesson.takeaway(PAGE)
