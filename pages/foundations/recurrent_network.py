"""Foundations: one unit with a loop, unrolled; which of its inputs does it still remember?"""

import streamlit as st

from lstm97.ui import lesson
from lstm97.ui import recurrent_network as page
from lstm97.ui.code import equation_panel
from lstm97.ui.controls import controls
from lstm97.ui.crosslinks import see_also
from lstm97.ui.part import part
from lstm97.ui.text import prose, t

PAGE = page.PAGE

lesson.title(PAGE)
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
