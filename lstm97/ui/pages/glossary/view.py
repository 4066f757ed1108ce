"""The glossary on its page: every term of the lesson, found by a word or read part by part."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from lstm97.ui.base.contents import BY_SLUG, PageInfo
from lstm97.ui.base.measures import READING
from lstm97.ui.base.text import t
from lstm97.ui.lesson.terms import (
    BY_TERM,
    GLOSSARY,
    GROUPS,
    TERMS,
    Term,
    aliases,
    line,
    means,
    names,
)
from lstm97.ui.link import record
from lstm97.ui.link.settings import Settings

PAGE = GLOSSARY
_HYPHENS = str.maketrans("-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}", "    ")
_MARKS = re.compile(r"[()\[\]{}<>《》「」,，、;；:：.。?？!！\"'“”‘’]")  # that stand beside a word
_SINGULAR = re.compile(r"((?<=[a-z]{3})ies|(?<=[as]s)es|(?<=[a-z]{3}[^isu])s)$")  # what to take off


@dataclass(frozen=True)
class GlossaryValues(record.Record):
    """The word that a reader looks for, and the part of the lesson."""

    find: str = record.line("", longest=60)
    group: str = record.choice(("all", *GROUPS), "cell")


def idle(values: GlossaryValues) -> set[str]:
    """A search looks through all parts."""
    return {"group"} if values.find else set()


SETTINGS = Settings(
    PAGE,
    GlossaryValues,
    idle=idle,
)


def matches(values: GlossaryValues) -> tuple[Term, ...]:
    """The terms that the reader looks for; ``=`` and a term's slug, as in links, finds just it."""
    slug = values.find.casefold().removeprefix("=")
    if slug in BY_TERM and values.find.startswith("="):
        return (BY_TERM[slug],)
    if wanted := _plain(values.find).split():
        words = [_SINGULAR.sub("", word) for word in wanted]
        return tuple(one for one in TERMS if all(word in _heap(one) for word in words))
    return tuple(one for one in TERMS if values.group in ("all", one.group))


def listing(values: GlossaryValues) -> None:
    """The terms found, part by part."""
    terms = matches(values)
    st.caption(t("glossary.ui.found", count=len(terms), total=len(TERMS)))
    if not terms:
        st.info(t("glossary.ui.nothing"), icon=":material/search_off:", width=READING)
    for group in GROUPS:
        mine = [term for term in terms if term.group == group]
        if mine:
            st.header(t(f"glossary.settings.group.options.{group}"), anchor=False)
        for slug in dict.fromkeys(term.page for term in mine):
            _place(BY_SLUG[slug], [term for term in mine if term.page == slug])


def _heap(term: Term) -> str:
    """Everything by which a term can be found."""
    said = (term.slug, term.symbol, *names(term), means(term.slug), *aliases(term))
    return _plain(" ".join(said))


def _plain(text: str) -> str:
    """Text as it is compared.

    Full-width letters, capitals, hyphens, and marks around a word make no difference.
    """
    said = unicodedata.normalize("NFKC", text).casefold().translate(_HYPHENS)
    return _MARKS.sub(" ", said)


def _place(page: PageInfo, terms: Sequence[Term]) -> None:
    """The terms that live on one page, and the way there."""
    with st.container(border=True, width=READING):
        st.page_link(page.file, label=t(page.title_key), icon=f":material/{page.icon}:")
        st.markdown("\n\n".join(f"{line(term)}  \n{means(term.slug)}" for term in terms))
