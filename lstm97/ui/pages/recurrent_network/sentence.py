"""What memory is for: who is "it"? A recurrent network that learnt to say so reads a sentence."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lstm97.ui.base.numbers import share
from lstm97.ui.base.text import prose, t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View
from lstm97.ui.lesson.pictures import pronoun
from lstm97.ui.lesson.pictures.pronoun import Heard
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.link.settings import Settings

PAGE = "recurrent-network"


def read_sentence(values: Any) -> Heard:
    """The sentence that the settings name, and who has read it."""
    return pronoun.read_sentence(values.noun, values.gap, values.words)


def judge(_: Heard) -> Judgement:
    """Up to how many words between such networks learn who "it" is."""
    return Judgement(frozenset({pronoun.far("rnn")}), pronoun.reached("rnn"))


def picture(view: View[Heard, Any]) -> None:
    """The sentence and what is still known of it; how far such networks get, after the answer."""
    st.markdown(f"**{pronoun.told(view.run)}**")
    left, right = st.columns((3, 2))
    with left:
        pronoun.known_figure(view.run, "rnn", PAGE)
    with right:
        pronoun.marks_figure(("rnn",), PAGE, revealed=view.revealed)


def readings(view: View[Heard, Any]) -> list[Reading]:
    """Whom the network takes "it" for, and how often such networks are right."""
    one = view.run.readers["rnn"]
    return [
        Reading(t("pronoun.answer"), t(f"pronoun.{one.answer}")),
        Reading(t("pronoun.marks.y"), share(one.median)),
    ]


def remarks(view: View[Heard, Any]) -> str:
    """What such networks know at this distance."""
    one = view.run.readers["rnn"]
    told = {"gap": str(len(view.run.words)), "right": share(one.median)}
    return prose(PAGE, f"notice-{one.state}", **told)


def bench(settings: Settings[Any]) -> Bench[Heard, Any]:
    """The tab, for the page's table of settings."""
    return Bench(
        settings=settings,
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
        takeaway="takeaway-sentence",
        drawers=(
            Drawer(
                "how-to-read",
                "visibility",
                lambda view: lesson.text(prose(PAGE, "how-to-read-sentence")),
                wide=False,
            ),
            Drawer("words", "notes", lambda view: lesson.words_and_rows(
                pronoun.told(view.run), pronoun.rows(("rnn",)))),
        ),
    )  # fmt: skip
