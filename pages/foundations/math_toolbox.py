"""Foundations: products of slopes, powers of a matrix, and noise, each a slider away."""

import streamlit as st

from lstm97.ui import lesson
from lstm97.ui import math_toolbox as page
from lstm97.ui.code import equation_panel
from lstm97.ui.controls import controls
from lstm97.ui.text import prose, t

lesson.title(page.PAGE)
lesson.goals(page.PAGE)
lesson.text(prose(page.PAGE, "intro"))
values = controls(page.SETTINGS)

shown = [bench(values) for bench in (page.chain_rule, page.matrix_powers, page.gaussian_noise)]

st.header(t(f"{page.PAGE}.heads.equations"), anchor=False)
equation_panel(page.PAGE, page.EQUATIONS, page.numbers(values, shown))
lesson.takeaway(page.PAGE)
