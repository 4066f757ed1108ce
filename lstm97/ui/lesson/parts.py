"""The parts that every page of the lesson is made of, in the order in which a reader meets them.

Goals first, then a prediction before anything is revealed, then how to read the picture and what
to notice in it, and at the end one sentence to take away and the next step. Of a page that is
projected the prose is left out: a class listens to its teacher.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import streamlit as st

from lstm97.ui.base.contents import PageInfo, next_page
from lstm97.ui.base.measures import READING
from lstm97.ui.base.part import drawer, in_drawer, whole
from lstm97.ui.base.text import language, plain, prose, t
from lstm97.ui.lesson import progress
from lstm97.ui.link.address import presenting
from lstm97.ui.room import wall as room
from lstm97.ui.room.questions import choice


class Remark(NamedTuple):
    """A text below ``notice`` of a page, and the numbers in it."""

    page: str
    slug: str
    values: dict[str, Any]

    @property
    def text(self) -> str:
        """The sentence in the reader's language."""
        return t(f"{self.page}.notice.{self.slug}", **self.values)


def text(markdown: str) -> None:
    """Prose in lines of a readable length; not projected, unless somebody opens it."""
    if in_drawer() or not presenting():
        st.markdown(markdown, width=READING)


def goals(page: str) -> None:
    """What the reader will be able to say afterwards: the list in the prose section ``goals``."""
    drawer(t("common.lesson.goals"), "flag", f"{page}/goals", lambda: text(prose(page, "goals")))


def goals_text(page: str) -> str:
    """What the reader will be able to say afterwards, as a list."""
    return prose(page, "goals")


def predict(page: str, question: str, options: Sequence[str], about: str = "") -> bool:
    """Ask before showing; returns whether the result may be shown now.

    ``question`` names texts of the page's catalogue, ``predict.<question>.ask`` and one
    ``predict.<question>.<option>`` for each option. The answer is kept for the session and stays
    on the page beside the result; a reader may also skip. A question that can be asked ``about``
    several things is asked about each.
    """
    texts = f"{page}.predict.{question}"
    prefix = _asked(page, question, about)
    if room.leads():
        asked = choice(prefix, f"{texts}.ask", {one: f"{texts}.{one}" for one in options})
        shown = room.ask(room.Form(asked))
        if shown is not None:
            return _of_class(prefix, shown)
    labels = {option: t(f"{texts}.{option}") for option in options}
    kept, ask = _predictions(), t(f"{texts}.ask")
    if prefix in kept:
        _answered(prefix, ask, labels.get(str(kept[prefix]), ""))
        return True
    with st.container(border=True, width=READING):
        st.markdown(f":material/lightbulb: **{ask}**")
        chosen = st.radio(
            plain(ask),
            options,
            index=None,
            format_func=labels.__getitem__,
            key=f"{prefix}/{language()}",
            label_visibility="collapsed",
        )
        _reveal(prefix, chosen)
    return False


def has_predicted(page: str, question: str) -> bool:
    """True once the reader has predicted, or skipped."""
    return f"{page}.predict.{question}" in _predictions()


def prediction(page: str, question: str, about: str = "") -> Any:
    """What the reader predicted, to be drawn beside the result; None if skipped or not asked."""
    return _predictions().get(_asked(page, question, about))


def how_to_read(page: str, section: str = "how-to-read") -> None:
    """How to read the picture: axes, what steep and flat mean, one caveat."""
    label = t("common.lesson.how_to_read")
    drawer(label, "visibility", f"{page}/{section}", lambda: text(prose(page, section)))


def notice(page: str, section: str = "notice", **values: Any) -> None:
    """What to look for in the picture, with the numbers of this run put in."""
    label, said = t("common.lesson.notice"), prose(page, section, **values)
    if presenting():  # the class is asked first
        drawer(label, "search", f"{page}/{section}/notice", lambda: text(said))
        return
    with st.container(border=True, width=READING, gap="xsmall"):
        st.markdown(f":material/search: **{label}**")
        st.markdown(said)


def takeaway(page: str, **values: Any) -> None:
    """One sentence to take away, and the next step."""
    st.info(prose(page, "takeaway", **values), icon=":material/bookmark:", width=READING)
    next_step(page)


def next_step(page: str) -> None:
    """A link to the page that is taught next, if there is one and no lesson plan leads on."""
    following = next_page(page)
    if following and not presenting():
        name = t(following.title_key)
        _link(following, t("common.lesson.next", title=name), "arrow_forward")


def summary_and_table(key: str, summary: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """A figure in words, and its numbers as a table: for those who cannot see it, or want to check.

    ``key`` names the figure, "page" or "page/part". ``rows`` are records with the same keys; the
    keys are the column heads, translated before.
    """

    label = t("common.lesson.in_words")
    drawer(label, "notes", f"{key}/in-words", lambda: words_and_rows(summary, rows))


def words_and_rows(summary: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """A figure in words, and its numbers as a table."""
    text(summary)
    if rows:
        st.table({head: [row[head] for row in rows] for head in rows[0]}, hide_index=True)


def _link(info: PageInfo, label: str, icon: str) -> None:
    st.page_link(info.file, label=label, icon=f":material/{icon}:")


def _asked(page: str, question: str, about: str) -> str:
    """The name of a question, under which its answer is kept."""
    return f"{page}.predict.{question}" + (f"/{about}" if about else "")


def _predictions() -> dict[str, Any]:
    kept: dict[str, Any] = st.session_state.setdefault("predictions", {})
    return kept


def _reveal(prefix: str, chosen: Any) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            t("common.lesson.reveal"),
            key=f"{prefix}/reveal",
            icon=":material/visibility:",
            disabled=chosen is None,
            on_click=_answer,
            args=(prefix, chosen),
        )
        st.button(
            t("common.lesson.skip"),
            key=f"{prefix}/skip",
            type="tertiary",
            on_click=_answer,
            args=(prefix, None),
        )


def _of_class(prefix: str, shown: bool) -> bool:
    """What a class has been shown, the rest of the page may take for known."""
    if shown:
        _predictions().setdefault(prefix, None)
    return shown


def _answered(prefix: str, ask: str, answer: str) -> None:
    """Question and answer in small, so that the picture comes soon."""
    key = "common.lesson.you_said" if answer else "common.lesson.you_skipped"
    said = t(key, answer=answer) if answer else t(key)
    with st.container(width=READING, gap=None):
        st.markdown(f":material/lightbulb: :gray[{ask}] {said}")
        st.button(
            t("common.lesson.again"),
            key=f"{prefix}/again",
            type="tertiary",
            on_click=_forget,
            args=(prefix,),
        )


def _answer(prefix: str, chosen: Any) -> None:
    _predictions()[prefix] = chosen
    progress.answer(prefix, progress.Guess(chosen))
    whole()


def _forget(prefix: str) -> None:
    _predictions().pop(prefix, None)
    progress.drop(prefix)
    whole()
