"""The quiz on its page: one question at a time, what each choice means, and how far the reader is.

What was answered for good, what of it at the first try, and what rests after three tries is in the
link, as lists of question numbers; what waits to come back is in the session. The numbers in a
question depend on the link's seed and on how often it was asked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from lstm97.analysis.quiz.bank import QUESTIONS, ask, order
from lstm97.analysis.quiz.question import DEPTHS, DIGITS, TOPICS, QuizQuestion
from lstm97.analysis.quiz.review import AGAIN, NEW, WRONG, Deck, deck
from lstm97.room import question as room_question
from lstm97.ui.base.contents import BY_SLUG
from lstm97.ui.base.fill import labels, numbers, wording
from lstm97.ui.base.numbers import size
from lstm97.ui.base.part import drawer
from lstm97.ui.base.text import exists, language, plain, prose, t
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.link import address, controls
from lstm97.ui.link.record import Record, choice, integer, integers
from lstm97.ui.link.settings import Settings
from lstm97.ui.room import poll
from lstm97.ui.room.questions import plain_text as in_all_languages

PAGE = "quiz"
SIDES = (5, 3)  # widths of the question and of where the reader is
SLUGS = tuple(QUESTIONS)
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


@dataclass(frozen=True)
class QuizValues(Record):
    """Which questions a reader takes, and what has become of them, by number."""

    depth: str = choice(("all", *DEPTHS), "all")
    topic: str = choice(("all", *TOPICS), "all")
    seed: int = integer(1, 9999, 1, box=True, place="more")
    done: tuple[int, ...] = integers(1, len(SLUGS), (), longest=len(SLUGS), place="more")
    first: tuple[int, ...] = integers(1, len(SLUGS), (), longest=len(SLUGS), place="more")
    tried: tuple[int, ...] = integers(1, len(SLUGS), (), longest=len(SLUGS), place="more")


SETTINGS = Settings(PAGE, QuizValues)


@dataclass(frozen=True)
class Sitting:
    """Where a reader is: the deck, the question on the table, and the answer given to it."""

    seed: int
    deck: Deck
    question: QuizQuestion | None = None
    answer: frozenset[str] | None = None


def sitting(values: QuizValues) -> Sitting:
    """The session's sitting, or a new one where the link tells of other progress."""
    here: Sitting | None = st.session_state.get(PAGE)
    if here is None or here.seed != values.seed or _numbers(here.deck) != _lists(values):
        known, first, resting = ([SLUGS[n - 1] for n in one] for one in _lists(values).values())
        here = Sitting(values.seed, deck(known, first, resting))
    wanted = selection(values)
    if here.answer is None and (here.question is None or here.question.slug not in wanted):
        here = _deal(here, wanted)
    return _keep(here)


def selection(values: QuizValues) -> tuple[str, ...]:
    """The questions of the chosen topic and kind, in the seed's order."""
    return tuple(
        slug
        for slug in order(values.seed)
        if values.topic in ("all", _kind(slug).topic) and values.depth in ("all", _kind(slug).depth)
    )


def page() -> None:
    """The question at the left, the reader's standing at the right; on a phone below it."""
    with st.container(key="quiz"):
        left, right = st.columns(SIDES, gap="medium")
    with right:
        values = controls.board(SETTINGS)
        if not sitting(values).deck.cards:
            lesson.text(prose(PAGE, "intro"))
        standing(values)
        drawer(
            t("common.lesson.goals"),
            "flag",
            f"{PAGE}/goals",
            lambda: lesson.text(prose(PAGE, "goals")),
        )
    with left:
        table(values)
        lesson.takeaway(PAGE)


def table(values: QuizValues) -> None:
    """The question on the table, to be answered or answered; after the last one the result."""
    here = sitting(values)
    if here.question is None:
        _result(here.deck, selection(values))
        return
    with st.container(border=True):
        st.caption(_place(here, here.question))
        shown = _of_class(here, here.question) if here.answer is None else None
        if shown is not None:
            _after_class(here.question, shown)
            return
        st.markdown(f"**{wording(here.question, 'ask')}**")
        if here.answer is None:
            _choices(here.question)
        else:
            _explained(here.question, here.answer)


def standing(values: QuizValues) -> None:
    """How far the reader is: topic by topic, with the page to go back to."""
    now = sitting(values).deck
    _progress(now, selection(values))
    with st.container(gap="xsmall", key="standing"):
        for topic in TOPICS:
            _topic(topic, now.known)
    st.caption(t("quiz.ui.kept"))


def _kind(slug: str) -> QuizQuestion:
    """A sample of a question: its topic and depth are always the same."""
    return _SAMPLES[slug]


_SAMPLES = {slug: ask(slug, 0) for slug in SLUGS}


def _keep(here: Sitting) -> Sitting:
    st.session_state[PAGE] = here
    return here


def _deal(here: Sitting, wanted: tuple[str, ...]) -> Sitting:
    slug = here.deck.next(wanted)
    question = ask(slug, here.seed, here.deck.card(slug).asked) if slug else None
    return replace(here, question=question, answer=None)


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
    key = f"{PAGE}/{question.slug}/{language()}/{_turn()}"
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
            on_click=_answer,
            args=(given,),
        )
        st.button(
            t("quiz.ui.unknown"),
            key=f"{PAGE}/unknown",
            type="tertiary",
            on_click=_answer,
            args=(frozenset(),),
        )


