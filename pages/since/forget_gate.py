"""The forget gate of 2000: it turns the carousel into a leak, and resets a stream."""

import streamlit as st

from lstm97.ui import forget_gate as page
from lstm97.ui import lesson, sketch
from lstm97.ui.code import equation_panel
from lstm97.ui.controls import controls
from lstm97.ui.proof import proof
from lstm97.ui.stage import stage
from lstm97.ui.text import prose, t

PAGE = page.PAGE

lesson.title(PAGE)
lesson.text(prose(PAGE, "intro"))
lesson.goals(PAGE)
values = controls(page.SETTINGS)
fade = page.measured(page.dial(values), values.share)

revealed = lesson.predict(PAGE, "reach", page.REACHES)
if revealed:
    page.compare(fade)
    page.headline(fade, values)
else:
    st.caption(t(f"{PAGE}.sketch"))
drawn = page.scene(fade, values, revealed)
state = stage(drawn, key=f"{PAGE}/stage/{revealed}", report=not revealed)
if revealed:
    lesson.how_to_read(PAGE)
    lesson.notice(PAGE, **page.facts(fade, values))
    page.dial_chart(values)
    lesson.summary_and_table(PAGE, page.summary(fade, values), page.table(fade))
else:
    sketch.keep(page.SETTINGS, state.guess)

st.header(t(f"{PAGE}.heads.stream"), anchor=False)
lesson.text(prose(PAGE, "stream"))
if lesson.predict(PAGE, "state", ("same", "grows", "fades")):
    page.stream_controls()
    lives = page.live(page.stream(values))
    page.stream_headline(lives)
    stage(page.stream_stage(values, lives), key=f"{PAGE}/stream")
    lesson.how_to_read(PAGE, "how-to-read-stream")
    lesson.notice(PAGE, "notice-stream", **page.stream_facts(values, lives))
    said = page.stream_summary(values, lives)
    lesson.summary_and_table(f"{PAGE}/stream", said, page.stream_table(values, lives))

st.header(t(f"{PAGE}.heads.today"), anchor=False)
lesson.text(prose(PAGE, "today"))
page.today(values.share)

st.header(t(f"{PAGE}.heads.equations"), anchor=False)
equation_panel(PAGE, page.EQUATIONS)
proof(PAGE, fade.flows)
lesson.takeaway(PAGE)
