"""The problem: why an error dies or blows up on its way back (paper, section 3.1)."""

import streamlit as st

from lstm97.analysis.vanishing import scene
from lstm97.figures.vanishing import problem_scene
from lstm97.ui import lesson, sketch, vanishing_parts
from lstm97.ui import vanishing as page
from lstm97.ui.code import equation_panel
from lstm97.ui.controls import controls
from lstm97.ui.stage import stage
from lstm97.ui.text import prose, t

lesson.title(page.PAGE)
lesson.goals(page.PAGE)
lesson.text(prose(page.PAGE, "intro"))
values = controls(page.SETTINGS)
setup = page.setup(values)
run = page.measured(setup, values.share)

revealed = lesson.predict(page.PAGE, "fate", page.FATES)
if revealed:
    page.compare(run, values.share)
    page.headline(run, values.share)
else:
    st.caption(t(f"{page.PAGE}.sketch"))
summary = page.summary(run, values.share) if revealed else t(f"{page.PAGE}.summary_hidden")
drawn = values.sketch if revealed else sketch.typed(page.SETTINGS, values)
state = stage(
    problem_scene(*scene(setup), run, t, sketch=drawn, revealed=revealed, summary=summary),
    key=f"{page.PAGE}/stage/{revealed}",
    report=not revealed,
)
if revealed:
    lesson.how_to_read(page.PAGE)
    page.notice(run, values.share)
    lesson.summary_and_table(page.PAGE, summary, page.table(run))
    vanishing_parts.one_weight(values)
    vanishing_parts.no_help(values, setup)
    vanishing_parts.many_units(values, setup)
    st.header(t(f"{page.PAGE}.heads.equations"), anchor=False)
    equation_panel(page.PAGE, page.EQUATIONS, page.numbers(run))
    page.prove(setup)
    lesson.takeaway(page.PAGE)
else:
    sketch.keep(page.SETTINGS, state.guess)
