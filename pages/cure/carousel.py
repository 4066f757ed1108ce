"""The naive solution of section 3.2: constant error flow, and why it is not enough."""

import streamlit as st

from lstm97.ui import carousel, lesson
from lstm97.ui.code import equation_panel
from lstm97.ui.controls import control, controls
from lstm97.ui.crosslinks import see_also
from lstm97.ui.proof import proof
from lstm97.ui.stage import stage
from lstm97.ui.text import prose, t

PAGE = carousel.PAGE

lesson.title(PAGE)
lesson.text(prose(PAGE, "intro"))
lesson.goals(PAGE)

st.header(t("carousel.heads.unit"), anchor=False)
lesson.text(prose(PAGE, "derivation"))
values = controls(carousel.SETTINGS)
steps = int(values.T)
yours = carousel.run_loop(values.w, steps, values.f)
if lesson.predict(PAGE, "left", ("most", "third", "trace", "nothing")):
    beside = {w: carousel.run_loop(w, steps) for w in carousel.BESIDE}
    stage(carousel.scene(yours, beside), key="carousel/loop")
    lesson.how_to_read(PAGE)
    lesson.notice(PAGE, **carousel.numbers(yours), bits=carousel.bits(beside[1.0].kept))
    lesson.summary_and_table(
        PAGE, carousel.summary(yours, beside[1.0]), carousel.rows(yours, beside)
    )

st.header(t("carousel.heads.cell"), anchor=False)
lesson.text(prose(PAGE, "cell"))
claims = carousel.run_claims(carousel.ECHOES[values.echo], carousel.STEPS, values.seed)
if lesson.predict(PAGE, "full", ("one", "vanishes", "depends")):
    control(carousel.SETTINGS, "echo")
    carousel.three_claims(claims)
    lesson.how_to_read(PAGE, "how-to-read-claims")
    lesson.notice(PAGE, "notice-claims")

st.header(t("carousel.heads.enough"), anchor=False)
lesson.text(prose(PAGE, "not-enough"))
see_also("weight-conflict", "memory-cell")

st.header(t("carousel.heads.code"), anchor=False)
equation_panel(PAGE, carousel.EQUATIONS)
proof(PAGE, {"rnn": yours.flow, "lstm97": claims.flow}, "last")
lesson.takeaway(PAGE)
