"""The scissors: truncated against full gradient, edge by edge, in learning and in cost."""

import streamlit as st

from lstm97.ui import lesson, scissors_parts
from lstm97.ui import scissors as page
from lstm97.ui.code import equation_panel
from lstm97.ui.controls import controls
from lstm97.ui.proof import proof
from lstm97.ui.stage import stage
from lstm97.ui.text import prose, t

PAGE = page.PAGE

lesson.title(PAGE)
lesson.text(prose(PAGE, "intro"))
lesson.goals(PAGE)
values = controls(page.SETTINGS)
cutting = page.run(values)

if lesson.predict(PAGE, "turn", page.TURNS):
    page.headline(cutting)
    stage(page.scene(values, cutting), key=f"{PAGE}/stage")
    page.shares(cutting)
    lesson.how_to_read(PAGE)
    lesson.notice(PAGE, **page.facts(values, cutting))
    lesson.summary_and_table(PAGE, page.summary(values, cutting), page.table(cutting))
    st.header(t(f"{PAGE}.heads.many"), anchor=False)
    lesson.text(prose(PAGE, "many"))
    page.many(values, cutting)

st.header(t(f"{PAGE}.heads.learning"), anchor=False)
lesson.text(prose(PAGE, "learning"))
if lesson.predict(PAGE, "learn", ("cut", "same", "full")):
    scissors_parts.learning(values)
    lesson.text(prose(PAGE, "learning-says"))

st.header(t(f"{PAGE}.heads.cost"), anchor=False)
lesson.text(prose(PAGE, "cost"))
scissors_parts.cost()

st.header(t(f"{PAGE}.heads.equations"), anchor=False)
equation_panel(PAGE, page.EQUATIONS)
proof(PAGE, {"lstm97": cutting.yours})
lesson.takeaway(PAGE)
