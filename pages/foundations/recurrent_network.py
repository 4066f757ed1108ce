"""Foundations: one unit with a loop, unrolled; which of its inputs does it still remember?"""

import streamlit as st

from lstm97.figures.memory import memory_scene
from lstm97.ui import lesson
from lstm97.ui import recurrent_network as page
from lstm97.ui.code import equation_panel
from lstm97.ui.controls import controls
from lstm97.ui.crosslinks import see_also
from lstm97.ui.stage import stage
from lstm97.ui.text import prose, t

lesson.title(page.PAGE)
lesson.goals(page.PAGE)
lesson.text(prose(page.PAGE, "intro"))
values = controls(page.SETTINGS)
fed = page.feed(values)
page.alphabet(fed)
memory = page.measured(values, fed)
page.unrolled(memory, values)

revealed = lesson.predict(page.PAGE, "kept", page.GUESSES)
if revealed:
    summary = page.summary(memory, fed)
    scene = memory_scene(memory, fed.symbols, t, summary)
    stage(scene, key=f"{page.PAGE}/stage/{values.feed}")
    page.chart(memory, fed)
    lesson.how_to_read(page.PAGE)
    page.notice(memory, fed)
    lesson.summary_and_table(page.PAGE, summary, page.table(memory, fed))
st.header(t(f"{page.PAGE}.heads.equations"), anchor=False)
equation_panel(page.PAGE, page.EQUATIONS, page.filled(memory, values) if revealed else None)
see_also("bptt", "vanishing-exploding", "carousel")
lesson.takeaway(page.PAGE)
