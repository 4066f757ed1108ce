"""Work that a reader watches: trained once for all, started, stopped, gone on with, taken back.

A press on Stop interrupts the script between two drawings, so what has been learnt is kept as it
comes: on a shelf for all sessions, and in the link as a number of sequences. How fast a page draws
is decided here and not by how fast a network learns.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, ParamSpec, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstm97.ui.base.courses import Course, Turns
from lstm97.ui.base.numbers import whole
from lstm97.ui.base.part import whole as whole_page
from lstm97.ui.base.text import t
from lstm97.ui.base.theme import presenting
from lstm97.ui.link import address, controls
from lstm97.ui.link.kinds import Rule
from lstm97.ui.link.settings import Notice, Settings

TICK = 0.06  # seconds between two pictures, at least
SHARE = 2  # times as long as a drawing took, the work goes on before the next
LEAP = 0.02  # seconds of a step that is on the shelf already
QUEUE_LOOK = 0.25  # seconds between two looks at the line of those who wait
WARM_UP = 1.0  # seconds of training before its pace is told
SHELF_BYTES = 48_000_000  # bytes of steps on a shelf; a page has one
TURNS = Turns(3)  # trainings at once in a process: two cores, and pages that answer meanwhile

P = ParamSpec("P")
Step = TypeVar("Step")
Act = Callable[[], None]
Past = list[tuple[int, Step]]


class Button(NamedTuple):
    """One more thing to do: the page's catalogue has ``training.<name>``."""

    name: str
    icon: str
    act: Act


@dataclass(frozen=True)
class Training(Generic[Step]):
    """What a page trains live, under one set of conditions.

    ``conditions`` are all that decides its numbers, ``begin`` gives the course of them, shared with
    all who train under the same. ``most`` is the longest training, 0 where nothing is trained. How
    far it has come is the setting ``trained`` of the page, or one of another ``name``. The page's
    catalogue has, below ``training``, "start", "stop", "again" and the names of the other buttons.
    """

    settings: Settings
    conditions: Hashable
    begin: Callable[[], Course[Step]]
    most: int
    name: str = "trained"

    @property
    def page(self) -> str:
        """Whose training it is."""
        return self.settings.page

    def state(self, trained: int) -> str:
        """How far it has come, as the page's ``training.state`` says it."""
        return t(f"{self.page}.training.state", sequences=whole(trained))

    def within_reach(self, trained: int) -> int:
        """The training that a link asks for, as far as a reader can wait for it; says what is cut.

        Conditions that the reader changes start untrained; those that come with a link keep the
        training that it asks for.
        """
        asked, key = min(trained, self.most), f"{self.page}/conditions"
        known = st.session_state.get(key)
        st.session_state[key] = self.conditions
        if known not in (None, self.conditions):
            run(self.page, False)
            if asked and not address.came():
                address.keep(self.settings, {self.name: 0})
                st.rerun()
        if asked < trained and self.most:
            rule = Rule("integer", {"low": 0, "high": self.most})
            controls.notices([Notice("clamped", self.name, str(trained), rule, str(self.most))])
        return asked

    def past(self, trained: int) -> Past[Step]:
        """All steps that are kept up to here; what is not on the shelf is made now, in turn."""
        course = self.begin()
        past = course.upto(trained)
        if past[-1][0] == trained or course.ends_at(trained):
            return past
        said = t(f"{self.page}.training.again", sequences=whole(trained))
        with progress(said) as tell, _turn(course, st.empty()):
            left = forecast(past[-1][0], trained)
            for place, _ in course.steps(past[-1][0], trained):
                tell(place / trained, _state_line(said, left(place)))
        return course.upto(trained)

    def buttons(
        self,
        state: str,
        trained: int,
        *,
        back: str,
        full: bool = False,
        also: Sequence[Button] = (),
        stop: Act | None = None,
    ) -> DeltaGenerator | None:
        """Train, or stop, and back to the start; at work, the place to say how far it is.

        At rest the page says ``state``; ``back`` names the button that takes all back; ``full``
        says that a course ends here. ``also`` are other things to do, and ``stop`` stops what one
        of them has started.
        """
        busy = running(self.page) or stop is not None
        with st.container(horizontal=True, vertical_alignment="center", key="training"):
            if busy:  # the other buttons stay, or Streamlit would show them faded on its own
                self._button("stop", "stop", stop or self._stop)
            done = full or trained >= self.most
            self._button("start", "fitness_center", lambda: self._start(trained), done or busy)
            for one in also:
                self._button(one.name, one.icon, one.act, busy)
            place = self._place_of(state, busy, trained)
            if trained:
                self._button(back, "restart_alt", self._forget, busy, type="tertiary")
        return place if busy else None

    @staticmethod
    def _place_of(state: str, busy: bool, trained: int) -> DeltaGenerator:
        """Where it is said how far the training is; on a wall nothing is said of none."""
        if busy or (presenting() and not trained):
            return st.empty()
        return st.caption(state)

    def watch(
        self,
        say: DeltaGenerator,
        state: Callable[[int, Step], str],
        *pictures: tuple[float, Callable[[Past[Step]], object]],
    ) -> None:
        """Train until the reader stops or the course ends, and draw as it goes; does not return.

        ``say`` is the place for ``state(place, step)`` and how long it will take. Each picture is
        drawn with all steps that are kept and the newest, so many seconds apart at least.
        """
        course, begun = self.begin(), int(st.session_state.get(self._place, 0))
        past, left = course.upto(begun), forecast(begun, self.most)
        drawn = [throttle(seconds, draw) for seconds, draw in pictures]
        told = throttle(TICK, lambda text: say.caption(text))
        with _turn(course, say):
            for place, step in _watch(course, begun, self.most):
                if not course.keeps(past[-1][0]):
                    past.pop()
                past.append((place, step))
                if course.keeps(place):
                    st.session_state[self._place] = place
                told(_state_line(state(place, step), left(place)))
                for draw in drawn:
                    draw(past)
        self._stop()
        st.rerun()

    @property
    def _place(self) -> str:
        return f"{self.page}/place"

    def _button(self, name: str, icon: str, act: Act, disabled: bool = False, **how: Any) -> None:
        label = t(f"{self.page}.training.{name}")
        how |= {"key": f"{self.page}/{name}", "icon": f":material/{icon}:", "disabled": disabled}
        st.button(label, on_click=act, **how)

    def _start(self, trained: int) -> None:
        st.session_state[self._place] = trained
        run(self.page, True)

    def _stop(self) -> None:
        run(self.page, False)
        address.keep(self.settings, {self.name: st.session_state.get(self._place, 0)})

    def _forget(self) -> None:
        address.keep(self.settings, {self.name: 0})


