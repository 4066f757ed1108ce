"""The sentence again: who is "it" for a recurrent network, and for an LSTM taught the same way?"""

from __future__ import annotations

import streamlit as st

from lstm97.analysis.foundations.pronoun import SLUGS
from lstm97.ui.base.numbers import share
from lstm97.ui.base.text import prose, t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View
from lstm97.ui.lesson.pictures import pronoun
from lstm97.ui.lesson.pictures.pronoun import Heard
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.pages.memory_cell.settings import PAGE, SETTINGS, MemoryCellValues


def read_sentence(values: MemoryCellValues) -> Heard:
    """The sentence that the settings name, read by both."""
    return pronoun.read_sentence(values.noun, values.gap, values.words)


def judge(_: Heard) -> Judgement:
    """Up to how many words between the LSTM learns who "it" is."""
    return Judgement(frozenset({pronoun.far("lstm97")}), pronoun.reached("lstm97"))


def picture(view: View[Heard, MemoryCellValues]) -> None:
    """What each still knows, word by word, after the answer for the LSTM; and how far they get."""
    st.markdown(f"**{pronoun.told(view.run)}**")
    for column, slug in zip(st.columns(2), SLUGS, strict=True):
        with column:
            st.markdown(t(f"lanes.networks.{slug}"))
            if view.revealed or slug == "rnn":
                pronoun.known_figure(view.run, slug, PAGE)
    if view.revealed:
        pronoun.marks_figure(SLUGS, PAGE, revealed=True)


def readings(view: View[Heard, MemoryCellValues]) -> list[Reading]:
    """How often networks of either kind are right at this distance."""
    return [
        Reading(t(f"lanes.networks.{slug}"), share(one.median), t(f"{PAGE}.sentence.right"))
        for slug, one in view.run.readers.items()
    ]


def remarks(view: View[Heard, MemoryCellValues]) -> str:
    """Both at this distance, in numbers."""
    right = {slug: share(one.median) for slug, one in view.run.readers.items()}
    told = {"gap": str(len(view.run.words)), "rnn": right["rnn"], "lstm": right["lstm97"]}
    return prose(PAGE, f"notice-{pronoun.compared(view.run)}", **told)


BENCH = Bench[Heard, MemoryCellValues](
    settings=SETTINGS,
    tab="sentence",
    controls=("noun", "gap"),
    more=("words",),
    presets=(),
    measure=read_sentence,
    picture=picture,
    question=Question("sentence", ("few", "some", "all"), judge),
    case=lambda values: "",
    code=lambda values: pronoun.code(values.noun, values.gap, values.words),
    readings=readings,
    notice=remarks,
    ghosts=lambda _: False,
    intro="sentence",
    takeaway="",
    drawers=(
        Drawer(
            "how-to-read",
            "visibility",
            lambda view: lesson.text(prose(PAGE, "how-to-read-sentence")),
            wide=False,
        ),
        Drawer("words", "notes", lambda view: lesson.words_and_rows(
            pronoun.told(view.run), pronoun.rows(SLUGS))),
    ),
)  # fmt: skip
