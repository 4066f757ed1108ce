"""A question before the picture answers it, the reader's guess, and the verdict on it.

Predicting first is what makes a picture teach; so every page asks through this one module, and a
room can ask whatever a page asks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

import numpy as np
import streamlit as st
from numpy.typing import ArrayLike

from lstm97.analysis.guess import nearest
from lstm97.room import question as asked
from lstm97.room.question import Right
from lstm97.ui.base.fill import quote
from lstm97.ui.base.numbers import size
from lstm97.ui.base.part import whole
from lstm97.ui.base.text import exists, language, t
from lstm97.ui.base.theme import presenting
from lstm97.ui.lesson import progress
from lstm97.ui.lesson.progress import Guess
from lstm97.ui.room import poll
from lstm97.ui.room.questions import choice, drawing, on_sheet, part_texts

R = TypeVar("R")
UNSURE = "unsure"  # "I don't know" is an answer
AS_CURVE = "/drawn"  # behind the key of a question that is answered by a curve


@dataclass(frozen=True)
class Judgement:
    """What was measured of a question.

    ``right`` holds the options that the measurement bears out, none of them if no option does.
    The page's text ``predict.<name>.measured`` quotes ``values``; ``why`` names the one of
    several reasons, ``predict.<name>.why-<why>``, or is empty where the page has one reason.
    """

    right: frozenset[str]
    values: Mapping[str, Any] = field(default_factory=dict)
    why: str = ""


@dataclass(frozen=True)
class Question(Generic[R]):
    """A question of a page; ``judge`` tells what a run has measured of it.

    The page's catalogue has ``predict.<name>.ask``, ``.<option>`` for each option, ``.measured``
    and ``.why``. ``curves`` are what a reader may draw beforehand: sizes (T,) by the slug of a
    network; a class may draw the first of them instead of choosing an option.
    """

    name: str
    options: tuple[str, ...]
    judge: Callable[[R], Judgement]
    curves: Callable[[R], Mapping[str, ArrayLike]] | None = None

    def key(self, page: str) -> str:
        """Its name among all questions, under which its answer is kept."""
        return f"{page}.predict.{self.name}"

    def text(self, page: str, part: str) -> str:
        """One of the question's texts in the reader's language."""
        return t(f"{self.key(page)}.{part}")

    def option(self, page: str, slug: str) -> str:
        """An option in the reader's language."""
        return t("common.question.unsure") if slug == UNSURE else self.text(page, slug)


def guess_of(page: str, question: Question[Any]) -> Guess | None:
    """The reader's guess; None while the question is open."""
    guess = progress.guess_of(question.key(page))
    known = (*question.options, UNSURE, None)  # a link may say anything
    return guess if guess and guess.option in known else None


def is_revealed(page: str, question: Question[Any] | None) -> bool:
    """True once the reader has guessed, or skipped; and where nothing is asked."""
    if question is None:
        return True
    if poll.leads():  # then the class answers, and not who projects
        return poll.is_revealed(question.key(page), question.key(page) + AS_CURVE)
    return guess_of(page, question) is not None


def ask(page: str, question: Question[R], case: str, run: R) -> None:
    """Draw the question with its options, a button that reveals and one that skips.

    Where a class has a room, the class is asked.
    """
    if _of_class(page, question, case, run):
        return
    key, case = question.key(page), progress.digest(case)
    said = question.text(page, "ask")
    with st.container(border=True, gap="xsmall", key=f"question-{page}-{question.name}"):
        chosen = st.radio(
            said,
            (*question.options, UNSURE),
            index=None,
            format_func=lambda slug: question.option(page, slug),
            key=f"{key}/{language()}",
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                t("common.lesson.reveal"),
                key=f"{key}/reveal",
                icon=":material/visibility:",
                type="primary",
                disabled=chosen is None,
                on_click=_answer,
                args=(key, Guess(chosen, case)),
            )
            st.button(
                t("common.lesson.skip"),
                key=f"{key}/skip",
                type="tertiary",
                on_click=_answer,
                args=(key, Guess(None, case)),
            )


