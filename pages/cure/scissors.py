"""The scissors: truncated against full gradient, edge by edge, in learning and in cost."""

import streamlit as st

from lstm97.ui.base.part import part
from lstm97.ui.base.text import prose, t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson import training as live
from lstm97.ui.lesson.equations import equation_panel
from lstm97.ui.lesson.proof import proof
from lstm97.ui.lesson.stage import stage
from lstm97.ui.link.controls import controls
from lstm97.ui.pages.scissors import learning as scissors_learning
from lstm97.ui.pages.scissors import view as page
from lstm97.ui.pages.scissors.cost import cost

PAGE = page.PAGE
teaching = live.running(PAGE)

lesson.text(prose(PAGE, "intro"))
lesson.goals(PAGE)


def the_cuts() -> None:
    """One network's error, cut where the reader cuts it, and thirty more networks."""
    values = controls(page.SETTINGS)
    if not lesson.predict(PAGE, "turn", page.TURNS):
        return
    cutting = page.run(values)
    page.headline(cutting)
    stage(page.scene(values, cutting), key=f"{PAGE}/stage")
    page.shares(cutting)
    lesson.how_to_read(PAGE)
    lesson.notice(PAGE, **page.facts(values, cutting))
    proof(PAGE, {"lstm97": cutting.yours})
    lesson.summary_and_table(PAGE, page.summary(values, cutting), page.table(cutting))
    st.header(t(f"{PAGE}.heads.many"), anchor=False)
    lesson.text(prose(PAGE, "many"))
    page.many(values, cutting)


part(PAGE, the_cuts, together=teaching)

st.header(t(f"{PAGE}.heads.learning"), anchor=False)
lesson.text(prose(PAGE, "learning"))
part(PAGE, scissors_learning.learning, together=teaching)
taught = st.container()
if lesson.revealed(PAGE, "learn"):
    lesson.text(prose(PAGE, "learning-says"))

st.header(t(f"{PAGE}.heads.cost"), anchor=False)
lesson.text(prose(PAGE, "cost"))
part(PAGE, cost, together=teaching)

st.header(t(f"{PAGE}.heads.equations"), anchor=False)
part(PAGE, lambda: equation_panel(PAGE, page.EQUATIONS), together=teaching)
lesson.takeaway(PAGE)

if teaching and lesson.revealed(PAGE, "learn"):
    with taught:  # last of all, so that the rest of the page is there meanwhile
        scissors_learning.teach()
