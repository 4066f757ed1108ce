"""Foundations: products of slopes, powers of a matrix, and noise, each a slider away."""

import streamlit as st

from lstm97.ui.base.crosslinks import see_also
from lstm97.ui.base.part import part
from lstm97.ui.base.text import prose, t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.equations import equation_panel
from lstm97.ui.link.controls import controls
from lstm97.ui.pages.math_toolbox import benches as math_benches
from lstm97.ui.pages.math_toolbox import view as page

PAGE = page.PAGE

lesson.goals(PAGE)
lesson.text(prose(PAGE, "intro"))
controls(page.SETTINGS)

st.header(t(f"{PAGE}.heads.chain"), anchor=False)
lesson.text(prose(PAGE, "chain"))
part(PAGE, math_benches.chain_rule)
see_also("bptt")

st.header(t(f"{PAGE}.heads.power"), anchor=False)
lesson.text(prose(PAGE, "power"))
part(PAGE, math_benches.matrix_powers)
see_also("vanishing-exploding")

st.header(t(f"{PAGE}.heads.noise"), anchor=False)
lesson.text(prose(PAGE, "noise"))
part(PAGE, math_benches.gaussian_noise)
see_also("experiments")

st.header(t(f"{PAGE}.heads.equations"), anchor=False)
part(PAGE, lambda: equation_panel(PAGE, page.EQUATIONS))
lesson.takeaway(PAGE)