def verdict(
    page: str, question: Question[R], case: str, run: R, numbers: str = "", drawn: str = ""
) -> None:
    """Say what was guessed, what was measured and why; a guess of another case is marked so.

    ``numbers`` is a table of what bears it out, as Markdown; ``drawn`` the code of the curve that
    the reader drew first, which gets its own word.

    Where a class has a room, its answers stand here until the wall goes on at the picture.
    """
    key = question.key(page)
    aside = poll.is_aside(key)
    if not aside and _of_class(page, question, case, run):
        if numbers:
            st.markdown(numbers)
        return poll.turn(key)
    case = progress.digest(case)
    guess = guess_of(page, question) or Guess(None, case)
    judgement = question.judge(run)
    mark = _mark(guess, case, judgement)
    _note(key, guess, mark)
    lines = [_answer_line(page, question, guess, case, judgement)]
    if drawn and guess.case == case:
        lines = [*(lines if guess.option else ()), _curve_line(question, run, drawn)]
    lines.append(quote(f"{key}.measured", judgement.values))
    lines.append(_why(page, question, judgement))
    said = "  \n".join(line for line in lines if line)
    asked = "" if aside else question.text(page, "ask")  # a room has a row of the wall
    with st.container(key=f"verdict-{mark}", gap="xsmall", border=True):
        st.markdown("\n\n".join(filter(None, (asked, said, numbers))))
        if aside:
            return poll.turn(key)
        return _again(key)


def _again(key: str) -> None:
    """Ask the same question again."""
    st.button(
        t("common.lesson.again"),
        key=f"{key}/again",
        icon=":material/replay:",
        type="tertiary",
        on_click=_forget,
        args=(key,),
    )


def _of_class(page: str, question: Question[R], case: str, run: R) -> bool:
    """Ask the class that has a room; False where there is none."""
    if not poll.leads():
        return False
    key = question.key(page)
    options = {slug: f"{key}.{slug}" for slug in question.options}
    chosen = choice(key, f"{key}.ask", options)
    forms = [poll.Form(chosen, lambda: _right(key, question.judge(run)), case)]
    if question.curves is not None:
        sizes = next(iter(question.curves(run).values()))
        sheet = drawing(key + AS_CURVE, f"{key}.draw", len(np.asarray(sizes)))
        forms.append(
            poll.Form(sheet, lambda: _right_curve(key, question.judge(run), sizes, sheet), case)
        )
    return poll.ask(*forms) is not None


def _right(key: str, judgement: Judgement) -> Right:
    why = f"why-{judgement.why}" if judgement.why else "why"
    return Right(tuple(judgement.right), words=part_texts(key, judgement.values, "measured", why))


def _right_curve(
    key: str, judgement: Judgement, sizes: ArrayLike, sheet: asked.RoomQuestion
) -> Right:
    axis = sheet.sheet
    assert axis is not None
    return replace(_right(key, judgement), options=(), curve=on_sheet(sizes, axis))


def _answer_line(
    page: str, question: Question[Any], guess: Guess, case: str, judgement: Judgement
) -> str:
    """The guess and the word on it; a wall does not say that nobody has guessed on it."""
    if guess.option is None:
        return "" if presenting() else t("common.lesson.you_skipped")
    mark = _mark(guess, case, judgement)
    if mark == "unsure_said":
        return t("common.question.unsure_said")
    return t(f"common.question.{mark}", answer=question.option(page, guess.option))


def _curve_line(question: Question[R], run: R, drawn: str) -> str:
    """How far the reader's own curve is from the measured one that is nearest to it."""
    if question.curves is None:
        return ""
    name, miss = nearest(drawn, question.curves(run))
    values = {"name": t(f"lanes.networks.{name}"), "near": miss.near, "steps": miss.steps}
    if miss.is_right:
        return t("common.question.curve_right", **values)
    return t("common.question.curve_wrong", off=size(miss.off), **values)


def _mark(guess: Guess, case: str, judgement: Judgement) -> str:
    """Which word a guess gets: right, wrong, unsure, skipped, or made for another case."""
    if guess.option is None:
        return "skipped"
    if guess.case != case:
        return "elsewhere"
    if guess.option == UNSURE:
        return "unsure_said"
    return "right" if guess.option in judgement.right else "wrong"


def _why(page: str, question: Question[Any], judgement: Judgement) -> str:
    part = f"why-{judgement.why}" if judgement.why else "why"
    known = exists(f"{question.key(page)}.{part}")
    return question.text(page, part) if known else ""


def _note(key: str, guess: Guess, mark: str) -> None:
    """Keep the word that a guess got when it was measured first."""
    word = {"unsure_said": UNSURE}.get(mark, mark)
    if not guess.mark and word in progress.LETTERS:
        progress.answer(key, replace(guess, mark=word))


def _answer(key: str, guess: Guess) -> None:
    progress.answer(key, guess)
    whole()


def _forget(key: str) -> None:
    progress.drop(key)
    whole()
