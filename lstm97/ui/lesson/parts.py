"""The parts that every page of the lesson is made of, in the order in which a reader meets them.

Goals first, then how to read the picture, and at the end one sentence to take away and the next
step; what is asked in between has a module of its own, `question`. Of a page that is projected the
prose is left out: a class listens to its teacher.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import streamlit as st

from lstm97.ui.base.contents import PageInfo, next_page
from lstm97.ui.base.measures import READING
from lstm97.ui.base.part import drawer, in_drawer
from lstm97.ui.base.text import prose, t
from lstm97.ui.base.theme import presenting


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


def how_to_read(page: str) -> None:
    """How to read the picture: axes, what steep and flat mean, one caveat."""
    label = t("common.lesson.how_to_read")
    drawer(label, "visibility", f"{page}/how-to-read", lambda: text(prose(page, "how-to-read")))


def to_take_away(sentence: str) -> str:
    """The one sentence to take away, set apart from what stands above it."""
    lines = f":material/bookmark: {sentence.strip()}".splitlines()
    return "\n".join(f"> {line}".rstrip() for line in lines)


def takeaway(page: str, **values: Any) -> None:
    """One sentence to take away, and the next step."""
    said = prose(page, "takeaway", **values)
    if presenting():
        st.markdown(to_take_away(said))
        return
    st.info(said, icon=":material/bookmark:", width=READING)
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
