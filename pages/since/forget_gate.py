"""The forget gate of 2000: it turns the carousel into a leak, and resets a stream."""

import streamlit as st

from lstm97.ui.base.part import part
from lstm97.ui.base.text import prose, t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.equations import equation_panel
from lstm97.ui.lesson.proof import proof
from lstm97.ui.lesson.stage import stage
from lstm97.ui.link.controls import controls, current
from lstm97.ui.pages.forget_gate import view as page
from lstm97.ui.pages.forget_gate.stream import the_stream
from lstm97.ui.pages.forget_gate.today import today

PAGE = page.PAGE

lesson.text(prose(PAGE, "intro"))
lesson.goals(PAGE)


def the_dial() -> None:
    """One bias from carousel to leak, measured beside the cell of 1997 and a GRU."""
    values = controls(page.SETTINGS)
    fade = page.measured(page.dial(values), values.share)
    if not lesson.predict(PAGE, "reach", page.REACHES):
        return page.waiting(fade, values)
    page.compare(fade)
    page.headline(fade, values)
    stage(page.scene(fade, values), key=f"{PAGE}/stage")
    lesson.how_to_read(PAGE)
    lesson.notice(PAGE, **page.facts(fade, values))
    page.dial_chart(values)
    proof(PAGE, fade.flows)
    lesson.summary_and_table(PAGE, page.summary(fade, values), page.table(fade))


part(PAGE, the_dial)

st.header(t(f"{PAGE}.heads.stream"), anchor=False)
lesson.text(prose(PAGE, "stream"))
part(PAGE, the_stream)

st.header(t(f"{PAGE}.heads.today"), anchor=False)
lesson.text(prose(PAGE, "today"))
today(current(page.SETTINGS).share)

st.header(t(f"{PAGE}.heads.equations"), anchor=False)
part(PAGE, lambda: equation_panel(PAGE, page.EQUATIONS))
lesson.takeaway(PAGE)
