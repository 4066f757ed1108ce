"""Draws a bench: what stands where, in which order it is made, and what waits for the answer.

The picture is sent first, so that the browser draws it while the words are still being written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Generic

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstm97.figures.columns import FIELDS, SEVERAL, Table, as_csv
from lstm97.ui.base.files import picture_tables
from lstm97.ui.base.files.save import Download, save
from lstm97.ui.base.part import drawer, part, picture_first
from lstm97.ui.base.text import FALLBACK, exists, prose, sections, t
from lstm97.ui.base.theme import presenting
from lstm97.ui.lesson import question as asking
from lstm97.ui.lesson import training
from lstm97.ui.lesson.bench import page_file
from lstm97.ui.lesson.bench.description import Bench, R, V, View
from lstm97.ui.lesson.bench.ghost import numbers_before, previous_run
from lstm97.ui.lesson.bench.words import as_table
from lstm97.ui.lesson.parts import goals, next_step, to_take_away
from lstm97.ui.link import address, controls


def show(*benches: Bench[Any, Any]) -> None:
    """Draw a page of one bench, or of several in tabs: a setting of the link says which.

    What a reader may open below the picture is a part of its own: shut, it costs a control nothing,
    and opened, it leaves the picture alone.
    """
    bench = _choose(benches)
    shown: _Handover[Any, Any] = _Handover()
    if bench.busy():
        return _at_work(bench, shown)
    part(bench.page, lambda: _draw(bench, shown), alone=lambda: not shown.opened)
    return part(bench.page, lambda: _below(bench, shown), alone=lambda: not address.is_touched())


class _Handover(Generic[R, V]):
    """What the two parts of a bench know of each other.

    ``view`` is handed from the first to the second while the page is drawn, and then let go: a run
    may be large. ``opened`` says whether what has changed shows below, too.
    """

    def __init__(self) -> None:
        self.view: View[R, V] | None = None
        self.opened = self.complete = False

    def hand(self, view: View[R, V]) -> None:
        """A view for the part below, as long as that is still to come."""
        self.view = None if self.complete else view


def _choose(benches: Sequence[Bench[Any, Any]]) -> Bench[Any, Any]:
    if len(benches) == 1:
        return benches[0]
    settings = benches[0].settings
    by = settings.by
    if not presenting():  # a wall has them behind "more"
        with st.container(key="tabs"):
            controls.control(settings, by)
    tab = controls.current(settings)[by]
    return next((one for one in benches if one.tab == tab), benches[0])


def places() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Where a picture stands, and where the words beside it (`assets/frame/frame.css`)."""
    with st.container(key="bench", horizontal=True, gap="medium"):
        return st.container(key="picture", gap="xsmall"), st.container(key="side", gap="small")


def asked_picture() -> DeltaGenerator:
    """Where, of several pictures, that one stands which the question is about.

    A phone has room for one, and keeps this in sight; without it, the first.
    """
    return st.container(key="asked", gap="xsmall")


def _draw(bench: Bench[R, V], shown: _Handover[R, V]) -> None:
    """The picture, and what stands beside it."""
    picture, side = places()
    with side:
        view = _view(bench)
    shown.hand(view)
    tables = _paint(bench, view, picture)
    with side:
        _beside(bench, view, tables)


def _at_work(bench: Bench[R, V], shown: _Handover[R, V]) -> None:
    """All of it while the reader watches work, in which the picture is drawn last.

    It is one with the page: any press must interrupt the work, and Streamlit lets no part
    interrupt another. Two boxes stand where else the parts do.
    """
    with st.container():
        picture, side = places()
        with side:
            view = _beside(bench, _view(bench), None)
    shown.hand(view)
    with st.container():
        _below(bench, shown)
    _paint(bench, view, picture)


def _beside(bench: Bench[R, V], view: View[R, V], tables: Sequence[Table] | None) -> View[R, V]:
    """Question, controls and words; returns the view with the place where work says how it goes."""
    _ask(bench, view)
    bench.dials(view.values)
    _board(bench, tables)
    bench.notes(view.values)
    if bench.acts and view.revealed:
        view = replace(view, place=bench.acts(view))
    _say(bench, view)
    return view


def _below(bench: Bench[R, V], shown: _Handover[R, V]) -> None:
    """What is too wide to stand beside the picture, and the next page.

    On a wall, what to take away: two lines across it take less of it than ten beside the picture.
    """
    view = shown.view or _view(bench)
    with st.container(key="below", gap="xsmall"):
        if presenting() and (said := _takeaway(bench, view)):
            st.markdown(said)
        shown.opened = _drawers(bench, view)
        next_step(bench.page)
    shown.view, shown.complete = None, True


def _board(bench: Bench[Any, V], tables: Sequence[Table] | None) -> None:
    """The controls; until the answer, without those that would give it.

    Where what may be taken along is open, the picture's code and numbers are there too.
    """
    seen = asking.is_revealed(bench.page, bench.question)
    names = bench.controls
    if bench.answering and not seen:
        shown = [one.name for one in bench.settings.main] if names is None else names
        names = [name for name in shown if name not in bench.answering]
    more = bench.more
    if presenting() and bench.tab:
        own = [one.name for one in bench.settings.more]
        more = [bench.settings.by, *(own if more is None else more)]
    presets = () if bench.answering and not seen else bench.presets
    take = partial(_take, bench, tables)
    controls.board(bench.settings, names, more, presets, named=seen, take=take)


