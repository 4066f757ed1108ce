"""A worksheet on the teacher's page, on paper, and its answers with the way to each of them.

A wrong number that a known slip gives stands beside the right one, with what was forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode, urljoin

import numpy as np
import streamlit as st

from lstm97.analysis.flow.reach import Reach
from lstm97.analysis.quiz.question import QuizQuestion
from lstm97.analysis.quiz.worksheet import Worksheet
from lstm97.analysis.quiz.worksheet import worksheets as drawn_sheets
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.files.save import Download, save
from lstm97.ui.base.fill import labels, wording
from lstm97.ui.base.part import drawer
from lstm97.ui.base.text import labelled, language, t
from lstm97.ui.link.controls import control
from lstm97.ui.pages.classroom import printable
from lstm97.ui.pages.classroom.printable import Drawing
from lstm97.ui.pages.classroom.view import PAGE, SETTINGS, ClassroomValues

RACE = "error-race"
Race = Callable[[Mapping[str, str]], Mapping[str, Reach]]  # how far errors get, of a link's race
DECADES = (-16, 2)  # of the paper to draw on, as everywhere
LINE = re.compile("_{9,}")  # to write on; a screen has no pen, and a phone breaks it
SHORT_LINE = "_" * 8
every = wrap_pure(drawn_sheets, entries=1)


def sheet_of(version: int) -> Worksheet:
    """The worksheet of this number."""
    return every()[version - 1]


@dataclass(frozen=True)
class Item:
    """A question as it is printed; ``slips`` are wrong answers, each with its reason.

    ``paper`` is something to draw on, ``solution`` the same with what should be there.
    """

    ask: str
    answer: str
    why: str = ""
    choices: tuple[str, ...] = ()
    slips: tuple[tuple[str, str], ...] = ()
    paper: Drawing | None = None
    solution: Drawing | None = None


def worksheets(values: ClassroomValues, race: Race) -> None:
    """Choose a version, look at it, print it; the answers are closed, they may be on the wall."""
    with st.container(width=220):
        control(SETTINGS, "version")
    version = values.version
    sheet = items(sheet_of(version), race)
    with st.container(horizontal=True):
        _files("worksheet", version, _title(version), student_lines(sheet))
        _files("answers", version, _title(version, key=True), teacher_lines(sheet))
    st.caption(t(f"{PAGE}.sheet.help"))
    drawer(t(f"{PAGE}.sheet.all"), "stacks", f"{PAGE}/all", lambda: _all(values.copies, race))
    with st.container(border=True):
        st.markdown(LINE.sub(SHORT_LINE, "\n\n".join(_on_screen(student_lines(sheet)))))
    drawer(
        _title(version, key=True),
        "key",
        f"{PAGE}/answers",
        lambda: st.markdown("\n\n".join(_on_screen(teacher_lines(sheet)))),
    )


def everything(copies: int, race: Race) -> str:
    """The first ``copies`` versions for the printer, and then the answers to all of them."""
    sheets = {one.version: items(one, race) for one in every()[:copies]}
    pages = {_title(n): student_lines(sheet) for n, sheet in sheets.items()}
    pages |= {_title(n, key=True): teacher_lines(sheet) for n, sheet in sheets.items()}
    return printable.book(t(f"{PAGE}.sheet.all"), pages, language())


def _all(copies: int, race: Race) -> None:
    with st.container(width=220):
        control(SETTINGS, "copies")
    label = t(f"{PAGE}.sheet.all_html", copies=copies)
    name = f"worksheets-1-{copies}-{language()}.html"
    save([Download(label, name, everything(copies, race))], key=f"{PAGE}/all/html")


def _title(version: int, *, key: bool = False) -> str:
    return t(f"{PAGE}.sheet.{'answers_title' if key else 'title'}", version=version)


def _on_screen(lines: list[str]) -> list[str]:
    """Without what is made for paper alone."""
    return [line for line in lines if not isinstance(line, Drawing)]


def items(sheet: Worksheet, race: Race) -> list[Item]:
    """Every question of a worksheet, in words; ``race`` measures the one to be watched."""
    return [*map(_item, sheet.questions), watch(sheet.length, sheet.seed, race)]


def watch(length: int, seed: int, race: Race) -> Item:
    """A race to be opened by its link, and what it will show."""
    query = {"task": "temporal-order", "length": str(length), "seed": str(seed)}
    reaches = race(query)
    link = urlencode({"lang": language(), **query})  # who types it in may read another language
    address = urljoin(st.context.url or "", f"{RACE}?{link}")
    grid = partial(
        printable.log_grid,
        length,
        DECADES,
        t(f"{PAGE}.sheet.grid_x"),
        t(f"{PAGE}.sheet.grid_y"),
    )
    curves = {t(f"lanes.networks.{side}"): _exponents(one) for side, one in reaches.items()}
    return Item(
        t(f"{PAGE}.sheet.watch", link=address),
        t(
            f"{PAGE}.sheet.watched",
            rnn=reaches["rnn"].depth,
            lstm=reaches["lstm97"].depth,
            steps=reaches["lstm97"].source,
        ),
        paper=grid(),
        solution=grid(curves=curves),
    )


def _exponents(reach: Reach) -> list[float]:
    """The error's size by steps back from its source, as an exponent of ten of its size there."""
    back = reach.curve[: (reach.source or 0) + 1][::-1]
    with np.errstate(divide="ignore"):
        exponents: list[float] = np.log10(back / back[0]).tolist()
    return exponents


def student_lines(sheet: list[Item]) -> list[str]:
    """The worksheet as Markdown, paragraph by paragraph."""
    lines = [t(f"{PAGE}.sheet.name"), t(f"{PAGE}.sheet.rule")]
    for number, item in enumerate(sheet, 1):
        lines.append(f"**{number}.** {item.ask}")
        lines += ["  \n".join(f"☐ {choice}" for choice in item.choices)] if item.choices else []
        lines += [item.paper] if item.paper else []
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
        lines += [item.solution] if item.solution else []
    return lines


def _item(question: QuizQuestion) -> Item:
    said = labels(question)
    (right,) = question.right
    written = all(value is not None for value in question.options.values())
    slips = tuple((said[one], _why(question, one)) for one in said if one != right)
    choices = () if written else tuple(said.values())
    asked = wording(question, "ask")
    return Item(asked, said[right], _why(question, right), choices, slips)


def _why(question: QuizQuestion, option: str) -> str:
    return wording(question, f"why.{option}", product=True)


def _files(kind: str, version: int, title: str, lines: list[str]) -> None:
    """Two buttons: to print, and as Markdown to change."""
    text = f"# {title}\n\n" + "\n\n".join(_on_screen(lines)) + "\n"
    files = {"html": printable.page(title, lines, language()), "md": text}
    saved = [
        Download(
            t(f"{PAGE}.sheet.{kind}_{ending}"), f"{kind}-{version}-{language()}.{ending}", data
        )
        for ending, data in files.items()
    ]
    save(saved, key=f"{PAGE}/{kind}/files")
