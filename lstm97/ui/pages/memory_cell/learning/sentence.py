"""The sentence again: who is "it" for a recurrent network, and for an LSTM taught the same way?"""

from __future__ import annotations

import streamlit as st

from lstm97.analysis.foundations.pronoun import SLUGS
from lstm97.ui.base.numbers import share
from lstm97.ui.base.text import prose, t
from lstm97.ui.lesson.bench import Reading, View
from lstm97.ui.lesson.pictures import pronoun
from lstm97.ui.lesson.pictures.pronoun import SentenceRun
from lstm97.ui.pages.memory_cell.settings import PAGE, SETTINGS, MemoryCellValues


def picture(view: View[SentenceRun, MemoryCellValues]) -> None:
    """What each still knows, word by word, after the answer for the LSTM; and how far they get."""
    st.markdown(f"**{pronoun.sentence_text(view.run)}**")
    for column, slug in zip(st.columns(2), SLUGS, strict=True):
        with column:
            st.markdown(t(f"lanes.networks.{slug}"))
            pronoun.known_figure(view.run, slug, PAGE, told=view.revealed or slug == "rnn")
    if view.revealed:
        pronoun.marks_figure(view.run, SLUGS, PAGE, revealed=True)


def readings(view: View[SentenceRun, MemoryCellValues]) -> list[Reading]:
    """How often networks of either kind are right at this distance."""
    return [
        Reading(t(f"lanes.networks.{slug}"), share(one.median), t(f"{PAGE}.sentence.right"))
        for slug, one in view.run.readers.items()
    ]


def remarks(view: View[SentenceRun, MemoryCellValues]) -> str:
    """Both at this distance, in numbers."""
    rnn, lstm = (view.run.readers[slug] for slug in SLUGS)
    told = {"gap": str(len(view.run.words)), "networks": str(rnn.networks)}
    told |= {"rnn": str(rnn.successes), "lstm": str(lstm.successes)}
    return prose(PAGE, f"notice-{pronoun.comparison(view.run)}", **told)


BENCH = pronoun.bench(
    SETTINGS, SLUGS, picture=picture, readings=readings, notice=remarks, takeaway=""
)
