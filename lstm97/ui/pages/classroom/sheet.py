"""A worksheet on the teacher's page, on paper, and its answers with the way to each of them.

A wrong number that a known slip gives stands beside the right one, with what was forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode, urljoin

import streamlit as st

from lstm97.analysis.quiz.question import Question
from lstm97.analysis.quiz.worksheet import Worksheet
from lstm97.analysis.quiz.worksheet import worksheets as drawn_sheets
from lstm97.ui.base.cached import wrap_pure
from lstm97.ui.base.part import drawer
from lstm97.ui.base.text import labelled, language, t
from lstm97.ui.link.controls import control
from lstm97.ui.pages.classroom import printable
from lstm97.ui.pages.classroom.view import PAGE, SETTINGS, ClassroomValues
from lstm97.ui.pages.error_race import teaching as race
from lstm97.ui.pages.quiz import view as quiz

RACE = "error-race"
every = wrap_pure(drawn_sheets, entries=1)


def drawn(version: int) -> Worksheet:
    """The worksheet of this number."""
    return every()[version - 1]


@dataclass(frozen=True)
class Item:
    """A question as it is printed; ``slips`` are wrong answers, each with its reason."""

    ask: str
    answer: str
    why: str = ""
    choices: tuple[str, ...] = ()
    slips: tuple[tuple[str, str], ...] = ()


def worksheets(values: ClassroomValues) -> None:
    """Choose a version, look at it, print it; the answers are closed, they may be on the wall."""
    with st.container(width=220):
        control(SETTINGS, "version")
    version = values.version
    sheet = items(drawn(version))
    title = t(f"{PAGE}.sheet.title", version=version)
    answers = t(f"{PAGE}.sheet.answers_title", version=version)
    with st.container(horizontal=True):
        _download("worksheet", version, title, student_lines(sheet))
        _download("answers", version, answers, teacher_lines(sheet))
    st.caption(t(f"{PAGE}.sheet.help"))
    with st.container(border=True):
        st.markdown("\n\n".join(student_lines(sheet)))
    drawer(
        answers,
        "key",
        f"{PAGE}/answers",
        lambda: st.markdown("\n\n".join(teacher_lines(sheet))),
    )


def items(sheet: Worksheet) -> list[Item]:
    """Every question of a worksheet, in words."""
    return [*map(_item, sheet.questions), watch(sheet.length, sheet.seed)]


def watch(length: int, seed: int) -> Item:
    """A race to be opened by its link, and what it will show."""
    query = {"task": "temporal-order", "length": str(length), "seed": str(seed)}
    depths = race.numbers(query)
    address = urljoin(st.context.url or "", f"{RACE}?{urlencode(query)}")
    return Item(
        t(f"{PAGE}.sheet.watch", link=address),
        t(
            f"{PAGE}.sheet.watched",
            rnn=depths["rnn"],
            lstm=depths["lstm"],
            steps=depths["steps"],
        ),
    )


def student_lines(sheet: list[Item]) -> list[str]:
    """The worksheet as Markdown, paragraph by paragraph."""
    lines = [t(f"{PAGE}.sheet.name"), t(f"{PAGE}.sheet.rule")]
    for number, item in enumerate(sheet, 1):
        lines.append(f"**{number}.** {item.ask}")
        lines += ["  \n".join(f"☐ {choice}" for choice in item.choices)] if item.choices else []
        lines.append(t(f"{PAGE}.sheet.{'because' if item.choices else 'answer'}"))
    return lines


def teacher_lines(sheet: list[Item]) -> list[str]:
    """The answers as Markdown: the right one, the way to it, and what each slip would give."""
    lines = [t(f"{PAGE}.sheet.key")]
    for number, item in enumerate(sheet, 1):
        lines.append(f"**{number}.** {item.ask}")
        lines.append(f"➜ **{item.answer}** {item.why}".rstrip())
        slips = [f"- {labelled(wrong, why)}" for wrong, why in item.slips]
        lines += ["\n".join(slips)] if slips else []
    return lines


def _item(question: Question) -> Item:
    said = quiz.labels(question)
    (right,) = question.right
    written = all(value is not None for value in question.options.values())
    slips = tuple((said[one], _why(question, one)) for one in said if one != right)
    choices = () if written else tuple(said.values())
    asked = quiz.wording(question, "ask")
    return Item(asked, said[right], _why(question, right), choices, slips)


def _why(question: Question, option: str) -> str:
    return quiz.wording(question, f"why.{option}", product=True)


def _download(kind: str, version: int, title: str, lines: list[str]) -> None:
    """Two buttons: to print, and as Markdown to change."""
    name = f"{kind}-{version}-{language()}"
    files = {
        "html": (printable.page(title, lines, language()), "text/html"),
        "md": (f"# {title}\n\n" + "\n\n".join(lines) + "\n", "text/markdown"),
    }
    for ending, (data, mime) in files.items():
        st.download_button(
            t(f"{PAGE}.sheet.{kind}_{ending}"),
            data,
            f"{name}.{ending}",
            mime,
            key=f"{PAGE}/{kind}/{ending}",
            icon=":material/print:" if ending == "html" else ":material/markdown:",
            on_click="ignore",
        )
