"""Figure 1 of the paper alive: you hold the gates, then a trained network does; drift and abuse."""

import streamlit as st

from lstm97.analysis import gatekeeper
from lstm97.ui import lesson
from lstm97.ui import memory_cell as ui
from lstm97.ui.code import equation_panel
from lstm97.ui.controls import control, controls
from lstm97.ui.crosslinks import see_also
from lstm97.ui.proof import proof
from lstm97.ui.stage import stage
from lstm97.ui.text import prose, t

PAGE = ui.PAGE

lesson.title(PAGE)
lesson.text(prose(PAGE, "intro"))
lesson.goals(PAGE)

st.header(t("memory-cell.heads.game"), anchor=False)
lesson.text(prose(PAGE, "game"))
values = controls(ui.SETTINGS)
puzzle = ui.pose(values.T, values.size, values.seed)
yours = ui.played(values, puzzle)
if lesson.predict(PAGE, "open", ("value", "mixture", "nothing")):
    ui.valves(puzzle)
    ui.score_board(yours)
    stage(ui.scene(yours), key="memory-cell/stage")
    lesson.how_to_read(PAGE)
    lesson.notice(PAGE, **ui.score(yours))
    lesson.summary_and_table(
        PAGE, t("memory-cell.words.summary", **ui.score(yours)), ui.rows(yours)
    )

    st.header(t("memory-cell.heads.net"), anchor=False)
    lesson.text(prose(PAGE, "net"))
    control(ui.SETTINGS, "trained")
    net = gatekeeper.let_play(ui.nets()[int(values.trained)], puzzle)
    ui.beside_the_net(yours, net)
    lesson.notice(PAGE, "notice-net", sequences=int(values.trained), **ui.score(net))

st.header(t("memory-cell.heads.blocks"), anchor=False)
lesson.text(prose(PAGE, "blocks"))
st.table(ui.sharing(), hide_index=True)

st.header(t("memory-cell.heads.drift"), anchor=False)
lesson.text(prose(PAGE, "drift"))
if lesson.predict(PAGE, "drift", ("whole", "tenth", "lost")):
    control(ui.SETTINGS, "bias")
    ajar, cured = ui.run_drift(0.0), ui.run_drift(values.bias)
    ui.drift_charts(ajar, cured)
    lesson.notice(PAGE, "notice-drift", **ui.drift_numbers(ajar, cured))

st.header(t("memory-cell.heads.abuse"), anchor=False)
lesson.text(prose(PAGE, "abuse"))
if lesson.predict(PAGE, "abuse", ("store", "constant", "silent")):
    control(ui.SETTINGS, "ogb")
    free, held = ui.run_abuse((0.0, 0.0)), ui.run_abuse(ui.GATE_BIASES[values.ogb])
    ui.abuse_charts(free, held)
    lesson.notice(PAGE, "notice-abuse", **ui.abuse_numbers(free, held))

st.header(t("memory-cell.heads.code"), anchor=False)
equation_panel(PAGE, ui.EQUATIONS)
proof(PAGE, {"lstm97": yours.flow})
see_also("carousel", "scissors")
lesson.takeaway(PAGE)
