"""What memory is for: who is "it"? A recurrent network that learnt to say so reads a sentence."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lstm97.ui.base.numbers import share
from lstm97.ui.base.text import prose, t
from lstm97.ui.lesson.bench import Reading, View
from lstm97.ui.lesson.pictures import pronoun
from lstm97.ui.lesson.pictures.pronoun import SentenceRun
from lstm97.ui.pages.recurrent_network.conditions import PAGE, SETTINGS


def picture(view: View[SentenceRun, Any]) -> None:
    """The sentence and what is still known of it; how far such networks get, after the answer."""
    st.markdown(f"**{pronoun.sentence_text(view.run)}**")
    left, right = st.columns((3, 2))
    with left:
        pronoun.known_figure(view.run, "rnn", PAGE)
    with right:
        pronoun.marks_figure(view.run, ("rnn",), PAGE, revealed=view.revealed)


def readings(view: View[SentenceRun, Any]) -> list[Reading]:
    """Whom the network takes "it" for, and how often such networks are right."""
    one = view.run.readers["rnn"]
    return [
        Reading(t("pronoun.answer"), t(f"pronoun.{one.answer}")),
        Reading(t("pronoun.understood"), share(one.median)),
    ]


def remarks(view: View[SentenceRun, Any]) -> str:
    """What such networks know at this distance."""
    one = view.run.readers["rnn"]
    told = {"gap": str(len(view.run.words)), "right": share(one.median)}
    told |= {"learnt": str(one.successes), "networks": str(one.networks)}
    if one.state == "guesses":
        told["sentences"] = pronoun.reach_values("rnn")["sentences"]
    return prose(PAGE, f"notice-{one.state}", **told)


BENCH = pronoun.bench(SETTINGS, ("rnn",), picture=picture, readings=readings, notice=remarks)
