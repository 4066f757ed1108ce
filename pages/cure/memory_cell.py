"""Figure 1 of the paper alive: you hold the gates, then a trained network does; drift and abuse."""

import streamlit as st

from lstm97.ui import lesson
from lstm97.ui import memory_cell_game as game
from lstm97.ui.code import equation_panel
from lstm97.ui.controls import controls
from lstm97.ui.crosslinks import see_also
from lstm97.ui.memory_cell import EQUATIONS, PAGE, SETTINGS, sharing
from lstm97.ui.memory_cell_abuse import the_abuse
from lstm97.ui.memory_cell_drift import the_drift
from lstm97.ui.part import part
from lstm97.ui.proof import proof
from lstm97.ui.stage import stage
from lstm97.ui.text import prose, t

lesson.title(PAGE)
lesson.text(prose(PAGE, "intro"))
lesson.goals(PAGE)

st.header(t("memory-cell.heads.game"), anchor=False)
lesson.text(prose(PAGE, "game"))


def the_game() -> None:
    """The reader holds the gates; then a network does."""
    values = controls(SETTINGS)
    if not lesson.predict(PAGE, "open", ("value", "mixture", "nothing")):
        return
    puzzle = game.pose(values.T, values.size, values.seed)
    game.valves(puzzle)
    yours = game.played(values, puzzle)
    game.score_board(yours)
    stage(game.scene(yours), key="memory-cell/stage")
    lesson.how_to_read(PAGE)
    lesson.notice(PAGE, **game.score(yours))
    proof(PAGE, {"lstm97": yours.flow})
    lesson.summary_and_table(PAGE, game.summary(yours), game.rows(yours))
    game.the_net(puzzle, yours)


part(PAGE, the_game)

st.header(t("memory-cell.heads.blocks"), anchor=False)
lesson.text(prose(PAGE, "blocks"))
st.table(sharing(), hide_index=True)

st.header(t("memory-cell.heads.drift"), anchor=False)
lesson.text(prose(PAGE, "drift"))
part(PAGE, the_drift)

st.header(t("memory-cell.heads.abuse"), anchor=False)
lesson.text(prose(PAGE, "abuse"))
part(PAGE, the_abuse)

st.header(t("memory-cell.heads.code"), anchor=False)
part(PAGE, lambda: equation_panel(PAGE, EQUATIONS))
see_also("carousel", "scissors")
lesson.takeaway(PAGE)
