"""Section 3.2: one weight asked to store and to protect, to read and to shield; then gates."""

import streamlit as st

from lstm97.analysis import conflict
from lstm97.ui import lesson
from lstm97.ui import weight_conflict as ui
from lstm97.ui.code import equation_panel
from lstm97.ui.controls import controls
from lstm97.ui.crosslinks import see_also
from lstm97.ui.proof import proof
from lstm97.ui.text import prose, t

PAGE = ui.PAGE

lesson.title(PAGE)
lesson.text(prose(PAGE, "intro"))
lesson.goals(PAGE)

st.header(t("weight-conflict.heads.tug"), anchor=False)
lesson.text(prose(PAGE, "task"))
values = controls(ui.SETTINGS)
tug = ui.run_tug(values.side, values.T, ui.TRAINING, values.seed)
numbers = ui.numbers(tug, values.after)
if lesson.predict(PAGE, "settles", ("one", "zero", "between", "never")):
    lesson.text(prose(PAGE, f"task-{values.side}"))
    ui.train_on(values)
    ui.tug_charts(tug, values.side, values.after)
    lesson.how_to_read(PAGE)
    lesson.notice(PAGE, **numbers)
    lesson.summary_and_table(PAGE, t("weight-conflict.words.summary", **numbers), ui.rows(tug))

st.header(t("weight-conflict.heads.gates"), anchor=False)
lesson.text(prose(PAGE, "gates"))
if lesson.predict(PAGE, "gates", ("both", "cell", "neither")):
    standings = ui.contest(values.seed)
    found = ui.contest_numbers(standings)
    lesson.notice(PAGE, "notice-gates", **found)
    lesson.summary_and_table(
        f"{PAGE}/found", t("weight-conflict.words.found", **found), ui.contest_rows(standings)
    )

st.header(t("weight-conflict.heads.code"), anchor=False)
equation_panel(PAGE, ui.EQUATIONS)
flow = conflict.single(values.side, values.T, float(tug.weight[values.after]), values.seed)
proof(PAGE, {"rnn": flow})
see_also("carousel", "memory-cell")
lesson.takeaway(PAGE)
