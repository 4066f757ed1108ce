"""Work that a reader watches: buttons that start and stop it, charts that grow, a pace to draw at.

A press on Stop interrupts the script between two drawings, so who works keeps what there is as it
comes. How fast a page draws is decided here and not by how fast a network learns.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple, ParamSpec, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstm97.ui.base.courses import Course
from lstm97.ui.base.part import whole
from lstm97.ui.base.text import t
from lstm97.ui.link import address, controls
from lstm97.ui.link.settings import Notice, Rule, Settings

TICK = 0.06  # seconds between two pictures, at least
SHARE = 2  # times as long as a drawing took, the work goes on before the next
LEAP = 0.02  # seconds of a step that is on the shelf already

P = ParamSpec("P")
Step = TypeVar("Step")
Act = Callable[[], None]


class Button(NamedTuple):
    """One more thing to do: the page's catalogue has ``training.<name>``."""

    name: str
    icon: str
    act: Act


def running(page: str) -> bool:
    """True from a press on Start until `run` says otherwise."""
    return bool(st.session_state.get(f"{page}/running"))


def run(page: str, on: bool) -> None:
    """Work goes on with this run of the script, or rests."""
    if on != running(page):
        st.session_state[f"{page}/running"] = on
        whole()


def buttons(
    page: str,
    state: str,
    *,
    start: Act,
    stop: Act,
    back: tuple[str, Act] | None,
    full: bool,
    also: Sequence[Button] = (),
    busy: bool = False,
) -> DeltaGenerator | None:
    """Train or stop, and back to the start; at work, the place to say how far it is.

    At rest the page says ``state``; ``back`` is the button that takes all back, by its name, None
    where there is nothing to take; ``full`` says that no more training is possible; ``also`` are
    other things to do and ``busy`` says that one of them is being done. The page's catalogue has
    ``training.start``, ``training.stop`` and ``training.<name>``.
    """
    busy = busy or running(page)
    with st.container(horizontal=True, vertical_alignment="center"):
        if busy:  # the other buttons stay, or Streamlit would show them faded on its own
            _button(page, "stop", "stop", stop)
        _button(page, "start", "fitness_center", start, disabled=full or busy)
        for one in also:
            _button(page, one.name, one.icon, one.act, disabled=busy)
        place = st.empty() if busy else st.caption(state)
        if back:
            _button(page, back[0], "restart_alt", back[1], type="tertiary", disabled=busy)
    return place if busy else None


def _button(page: str, name: str, icon: str, act: Act, **common: Any) -> None:
    label = t(f"{page}.training.{name}")
    st.button(label, icon=f":material/{icon}:", key=f"{page}/{name}", on_click=act, **common)


def paced(seconds: float, act: Callable[P, object]) -> Callable[P, None]:
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
def progress(text: str) -> Iterator[Callable[[float], None]]:
    """A bar for as long as something is made again; call what it gives with the share done."""
    bar = st.progress(0.0, text)
    yield paced(TICK, lambda share: bar.progress(min(1.0, share), text))
    bar.empty()


def granted(settings: Settings, conditions: Any, trained: int, most: int) -> int:
    """The training that a link asks for, as far as a reader can wait for it; says what is cut.

    Conditions that the reader changes start untrained; those that come with a link keep the
    training that it asks for. ``most`` is 0 where nothing is trained and the setting is idle.
    """
    page, asked = settings.page, min(trained, most)
    known = st.session_state.get(f"{page}/conditions")
    st.session_state[f"{page}/conditions"] = conditions
    if known not in (None, conditions):
        run(page, False)
        if asked and not address.came():
            address.keep(settings, {"trained": 0})
            st.rerun()
    if asked < trained and most:
        rule = Rule("integer", {"low": 0, "high": most})
        controls.notices([Notice("clamped", "trained", str(trained), rule, str(most))])
    return asked


def watched(course: Course[Step], place: int, most: int) -> Iterator[tuple[int, Step]]:
    """The steps of a course as they are made; what is known already does not rush past."""
    for step in course.steps(place, most):
        yield step
        if course.knows_beyond(step[0]):
            time.sleep(LEAP)


def again(page: str, course: Course[Step], place: int) -> list[tuple[int, Step]]:
    """All steps of a course that are kept up to a place; what is not on the shelf is made now."""
    past = course.upto(place)
    if past[-1][0] == place or course.ends_at(place):
        return past
    with progress(t(f"{page}.training.again", sequences=place)) as tell:
        for reached, _ in course.steps(past[-1][0], place):
            tell(reached / place)
    return course.upto(place)
