"""Foundations: one unit with a loop, unrolled; which of its inputs does it still remember?"""

import streamlit as st

from lstm97.ui.base.crosslinks import see_also
from lstm97.ui.base.part import part
from lstm97.ui.base.text import prose, t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.equations import equation_panel
from lstm97.ui.link.controls import controls
from lstm97.ui.pages.recurrent_network import view as page

PAGE = page.PAGE

lesson.goals(PAGE)
lesson.text(prose(PAGE, "intro"))


def the_unit() -> None:
    """Controls and input, the unit unrolled, and what it still remembers at the end."""
    values = controls(page.SETTINGS)
    fed = page.feed(values)
    memory = page.measured(values, fed)
    page.unrolled(memory, values)
    shown = lesson.predict(PAGE, "kept", page.GUESSES)
    if shown:
        page.remembered(memory, fed, values)
    st.header(t(f"{PAGE}.heads.equations"), anchor=False)
    numbers = page.filled(memory, values) if shown else None
    part(PAGE, lambda: equation_panel(PAGE, page.EQUATIONS, numbers))


part(PAGE, the_unit)

see_also("bptt", "vanishing-exploding", "carousel")
lesson.takeaway(PAGE)
