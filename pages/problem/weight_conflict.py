"""Section 3.2: one weight asked to store and to protect, to read and to shield; then gates."""

import streamlit as st

from lstm97.ui.base.crosslinks import see_also
from lstm97.ui.base.part import part
from lstm97.ui.base.text import prose, t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson import training as live
from lstm97.ui.lesson.equations import equation_panel
from lstm97.ui.link.controls import controls
from lstm97.ui.pages.weight_conflict import view as page

PAGE = page.PAGE

lesson.text(prose(PAGE, "intro"))
lesson.goals(PAGE)

st.header(t(f"{PAGE}.heads.tug"), anchor=False)
lesson.text(prose(PAGE, "task"))


def the_tug() -> None:
    """Controls, the single weight pulled both ways; then the same with gates, by the same seed."""
    values = controls(page.SETTINGS)
    tug = page.run_tug(values.side, values.T, page.TRAINING, values.seed)
    if lesson.predict(PAGE, "settles", ("one", "zero", "between", "never")):
        page.pulled(tug, values)
    st.header(t(f"{PAGE}.heads.gates"), anchor=False)
    lesson.text(prose(PAGE, "gates"))
    part(PAGE, lambda: page.contest(values.seed), together=live.running(PAGE))


part(PAGE, the_tug, together=live.running(PAGE))

st.header(t(f"{PAGE}.heads.code"), anchor=False)
part(PAGE, lambda: equation_panel(PAGE, page.EQUATIONS))
see_also("carousel", "memory-cell")
lesson.takeaway(PAGE)
