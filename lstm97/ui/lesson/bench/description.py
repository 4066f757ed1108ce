"""What a page says of its bench: picture, question, controls, numbers and words.

Where these stand, in which order they are made, and what is hidden until the reader has guessed,
is decided in `drawing` for all pages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple

from streamlit.delta_generator import DeltaGenerator
from typing_extensions import TypeVar

from lstm97.ui.lesson.question import Question
from lstm97.ui.link.record import Record
from lstm97.ui.link.settings import Settings

R = TypeVar("R")
V = TypeVar("V", bound=Record, default=Record)  # the page's settings
V_co = TypeVar("V_co", bound=Record, default=Record, covariant=True)
V_contra = TypeVar("V_contra", bound=Record, default=Record, contravariant=True)


class Reading(NamedTuple):
    """A number that is read off the picture, large; ``note`` stands small below it."""

    name: str
    value: str
    note: str = ""


class PreviousRun(NamedTuple):
    """The run before the last change, and what was changed, in words."""

    run: Any
    change: str


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
    """Something to open below the bench. ``name`` is a text's key.

    A ``fixed`` one says the same whatever the settings, and needs no drawing when one is moved.
    """

    name: str
    icon: str
    draw: Callable[[View[R, V_contra]], object]
    early: bool = False  # is there before the answer, too
    fixed: bool = False


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
