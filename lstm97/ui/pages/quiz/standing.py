"""How far a reader of the quiz is: topic by topic, with the page to go back to, and the result."""

from __future__ import annotations

import streamlit as st

from lstm97.analysis.quiz.question import TOPICS
from lstm97.analysis.quiz.review import AGAIN, WRONG, Deck
from lstm97.ui.base.contents import BY_SLUG
from lstm97.ui.base.text import t
from lstm97.ui.base.theme import presenting
from lstm97.ui.link import address
from lstm97.ui.pages.quiz import sitting as sittings
from lstm97.ui.pages.quiz.sitting import PAGE, SAMPLES, SETTINGS, SLUGS, QuizValues

HOME = {
    "basics": "bptt",
    "vanishing": "vanishing-exploding",
    "conflict": "weight-conflict",
    "carousel": "carousel",
    "cell": "memory-cell",
    "gradient": "scissors",
    "since": "forget-gate",
    "paper": "paper-tables",
}


def show(values: QuizValues) -> None:
    """How far the reader is: topic by topic, with the page to go back to."""
    now = sittings.sitting(values).deck
    _progress(now, sittings.selection(values))
    with st.container(gap="xsmall", key="standing"):
        for topic in TOPICS:
            _topic(topic, now.known_cards)
    if not presenting():  # a class keeps no link
        st.caption(t("quiz.ui.kept"))


def result(now: Deck, wanted: tuple[str, ...]) -> None:
    """What became of all questions of the choice, as a link that can be handed in."""
    counts = {"first": len(now.first & set(wanted)), "rest": len(now.resting & set(wanted))}
    later = len(wanted) - sum(counts.values())
    st.success(
        t("quiz.ui.finished", total=len(wanted), later=later, **counts),
        icon=":material/celebration:",
    )
    for slug in wanted:
        if slug in now.resting:
            st.markdown(
                f"- {t(f'quiz.settings.topic.options.{SAMPLES[slug].topic}')} · {_plain(slug)}"
            )
    st.markdown(t("quiz.ui.hand_in"))
    st.code(address.address(SETTINGS, address.current(SETTINGS)), language=None, wrap_lines=True)
    if counts["rest"]:
        st.button(
            t("quiz.ui.wake"), key=f"{PAGE}/wake", icon=":material/replay:", on_click=sittings.wake
        )


def _progress(now: Deck, wanted: tuple[str, ...]) -> None:
    done = sum(slug in now.known_cards for slug in wanted)
    waiting = sum(now.card(slug).box in (WRONG, AGAIN) for slug in wanted)
    st.progress(
        done / max(1, len(wanted)),
        t("quiz.ui.progress", done=done, total=len(wanted), waiting=waiting),
    )


def _topic(topic: str, known: frozenset[str]) -> None:
    mine = [slug for slug in SLUGS if SAMPLES[slug].topic == topic]
    done = sum(slug in known for slug in mine)
    name = t(f"quiz.settings.topic.options.{topic}")
    told = t("quiz.ui.topic", topic=name, done=done, total=len(mine))
    page = BY_SLUG[HOME[topic]]
    icon = f":material/{page.icon}:"
    st.page_link(page.file, label=told, icon=icon, help=t(page.title_key))


def _plain(slug: str) -> str:
    """A question as it may be named without its numbers."""
    return t("quiz.ui.number", number=SLUGS.index(slug) + 1)
