"""The problem: why an error dies or blows up on its way back (paper, section 3.1)."""

import streamlit as st

from lstm97.ui.base.part import part, picture_first
from lstm97.ui.base.text import prose, t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.equations import equation_panel
from lstm97.ui.link.controls import controls
from lstm97.ui.pages.vanishing_exploding import parts as vanishing_parts
from lstm97.ui.pages.vanishing_exploding import view as page

PAGE = page.PAGE

lesson.goals(PAGE)
lesson.text(prose(PAGE, "intro"))


def the_network() -> None:
    """Controls, the network on the stage, and every section that speaks of this network."""
    values = controls(page.SETTINGS)
    setup = page.setup(values)
    run = page.measured(setup, values.share)
    if not lesson.predict(PAGE, "fate", page.FATES):
        return page.waiting(setup, run, values)
    page.compare(run, values.share)
    page.headline(run, values.share)
    page.revealed(setup, run, values)
    picture_first()
    part(PAGE, vanishing_parts.one_weight)
    st.header(t(f"{PAGE}.heads.help"), anchor=False)
    part(PAGE, lambda: vanishing_parts.larger_weights(setup))
    part(PAGE, lambda: vanishing_parts.larger_rate(setup))
    part(PAGE, lambda: vanishing_parts.many_units(setup))
    st.header(t(f"{PAGE}.heads.equations"), anchor=False)
    part(PAGE, lambda: equation_panel(PAGE, page.EQUATIONS, page.numbers(run)))
    part(PAGE, lambda: page.prove(setup))


part(PAGE, the_network)

if lesson.revealed(PAGE, "fate"):
    lesson.takeaway(PAGE)
