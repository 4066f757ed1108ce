"""Figure 1 of the paper alive: you hold the gates, then a trained network does; drift and abuse."""

import streamlit as st

from lstm97.ui import lesson
from lstm97.ui import memory_cell as ui
from lstm97.ui.code import equation_panel
from lstm97.ui.controls import controls
from lstm97.ui.crosslinks import see_also
from lstm97.ui.part import part
from lstm97.ui.proof import proof
from lstm97.ui.stage import stage
from lstm97.ui.text import prose, t

PAGE = ui.PAGE

lesson.title(PAGE)
lesson.text(prose(PAGE, "intro"))
lesson.goals(PAGE)

st.header(t("memory-cell.heads.game"), anchor=False)
lesson.text(prose(PAGE, "game"))


def the_game() -> None:
    """The reader holds the gates; then a network that was never told holds them."""
    values = controls(ui.SETTINGS)
    if not lesson.predict(PAGE, "open", ("value", "mixture", "nothing")):
        return
    puzzle = ui.pose(values.T, values.size, values.seed)
    ui.valves(puzzle)
    yours = ui.played(values, puzzle)
    ui.score_board(yours)
    stage(ui.scene(yours), key="memory-cell/stage")
    lesson.how_to_read(PAGE)
    lesson.notice(PAGE, **ui.score(yours))
    proof(PAGE, {"lstm97": yours.flow})
    lesson.summary_and_table(PAGE, ui.summary(yours), ui.rows(yours))

    st.header(t("memory-cell.heads.net"), anchor=False)
    lesson.text(prose(PAGE, "net"))
    part(PAGE, lambda: ui.the_net(puzzle, yours))


part(PAGE, the_game)

st.header(t("memory-cell.heads.blocks"), anchor=False)
lesson.text(prose(PAGE, "blocks"))
st.table(ui.sharing(), hide_index=True)

st.header(t("memory-cell.heads.drift"), anchor=False)
lesson.text(prose(PAGE, "drift"))
part(PAGE, ui.the_drift)

st.header(t("memory-cell.heads.abuse"), anchor=False)
lesson.text(prose(PAGE, "abuse"))
part(PAGE, ui.the_abuse)

st.header(t("memory-cell.heads.code"), anchor=False)
part(PAGE, lambda: equation_panel(PAGE, ui.EQUATIONS))
see_also("carousel", "scissors")
lesson.takeaway(PAGE)