def running(page: str) -> bool:
    """True from a press on Start until `run` says otherwise."""
    return bool(st.session_state.get(f"{page}/running"))


def run(page: str, on: bool) -> None:
    """Work goes on with this run of the script, or rests."""
    if on != running(page):
        st.session_state[f"{page}/running"] = on
        whole_page()


def throttle(seconds: float, act: Callable[P, object]) -> Callable[P, None]:
    """``act``, skipped where the last time ended less than ``seconds`` ago.

    One that costs much is skipped for longer, so that it takes a third of the processor at most.
    """
    due = float("-inf")

    def sometimes(*args: P.args, **kwargs: P.kwargs) -> None:
        nonlocal due
        if time.monotonic() >= due:
            begun = time.thread_time()
            act(*args, **kwargs)
            due = time.monotonic() + max(seconds, SHARE * (time.thread_time() - begun))

    return sometimes


@contextmanager
def progress(text: str) -> Iterator[Callable[[float, str], None]]:
    """A bar for as long as something is made; call what it gives with the share done and a text."""
    bar = st.progress(0.0, text)
    yield throttle(TICK, lambda share, said: bar.progress(min(1.0, share), said))
    bar.empty()


def forecast(begun: int, most: int) -> Callable[[int], str]:
    """Call what it gives with how far it is: how long the rest will take at the pace measured.

    Empty while too little has been measured.
    """
    since = time.monotonic()

    def left(place: int) -> str:
        spent = time.monotonic() - since
        if spent < WARM_UP or place <= begun:
            return ""
        return _duration(spent / (place - begun) * (most - place))

    return left


def _state_line(state: str, left: str) -> str:
    return " · ".join(filter(None, (state, left)))


def _duration(seconds: float) -> str:
    """How long something will last, as one says it: "at most 20 s more", "at most 3 min more"."""
    if seconds < 60:
        return t("common.training.seconds", count=max(5, 5 * math.ceil(seconds / 5)))
    return t("common.training.minutes", count=math.ceil(seconds / 60))


@contextmanager
def _turn(course: Course[Any], say: DeltaGenerator) -> Iterator[None]:
    """Wait until it is this course's turn to be trained, saying so in ``say``."""
    with TURNS.line(course) as standing:
        while place := standing():
            say.caption(t("common.training.waiting", others=TURNS.most, place=place))
            time.sleep(QUEUE_LOOK)
        with course.watch():
            yield


def _watch(course: Course[Step], place: int, most: int) -> Iterator[tuple[int, Step]]:
    """The steps of a course as they are made; what is known already does not rush past."""
    for step in course.steps(place, most):
        yield step
        if course.knows_beyond(step[0]):
            time.sleep(LEAP)
