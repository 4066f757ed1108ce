"""The bench: picture at the left, question, controls and what to notice at the right.

A page says what its parts are; where they stand, in which order they are made, and what is hidden
until the reader has guessed, is decided here for all pages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Generic, NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from typing_extensions import TypeVar

from lstm97.figures.columns import Table, as_csv
from lstm97.ui.base.courses import bytes_of
from lstm97.ui.base.files import picture_tables
from lstm97.ui.base.files.save import Download, save
from lstm97.ui.base.part import drawer, part, picture_first
from lstm97.ui.base.text import FALLBACK, exists, listed, prose, sections, t
from lstm97.ui.lesson import question as asking
from lstm97.ui.lesson.parts import goals_text, next_step, text
from lstm97.ui.lesson.question import Question
from lstm97.ui.link import address, controls
from lstm97.ui.link.record import Record
from lstm97.ui.link.settings import Settings
from lstm97.ui.link.widgets import label, value_text

R = TypeVar("R")
V = TypeVar("V", bound=Record, default=Record)  # the page's settings
V_co = TypeVar("V_co", bound=Record, default=Record, covariant=True)
V_contra = TypeVar("V_contra", bound=Record, default=Record, contravariant=True)
SIDES = (2, 1)  # widths of picture and words
WALL = (5, 2)  # and where the page is projected
KEPT = 2**20  # bytes of a run that a session keeps
LOOKS = ("tab", "wide", "sketch")  # settings that leave the run as it is


class Reading(NamedTuple):
    """A number that is read off the picture, large; ``note`` stands small below it."""

    name: str
    value: str
    note: str = ""


class PreviousRun(NamedTuple):
    """The run before the last change, and what was changed, in words."""

    run: Any
    changed: str


@dataclass(frozen=True)
class View(Generic[R, V_co]):
    """What a picture is drawn of.

    Until ``revealed``, whatever gives the answer away stays hidden. ``place`` is where work that
    goes on (training) says how far it is; None while nothing works.
    """

    values: V_co
    run: R
    revealed: bool
    ghost: PreviousRun | None = None
    place: DeltaGenerator | None = None
    page: str = ""


@dataclass(frozen=True)
class Drawer(Generic[R, V_contra]):
    """Something to open. ``name`` is a text's key; ``wide`` ones stand below the bench."""

    name: str
    icon: str
    draw: Callable[[View[R, V_contra]], object]
    wide: bool = True
    early: bool = False  # is there before the answer, too


def how_to_read(page: str, section: str = "how-to-read") -> Drawer[Any, Any]:
    """The drawer that says how a bench's picture is read."""
    return Drawer("how-to-read", "visibility", lambda _: text(prose(page, section)), wide=False)


def _nothing(_: Any) -> tuple[()]:
    return ()


@dataclass(frozen=True)
class Bench(Generic[R, V]):
    """One picture with its question, controls, numbers and words.

    ``measure`` turns the page's settings into what was measured (cached, without a word on the
    screen); ``picture`` draws it; ``notes`` warns of what in the settings could not be used;
    ``dials`` draws controls of the page's own kind above the others;
    ``acts`` draws buttons below the controls and returns the place for their progress. With
    ``busy`` work goes on and the picture is drawn last. ``controls`` and ``more`` name settings,
    the page's own choice if None. A page of several benches names each by its ``tab``.
    """

    settings: Settings[V]
    measure: Callable[[V], R]
    picture: Callable[[View[R, V]], object]
    question: Question[R] | None = None
    readings: Callable[[View[R, V]], Sequence[Reading]] = _nothing
    notice: Callable[[View[R, V]], str] | None = None
    notes: Callable[[V], object] = _nothing
    dials: Callable[[V], object] = _nothing
    acts: Callable[[View[R, V]], DeltaGenerator | None] | None = None
    busy: Callable[[], bool] = lambda: False
    drawers: Sequence[Drawer[R, V]] = ()
    controls: Sequence[str] | None = None
    more: Sequence[str] | None = None
    presets: Sequence[str] | None = None
    placed: Sequence[str] = ()  # settings that the picture itself draws
    answering: Sequence[str] = ()  # controls that would give the answer, and wait for it
    ghosts: Callable[[V], bool] = lambda _: True  # whether such a run stays as a ghost
    steady: bool = True  # whether equal settings always measure the same
    tab: str = ""
    intro: str = "intro"  # the section of prose that stands where the notices will
    takeaway: str = "takeaway"
    case: Callable[[V], str] | None = None  # what a guess is made of; all shown controls
    code: Callable[[V], str] | None = None  # Python that prints the picture's numbers, or ""

    @property
    def page(self) -> str:
        """The slug of its page."""
        return self.settings.page


