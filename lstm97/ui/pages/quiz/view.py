"""The quiz on its page: one question at a time, and what each choice means."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from lstm97.analysis.quiz.question import QuizQuestion
from lstm97.analysis.quiz.review import NEW
from lstm97.ui.base.fill import labels, wording
from lstm97.ui.base.text import language, plain, prose, t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.link import controls
from lstm97.ui.pages.quiz import class_question, standing
from lstm97.ui.pages.quiz import sitting as sittings
from lstm97.ui.pages.quiz.sitting import PAGE, SETTINGS, SLUGS, QuizValues, Sitting

SIDES = (5, 3)  # widths of the question and of where the reader is


def page() -> None:
    """The question at the left, the reader's standing at the right; on a phone below it."""
    with st.container(key="quiz"):
        left, right = st.columns(SIDES, gap="medium")
    with right:
        values = controls.board(SETTINGS)
        if not sittings.sitting(values).deck.cards:
            lesson.text(prose(PAGE, "intro"))
        standing.show(values)
        lesson.goals(PAGE)
    with left:
        table(values)
        lesson.takeaway(PAGE)


def table(values: QuizValues) -> None:
    """The question on the table, to be answered or answered; after the last one the result."""
    here = sittings.sitting(values)
    if here.question is None:
        standing.result(here.deck, sittings.selection(values))
        return
    with st.container(border=True):
        st.caption(_place(here, here.question))
        shown = class_question.put(here, here.question) if here.answer is None else None
        if shown is not None:
            if shown:  # what each answer means, once the class has been shown it
                _meanings(here.question, frozenset())
            _next(class_question.go_on)
            return
        st.markdown(f"**{wording(here.question, 'ask')}**")
        if here.answer is None:
            _choices(here.question)
        else:
            _explain(here.question, here.answer)


def _place(here: Sitting, question: QuizQuestion) -> str:
    told = t(
        "quiz.ui.place",
        topic=t(f"quiz.settings.topic.options.{question.topic}"),
        kind=t(f"quiz.settings.depth.options.{question.depth}"),
        number=SLUGS.index(question.slug) + 1,
    )
    before = here.deck.card(question.slug).box != NEW and here.answer is None
    return f"{told} · {t('quiz.ui.back')}" if before else told


def _choices(question: QuizQuestion) -> None:
    names = labels(question)
    key = f"{PAGE}/{question.slug}/{language()}/{sittings.turn()}"
    if len(question.right) > 1:
        st.markdown(t("quiz.ui.choose_all"))
        given = frozenset(one for one in names if st.checkbox(names[one], key=f"{key}/{one}"))
    else:
        one = st.radio(
            plain(wording(question, "ask")),
            list(names),
            index=None,
            format_func=names.__getitem__,
            key=key,
            label_visibility="collapsed",
        )
        given = frozenset({one} if one else ())
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            t("quiz.ui.check"),
            key=f"{PAGE}/check",
            icon=":material/check:",
            disabled=not given,
            on_click=sittings.answer,
            args=(given,),
        )
        st.button(
            t("quiz.ui.unknown"),
            key=f"{PAGE}/unknown",
            type="tertiary",
            on_click=sittings.answer,
            args=(frozenset(),),
        )


def _explain(question: QuizQuestion, given: frozenset[str]) -> None:
    if given == question.right:
        st.success(t("quiz.ui.right"), icon=":material/check_circle:")
    else:
        said = "wrong" if given else "shown"  # nothing is given by who does not know
        st.warning(t(f"quiz.ui.{said}"), icon=":material/replay:")
    _meanings(question, given)
    _next(sittings.go_on)


def _next(act: Callable[[], None]) -> None:
    icon = ":material/arrow_forward:"
    st.button(t("quiz.ui.next"), key=f"{PAGE}/next", icon=icon, on_click=act)


def _meanings(question: QuizQuestion, given: frozenset[str]) -> None:
    said = labels(question)
    st.markdown("\n".join(_line(question, option, said[option], given) for option in said))


def _line(question: QuizQuestion, option: str, said: str, given: frozenset[str]) -> str:
    """An option as a line of a list: what it says, whether it is right or chosen, and why."""
    marks = [t("quiz.ui.answer")] if option in question.right else []
    marks += [t("quiz.ui.yours")] if option in given else []
    icon = "check_circle" if option in question.right else "close"
    why = wording(question, f"why.{option}", product=True)
    note = t("quiz.ui.marks", marks=" · ".join(marks)) if marks else ""
    return f"- :material/{icon}: **{said}**{note}  \n  {why}"
