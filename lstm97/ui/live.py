"""Work that a reader watches: buttons that start and stop it, charts that grow, a pace to draw at.

A press on Stop interrupts the script between two drawings, so who works keeps what there is as it
comes. How fast a page draws is decided here and not by how fast a network learns.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple, ParamSpec

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstm97.ui.part import whole
from lstm97.ui.text import t

TICK = 0.2  # seconds between two pictures

P = ParamSpec("P")
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
    """``act``, skipped where the last time ended less than ``seconds`` ago."""
    ended = float("-inf")

    def sometimes(*args: P.args, **kwargs: P.kwargs) -> None:
        nonlocal ended
        if time.monotonic() - ended > seconds:
            act(*args, **kwargs)
            ended = time.monotonic()

    return sometimes


@contextmanager
def progress(text: str) -> Iterator[Callable[[float], None]]:
    """A bar for as long as something is made again; call what it gives with the share done."""
    bar = st.progress(0.0, text)
    yield paced(TICK, lambda share: bar.progress(min(1.0, share), text))
    bar.empty()


def growing(specs: Sequence[dict[str, Any]]) -> Callable[[dict[str, list[Any]]], None]:
    """Charts side by side that are drawn again and again, all with the same new columns."""
    slots = [column.empty() for column in st.columns(len(specs))]

    def draw(data: dict[str, list[Any]]) -> None:
        for slot, spec in zip(slots, specs, strict=True):
            slot.vega_lite_chart(data, spec, width="stretch")

    return draw