def show(*benches: Bench[Any, Any]) -> None:
    """Draw a page of one bench, or of several in tabs: a setting of the link says which.

    What a reader may open below the picture is a part of its own: shut, it costs a control nothing,
    and opened, it leaves the picture alone.
    """
    bench = _chosen(benches)
    shown: _Shown[Any, Any] = _Shown()
    if bench.busy():
        return _at_work(bench, shown)
    part(bench.page, lambda: _draw(bench, shown), alone=lambda: not shown.opened)
    return part(bench.page, lambda: _below(bench, shown), alone=lambda: not address.is_touched())


class _Shown(Generic[R, V]):
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


def _chosen(benches: Sequence[Bench[Any, Any]]) -> Bench[Any, Any]:
    if len(benches) == 1:
        return benches[0]
    settings = benches[0].settings
    by = settings.by
    if not address.presenting():  # a wall has room for one; its link says which
        with st.container(key="tabs"):
            controls.control(settings, by)
    tab = controls.current(settings)[by]
    return next((one for one in benches if one.tab == tab), benches[0])


def places() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Where a picture stands, and where the words beside it."""
    with st.container(key="bench"):
        sides = WALL if address.presenting() else SIDES
        left, right = st.columns(sides, gap="medium")
    with left:
        picture = st.container(key="picture", gap="xsmall")
    with right:
        return picture, st.container(key="side", gap="small")


def _draw(bench: Bench[R, V], shown: _Shown[R, V]) -> None:
    """The picture, and what stands beside it."""
    picture, side = places()
    with side:
        view = _viewed(bench)
    shown.hand(view)
    tables = _paint(bench, view, picture)
    with side:
        _beside(bench, view, tables)


def _at_work(bench: Bench[R, V], shown: _Shown[R, V]) -> None:
    """All of it while the reader watches work, in which the picture is drawn last.

    It is one with the page: any press must interrupt the work, and Streamlit lets no part
    interrupt another. Two boxes stand where else the parts do.
    """
    with st.container():
        picture, side = places()
        with side:
            view = _beside(bench, _viewed(bench), None)
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


def _below(bench: Bench[R, V], shown: _Shown[R, V]) -> None:
    """What is too wide to stand beside the picture, and the next page."""
    view = shown.view or _viewed(bench)
    with st.container(key="below", gap="xsmall"):
        shown.opened = _drawers(bench, view, wide=True)
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
    presets = () if bench.answering and not seen else bench.presets
    take = partial(_take, bench, tables)
    controls.board(bench.settings, names, bench.more, presets, named=seen, take=take)


def _take(bench: Bench[Any, V], tables: Sequence[Table] | None, values: V) -> str:
    """The picture's numbers as a file, where it has been drawn, and the picture as code."""
    if tables is not None:
        name = "-".join(filter(None, (bench.page, bench.tab)))
        file = Download(t("common.share.csv"), f"{name}.csv", as_csv(tables))
        save([file], key=f"{bench.page}/csv")
    return bench.code(values) if bench.code else ""


def _viewed(bench: Bench[R, V]) -> View[R, V]:
    values = address.current(bench.settings).values
    seen, run = asking.is_revealed(bench.page, bench.question), bench.measure(values)
    ghost = _ghost(bench, values, run) if seen else None
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
    if bench.question:
        case = _case(bench, view.values)
        if view.revealed:
            asking.verdict(bench.page, bench.question, case, view.run)
        else:
            asking.ask(bench.page, bench.question, case, view.run)
    if view.revealed and (readings := bench.readings(view)):
        _numbers(readings)