def _of_class(here: Sitting, question: QuizQuestion) -> bool | None:
    """Ask the class that has a room; whether it has been revealed, None where there is none."""
    if not poll.leads():
        return None
    name, key = f"{PAGE}.{question.slug}", _class_key(here, question)
    listed = tuple(_option(name, one, value) for one, value in question.options.items())
    ask_key = f"{name}.ask.{question.variant}"
    said = in_all_languages(ask_key if exists(ask_key) else f"{name}.ask", numbers(question))
    several = len(question.right) > 1
    asked = room_question.RoomQuestion(key, said, listed, several=several)
    right = room_question.Right(tuple(one for one in question.options if one in question.right))
    return poll.ask(poll.Form(asked, lambda: right))


def _class_key(here: Sitting, question: QuizQuestion) -> str:
    """A question's name in a room: with other numbers it is another."""
    return f"{PAGE}.{question.slug}/{here.seed}/{_turn()}"


def _after_class(question: QuizQuestion, shown: bool) -> None:
    """What each answer means, once the class has been shown it; and the next question."""
    if shown:
        _meanings(question, frozenset())
    st.button(
        t("quiz.ui.next"),
        key=f"{PAGE}/next",
        icon=":material/arrow_forward:",
        on_click=_next_of_class,
    )


def _next_of_class() -> None:
    """What fewer than half of the class found comes back, as it does to a reader."""
    here: Sitting = st.session_state[PAGE]
    if here.question is not None:
        right = poll.was_found(_class_key(here, here.question))
        here = replace(here, deck=here.deck.answer(here.question.slug, right))
        address.keep(SETTINGS, dict(_numbers(here.deck)))
    _keep(replace(here, question=None, answer=None))


def _option(name: str, option: str, value: float | None) -> room_question.Option:
    """An option for phones: its number, or its text in every language."""
    words = (
        in_all_languages(f"{name}.options.{option}") if value is None else {"": size(value, DIGITS)}
    )
    return room_question.Option(option, words)


def _turn() -> int:
    here: Sitting = st.session_state[PAGE]
    return here.deck.turn


def _explained(question: QuizQuestion, given: frozenset[str]) -> None:
    if given == question.right:
        st.success(t("quiz.ui.right"), icon=":material/check_circle:")
    else:
        st.warning(t("quiz.ui.wrong"), icon=":material/replay:")
    _meanings(question, given)
    st.button(
        t("quiz.ui.next"), key=f"{PAGE}/next", icon=":material/arrow_forward:", on_click=_next
    )


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


def _progress(now: Deck, wanted: tuple[str, ...]) -> None:
    done = sum(slug in now.known for slug in wanted)
    waiting = sum(now.card(slug).box in (WRONG, AGAIN) for slug in wanted)
    st.progress(
        done / max(1, len(wanted)),
        t("quiz.ui.progress", done=done, total=len(wanted), waiting=waiting),
    )


def _result(now: Deck, wanted: tuple[str, ...]) -> None:
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
                f"- {t(f'quiz.settings.topic.options.{_kind(slug).topic}')} · {_plain(slug)}"
            )
    st.markdown(t("quiz.ui.hand_in"))
    st.code(address.address(SETTINGS, address.current(SETTINGS)), language=None, wrap_lines=True)
    if counts["rest"]:
        st.button(t("quiz.ui.wake"), key=f"{PAGE}/wake", icon=":material/replay:", on_click=_wake)


def _plain(slug: str) -> str:
    """A question as it may be named without its numbers."""
    return t("quiz.ui.number", number=SLUGS.index(slug) + 1)


def _topic(topic: str, known: frozenset[str]) -> None:
    mine = [slug for slug in SLUGS if _kind(slug).topic == topic]
    done = sum(slug in known for slug in mine)
    name = t(f"quiz.settings.topic.options.{topic}")
    told = t("quiz.ui.topic", topic=name, done=done, total=len(mine))
    page = BY_SLUG[HOME[topic]]
    icon = f":material/{page.icon}:"
    st.page_link(page.file, label=told, icon=icon, help=t(page.title_key))


def _answer(given: frozenset[str]) -> None:
    here: Sitting = st.session_state[PAGE]
    question = here.question
    if question is None or here.answer is not None:
        return
    after = here.deck.answer(question.slug, given == question.right)
    _keep(replace(here, deck=after, answer=given))
    address.keep(SETTINGS, dict(_numbers(after)))


def _numbers(now: Deck) -> dict[str, tuple[int, ...]]:
    """The questions that are known, known at first, and resting, as the link has them."""
    boxes = {"done": now.known, "first": now.first, "tried": now.resting}
    return {
        name: tuple(n for n, slug in enumerate(SLUGS, 1) if slug in box)
        for name, box in boxes.items()
    }


def _lists(values: QuizValues) -> dict[str, tuple[int, ...]]:
    """What a link says of them, without what contradicts itself."""
    done = sorted(set(values.done))
    return {
        "done": tuple(done),
        "first": tuple(sorted(set(values.first) & set(done))),
        "tried": tuple(sorted(set(values.tried) - set(done))),
    }


def _wake() -> None:
    here: Sitting = st.session_state[PAGE]
    after = here.deck.wake()
    _keep(replace(here, deck=after))
    address.keep(SETTINGS, dict(_numbers(after)))


def _next() -> None:
    here: Sitting = st.session_state[PAGE]
    _keep(replace(here, question=None, answer=None))
