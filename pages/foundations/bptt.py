"""Foundations: a small recurrent net forward and back, with numbers that a reader can check."""

import streamlit as st

from lstm97.ui.base.crosslinks import see_also
from lstm97.ui.base.part import part
from lstm97.ui.base.text import prose, t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.equations import equation_panel
from lstm97.ui.link.controls import controls
from lstm97.ui.pages.bptt import cost as bptt_cost
from lstm97.ui.pages.bptt import exercise as bptt_exercise
from lstm97.ui.pages.bptt import view as page

PAGE = page.PAGE

lesson.goals(PAGE)
lesson.text(prose(PAGE, "intro"))


def the_net() -> None:
    """Controls, both sweeps through the net, the exercise on its numbers, and their check."""
    values = controls(page.SETTINGS)
    flow = page.run(values)
    st.markdown(t(f"{PAGE}.net", v=values.vin, w=values.w, u=values.u))
    shown = lesson.predict(PAGE, "largest", page.GUESSES)
    if shown:
        asked = bptt_exercise.still_asked(flow, values)
        part(PAGE, lambda: page.sweeps(flow, asked))
        lesson.how_to_read(PAGE)
        lesson.notice(PAGE, **page.facts(flow))
        lesson.summary_and_table(PAGE, page.summary(flow), page.table(flow))
        st.header(t(f"{PAGE}.heads.exercise"), anchor=False)
        bptt_exercise.box(flow, values)
        st.header(t(f"{PAGE}.heads.check"), anchor=False)
        page.checked(flow)
    else:
        page.before_reveal(flow)
    st.header(t(f"{PAGE}.heads.equations"), anchor=False)
    numbers = page.filled(flow) if shown else None
    part(PAGE, lambda: equation_panel(PAGE, page.EQUATIONS, numbers))


part(PAGE, the_net)

st.header(t(f"{PAGE}.heads.cost"), anchor=False)
lesson.text(prose(PAGE, "cost"))
part(PAGE, bptt_cost.cost)
see_also("vanishing-exploding", "scissors", "math-toolbox")
lesson.takeaway(PAGE)