def _numbers(readings: Sequence[Reading]) -> None:
    """The numbers side by side, and below them their notes."""
    with st.container(key=f"readings-{len(readings)}"):
        for one in readings:
            st.metric(one.name, one.value)
        if any(one.note for one in readings):
            for one in readings:
                st.caption(one.note)


def _say(bench: Bench[R, V], view: View[R, V]) -> None:
    """What to notice; before the answer, what the picture is about; on a wall, a sentence."""
    wall, known = address.presenting(), sections(FALLBACK, bench.page)
    if view.revealed and bench.notice:
        said = bench.notice(view)
        if wall:  # the class is asked first
            drawer(t("common.lesson.notice"), "search", f"{bench.page}/notice", partial(_md, said))
        else:
            with st.container(key="notice"):
                st.markdown(said)
    elif bench.intro in known and not wall:
        st.markdown(prose(bench.page, bench.intro))
    _drawers(bench, view, wide=False)
    if view.revealed and bench.takeaway in known:
        st.info(prose(bench.page, bench.takeaway), icon=":material/bookmark:")


def _md(text: str) -> None:
    st.markdown(text)


def _drawers(bench: Bench[R, V], view: View[R, V], *, wide: bool) -> bool:
    """What a reader may open, and whether any of it is; a wall has room for none of it."""
    if address.presenting():
        return False
    page = bench.page
    if not wide:
        drawer(t("common.lesson.goals"), "flag", f"{page}/goals", lambda: _md(goals_text(page)))
    chosen = [one for one in bench.drawers if one.wide == wide and (view.revealed or one.early)]
    keys = ("/".join(filter(None, (page, bench.tab, one.name))) for one in chosen)
    drawn = [
        drawer(_title(page, one.name), one.icon, key, partial(one.draw, view))
        for one, key in zip(chosen, keys, strict=True)
    ]
    return any(drawn)


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


@dataclass
class _Past:
    """The settings of the last run and of the one before; and both runs, where they are small."""

    now: Any
    run: Any = None
    before: Any = None
    ghost: Any = None


def _ghost(bench: Bench[R, V], values: V, run: R) -> PreviousRun | None:
    """The run before the reader's last change of a control, until it is dropped.

    It is kept as it was drawn, or measured again where it is too large to be kept.
    """
    key, values = f"{bench.page}/{bench.tab}/ghost", _of_the_run(bench, values)
    past: _Past = st.session_state.setdefault(key, _Past(values))
    if past.now != values:
        past.now, past.before, past.ghost = values, past.now, past.run
    past.run = _small(bench, values, run)
    before = past.before
    if before is None or before == values or not (bench.ghosts(before) and bench.ghosts(values)):
        return None
    if past.ghost is None:
        past.ghost = _small(bench, before, found := bench.measure(before))
        return PreviousRun(found, _changed(bench, before, values))
    return PreviousRun(past.ghost, _changed(bench, before, values))


def _small(bench: Bench[R, V], values: V, run: R) -> R | None:
    """The run, if it may become a ghost and its arrays are small enough to be kept; else None."""
    return run if bench.steady and bench.ghosts(values) and bytes_of(run) <= KEPT else None


def _of_the_run(bench: Bench[Any, V], values: V) -> V:
    """The settings without those that only change how a run is looked at."""
    every = bench.settings.every
    return values.changed(**{name: every[name].default for name in LOOKS if name in every})


def _changed(bench: Bench[Any, V], before: V, values: V) -> str:
    """The controls that differ, as "label before → now"."""
    moved = [name for name in bench.settings.every if before[name] != values[name]]
    return listed(
        t(
            "common.bench.changed",
            name=label(bench.settings, name),
            before=value_text(bench.settings, name, before[name]),
            now=value_text(bench.settings, name, values[name]),
        )
        for name in moved
    )
