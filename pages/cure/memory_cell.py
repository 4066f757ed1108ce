"""Figure 1 of the paper alive: you hold the gates, then a trained network does; drift and abuse."""

import streamlit as st

from lstm97.ui.base.crosslinks import see_also
from lstm97.ui.base.part import part
from lstm97.ui.base.text import prose, t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.equations import equation_panel
from lstm97.ui.lesson.proof import proof
from lstm97.ui.lesson.stage import stage
from lstm97.ui.link.controls import controls
from lstm97.ui.pages.memory_cell import game
from lstm97.ui.pages.memory_cell.abuse import the_abuse
from lstm97.ui.pages.memory_cell.drift import the_drift
from lstm97.ui.pages.memory_cell.view import EQUATIONS, PAGE, SETTINGS, sharing

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