def _take(bench: Bench[Any, V], tables: Sequence[Table] | None, values: V) -> str:
    """The picture's numbers as a file, where it has been drawn, and the picture as code."""
    if tables is not None:
        name = "-".join(filter(None, (bench.page, bench.tab)))
        file = Download(t("common.share.csv"), f"{name}.csv", as_csv(tables, column_words()))
        save([file], key=f"{bench.page}/csv")
    if asking.is_revealed(bench.page, bench.question):
        shown = address.address(bench.settings, address.current(bench.settings))
        page_file.offer(bench.page, shown)
    return bench.code(values) if bench.code else ""


def column_words() -> dict[str, str]:
    """Heads of columns that no axis of the picture names."""
    return {name: t(f"common.columns.{name}") for name in (SEVERAL, *FIELDS)}


def _view(bench: Bench[R, V]) -> View[R, V]:
    values = address.current(bench.settings).values
    seen, run = asking.is_revealed(bench.page, bench.question), bench.measure(values)
    ghost = previous_run(bench, values, run) if seen else None
    return View(values, run, seen, ghost, page=bench.page)


def _paint(bench: Bench[R, V], view: View[R, V], place: DeltaGenerator) -> list[Table]:
    """The picture; returns its numbers where they are asked for."""
    if not controls.is_sharing(bench.settings):
        with place:
            bench.picture(view)
        picture_first()
        return []
    with place, picture_tables.collect() as tables:
        bench.picture(view)
    return tables


def _ask(bench: Bench[R, V], view: View[R, V]) -> None:
    """The question; or the verdict on the guess, and the numbers that bear it out."""
    numbers = _numbers(bench, view) if view.revealed else ""
    if bench.question is None:
        if numbers:
            st.markdown(numbers)
        return
    case = _case(bench, view.values)
    if view.revealed:
        drawn = dict(view.values).get("sketch", "")
        asking.verdict(bench.page, bench.question, case, view.run, numbers, drawn)
    else:
        asking.ask(bench.page, bench.question, case, view.run)


def _numbers(bench: Bench[R, V], view: View[R, V]) -> str:
    """What is read off the picture; and what it was before, where no ghost in it tells.

    While a network learns there are none: they would be those with which it began.
    """
    if _learns(bench):
        return ""
    readings = bench.readings(view)
    before = numbers_before(bench, view.values, [one.value for one in readings])
    if view.ghost or presenting():
        before = ""
    return "\n\n".join(filter(None, (as_table(readings), before)))


def _learns(bench: Bench[Any, Any]) -> bool:
    """Whether a network learns on this bench now; it rests while another tab is looked at."""
    return bench.busy() and training.running(bench.page)


def _say(bench: Bench[R, V], view: View[R, V]) -> None:
    """What to notice, and to take away; before the answer, what the picture is about.

    On a wall the class is asked first what it notices.
    """
    wall, known = presenting(), sections(FALLBACK, bench.page)
    said: list[str] = []
    if view.revealed and bench.notice:
        notice = "" if _learns(bench) else bench.notice(view)
        if wall:
            label, key = t("common.lesson.notice"), f"{bench.page}/notice"
            drawer(label, "search", key, partial(st.markdown, notice))
        elif notice:
            said.append(notice)
    elif bench.intro in known and not wall:
        said.append(prose(bench.page, bench.intro))
    if not wall:
        said.append(_takeaway(bench, view))
    if text := "\n\n".join(filter(None, said)):
        st.markdown(text)


def _takeaway(bench: Bench[R, V], view: View[R, V]) -> str:
    """The one sentence to take away; empty before the answer, and where a bench has none."""
    if not view.revealed or bench.takeaway not in sections(FALLBACK, bench.page):
        return ""
    return to_take_away(prose(bench.page, bench.takeaway))


def _drawers(bench: Bench[R, V], view: View[R, V]) -> bool:
    """What a reader may open, and whether what is open moves with the controls.

    A wall has room for none of it.
    """
    if presenting():
        return False
    page = bench.page
    goals(page)
    moving = False
    for one in bench.drawers:
        if view.revealed or one.early:
            key = "/".join(filter(None, (page, bench.tab, one.name)))
            opened = drawer(_title(page, one.name), one.icon, key, partial(one.draw, view))
            moving = moving or (opened and not one.fixed)
    return moving


def _title(page: str, name: str) -> str:
    own = f"{page}.drawers.{name}"
    return t(own if exists(own) else f"common.drawers.{name}")


def _case(bench: Bench[Any, V], values: V) -> str:
    """What a guess is made of, as text: the settings of the case that differ from the defaults."""
    if bench.case:
        return bench.case(values)
    names = bench.controls
    shown = [one.name for one in bench.settings.main] if names is None else list(names)
    every = bench.settings.every
    return " ".join(f"{name}={every[name].format(values[name])}" for name in shown)
