"""The myths on their page: a saying, the reader's answer, and at once the experiment.

One at a time, its picture beside it: an answer is the prediction and the click that runs the
experiment in one.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from lstm97.analysis.myths.evidence import SEEDS
from lstm97.analysis.myths.sayings import MYTHS, Myth
from lstm97.room.question import Right
from lstm97.ui.base.charts import draw
from lstm97.ui.base.contents import BY_SLUG
from lstm97.ui.base.fill import quote
from lstm97.ui.base.text import prose, sentences, t
from lstm97.ui.base.theme import presenting
from lstm97.ui.lesson import bench
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.link import controls, record
from lstm97.ui.link.settings import Settings
from lstm97.ui.pages.myths import sayings
from lstm97.ui.pages.myths.experiment import PAGE, alt, chart, evidence, figures, rows
from lstm97.ui.pages.myths.looks import LOOKS
from lstm97.ui.room import poll
from lstm97.ui.room.questions import choice, part_texts

FIRST = next(iter(MYTHS))
ANSWERS = ("true", "false", "depends")


@dataclass(frozen=True)
class MythValues(record.Record):
    """Which myth a reader looks at."""

    show: str = record.choice(("all", *MYTHS), "all")


SETTINGS = Settings(PAGE, MythValues)


def at(values: MythValues) -> str:
    """The saying on the table, by slug."""
    return FIRST if values.show == "all" else values.show


def page() -> None:
    """A saying and its picture; below it what else is said, and what holds of the conclusions."""
    picture, side = bench.places()
    with side:
        words, dials = (st.container(gap="small") for _ in range(2))
    with dials:
        slug = at(controls.board(SETTINGS))
    with words:
        open_ = _question(MYTHS[slug])
        _way(slug)
        if not st.session_state.get("predictions") and not presenting():
            st.markdown(prose(PAGE, "intro"))
        if not presenting():
            _drawers(MYTHS[slug], open_)
    with picture:
        draw(
            chart(MYTHS[slug], open_),
            key=f"{PAGE}/{slug}/figure",
            alt=alt(slug) if open_ else t(f"{PAGE}.before"),
            height="stretch",
        )
    with st.container(key="below", gap="xsmall"):
        if not presenting():
            sayings.drawers(_put)
        lesson.takeaway(PAGE)


def _question(myth: Myth) -> bool:
    """The saying with what may be answered, or with the verdict; whether it has been answered."""
    key = _key(myth.slug)
    aside = poll.is_aside(key) and poll.is_revealed(key)
    of_class = None if aside else _of_class(myth.slug)
    if of_class is not None:  # the class has the saying and what was measured before it
        if of_class:
            _instead(myth.slug)
            poll.turn(key)
        return of_class
    open_ = has_answered(myth.slug)
    box = f"{'verdict' if open_ else 'question'}-{PAGE}"
    with st.container(border=True, gap="xsmall", key=box):
        number = list(MYTHS).index(myth.slug) + 1
        place = t(f"{PAGE}.place", number=number, total=len(MYTHS))
        st.markdown(f"{place} **{t(f'{PAGE}.{myth.slug}.statement')}**")
        if open_:
            _show(myth)
            if aside:
                poll.turn(key)
        else:
            _ask(myth.slug)
    return open_


def _way(slug: str) -> None:
    """Back and on, from saying to saying; and the same once more."""
    slugs = list(MYTHS)
    n = slugs.index(slug)
    with st.container(horizontal=True, vertical_alignment="center"):
        for name, to, icon in (("back", n - 1, "arrow_back"), ("next", n + 1, "arrow_forward")):
            st.button(
                t(f"{PAGE}.way.{name}"),
                key=f"{PAGE}/{name}",
                icon=f":material/{icon}:",
                disabled=not 0 <= to < len(slugs),
                on_click=_put,
                args=(slugs[to % len(slugs)],),
            )
        if has_answered(slug) and not poll.leads():
            st.button(
                t(f"{PAGE}.answer.again"),
                key=f"{PAGE}/{slug}/again",
                type="tertiary",
                on_click=_forget,
                args=(slug,),
            )


def _put(slug: str) -> None:
    """Another saying on the table (call it from a callback)."""
    controls.apply(SETTINGS, {"show": slug})


def _drawers(myth: Myth, open_: bool) -> None:
    lesson.goals(PAGE)
    lesson.how_to_read(PAGE)
    if open_:
        lesson.summary_and_table(f"{PAGE}/{myth.slug}", alt(myth.slug), rows(myth))


def _of_class(slug: str) -> bool | None:
    """Ask the class that has a room; whether it has been revealed, None where there is none."""
    if not poll.leads():
        return None
    options = {one: f"{PAGE}.answer.{one}" for one in ANSWERS}
    asked = choice(_key(slug), f"{PAGE}.{slug}.statement", options)
    shown = poll.ask(poll.Form(asked, lambda: _right(slug)))
    if shown:  # what a class has been shown counts as skipped for the teacher
        st.session_state.setdefault("predictions", {}).setdefault(_key(slug), None)
    return shown


def _right(slug: str) -> Right:
    words = part_texts(f"{PAGE}.{slug}", figures(slug), "measured")
    return Right((MYTHS[slug].verdict,), words=words)


def has_answered(slug: str) -> bool:
    """Whether the reader has answered, or asked to be shown."""
    return _key(slug) in st.session_state.get("predictions", {})


def _ask(slug: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        for answer in ANSWERS:
            _button(slug, answer, t(f"{PAGE}.answer.{answer}"))
        _button(slug, None, t(f"{PAGE}.answer.run"))


def _button(slug: str, answer: str | None, label: str) -> None:
    st.button(
        label,
        key=f"{PAGE}/{slug}/{answer or 'run'}",
        type="secondary" if answer else "tertiary",
        on_click=_answer,
        args=(slug, answer),
    )


def _show(myth: Myth) -> None:
    st.markdown(_verdict(myth))
    st.markdown(quote(f"{PAGE}.{myth.slug}.measured", figures(myth.slug)))
    _instead(myth.slug)
    _explore(myth.slug)


def _instead(slug: str) -> None:
    """On how many networks it stands, and what to say instead."""
    if said := trials(slug):
        st.markdown(said)
    st.markdown(quote(f"{PAGE}.{slug}.instead", figures(slug)))


def trials(slug: str) -> str:
    """On how many networks the verdict stands; nothing where nothing is drawn at random."""
    found = evidence(slug)
    bands = any(curve.low is not None for curve in found.curves)
    said = ""
    if len(found.holds) == len(SEEDS):
        words = {"true": "all", "false": "none", "depends": "some"}[found.verdict]
        counts = {"held": str(sum(found.holds)), "total": str(len(SEEDS))}
        said = quote(f"{PAGE}.trials.{words}", counts)
    return sentences([said, t(f"{PAGE}.trials.bands") if bands else ""])


def _verdict(myth: Myth) -> str:
    said = st.session_state["predictions"][_key(myth.slug)]
    verdict = t(f"{PAGE}.answer.{myth.verdict}")
    if said is None:
        return t(f"{PAGE}.verdict.skipped", verdict=verdict)
    if said == myth.verdict:
        return f":material/check_circle: {t(f'{PAGE}.verdict.agreed', said=verdict)}"
    told = t(f"{PAGE}.verdict.differs", said=t(f"{PAGE}.answer.{said}"), verdict=verdict)
    return f":material/swap_horiz: {told}"


def _explore(slug: str) -> None:
    """A link to the page where a saying can be tried, with the settings that show it."""
    look = LOOKS[slug]
    info = BY_SLUG[look.page]
    st.page_link(
        info.file,
        label=t(f"{PAGE}.explore.link", title=t(info.title_key)),
        icon=f":material/{info.icon}:",
        query_params=dict(look.query),
    )


def _key(slug: str) -> str:
    return f"{PAGE}.{slug}"


def _answer(slug: str, answer: str | None) -> None:
    st.session_state.setdefault("predictions", {})[_key(slug)] = answer


def _forget(slug: str) -> None:
    st.session_state["predictions"].pop(_key(slug), None)
