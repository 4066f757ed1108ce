"""The naive solution of section 3.2: constant error flow, and why it is not enough."""

import streamlit as st

from lstm97.ui.base.crosslinks import see_also
from lstm97.ui.base.part import part
from lstm97.ui.base.text import prose, t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.equations import equation_panel
from lstm97.ui.lesson.proof import proof
from lstm97.ui.lesson.stage import stage
from lstm97.ui.link.controls import controls
from lstm97.ui.pages.carousel import view as carousel

PAGE = carousel.PAGE

lesson.text(prose(PAGE, "intro"))
lesson.goals(PAGE)

st.header(t("carousel.heads.unit"), anchor=False)
lesson.text(prose(PAGE, "derivation"))


def the_unit() -> None:
    """A unit with a loop of the reader's own beside the carousel."""
    values = controls(carousel.SETTINGS)
    if not lesson.predict(PAGE, "left", ("most", "third", "trace", "nothing")):
        return
    yours, beside = carousel.loops(values)
    stage(carousel.scene(yours, beside), key="carousel/loop")
    lesson.how_to_read(PAGE)
    lesson.notice(PAGE, **carousel.numbers(yours, beside[1.0]))
    proof(PAGE, {"rnn": yours.flow}, "last")
    said = carousel.summary(yours, beside[1.0])
    lesson.summary_and_table(PAGE, said, carousel.rows(yours, beside))


part(PAGE, the_unit)

st.header(t("carousel.heads.cell"), anchor=False)
lesson.text(prose(PAGE, "cell"))
part(PAGE, carousel.the_claims)

st.header(t("carousel.heads.enough"), anchor=False)
lesson.text(prose(PAGE, "not-enough"))
see_also("weight-conflict", "memory-cell")

st.header(t("carousel.heads.code"), anchor=False)
part(PAGE, lambda: equation_panel(PAGE, carousel.EQUATIONS))
lesson.takeaway(PAGE)
