"""The engine live on the main screen: each time step goes to the stage as it is computed.

How fast that is, is decided here: as slowly as a person can follow, and never with more than half
of a processor. What has arrived when the reader stops stays on the stage.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstm97.analysis.flow.race import Lap
from lstm97.analysis.flow.stepping import StepTimes, Wave
from lstm97.engine import At
from lstm97.figures.stage.scene import Scene, refill
from lstm97.ui.base.numbers import general
from lstm97.ui.base.text import t
from lstm97.ui.lesson import training as live
from lstm97.ui.lesson.stage import LiveStage
from lstm97.ui.lesson.stage import stage as rest
from lstm97.ui.pages.error_race.conditions import PAGE

RUN, WAVE = f"{PAGE}/stream", f"{PAGE}/wave"
LEAD = 0.4  # seconds for the empty stage to come up
TICK = 0.04  # seconds between two pushes, at least
STEP = 0.08  # seconds of a time step, if a sweep then lasts ...
SWEEP = (2.5, 6.5)  # ... neither shorter nor longer than this
AGAIN = 8  # pushes whose steps go along with the next, in case messages are merged away

Draw = Callable[[Mapping[str, Lap]], Scene]


def running() -> bool:
    """True while the engine streams."""
    return live.running(RUN)


def wave(key: Any, laps: Mapping[str, Lap], at: At) -> Wave | None:
    """The session's run, streaming or stopped; other conditions (``key``) make an end of it."""
    kept: tuple[Any, Wave] | None = st.session_state.get(WAVE)
    if kept and kept[0] != key:
        st.session_state.pop(WAVE)
        live.run(RUN, False)
        return None
    if running() and not kept:
        kept = st.session_state[WAVE] = key, Wave(laps, at)
    return kept[1] if kept else None


def buttons(wave: Wave | None) -> tuple[list[live.Button], Callable[[], None] | None]:
    """Run the engine live, or back to the whole from where it was stopped; and what stops it."""
    offered = [live.Button("stream", "sensors", _start)]
    if wave and not wave.done and not running():
        offered.append(live.Button("whole", "image", _drop))
    return offered, _stop if running() else None


def stage(picture: Scene, draw: Draw, wave: Wave | None, place: DeltaGenerator | None) -> None:
    """The race on the stage: whole, as far as it had come, or as it happens.

    ``draw`` makes a scene of laps that are under way and ``place`` says how far they are. Does not
    return while the engine streams.
    """
    if wave and place and running():
        _stream(picture, draw, wave, place)
    if wave and not wave.done:
        picture = replace(_so_far(picture, draw, wave), start=wave.position)
    rest(picture, key=f"{PAGE}/stage")
    if wave and wave.position:
        st.caption(_timing(wave))


def _so_far(picture: Scene, draw: Draw, wave: Wave) -> Scene:
    """The finished picture's lanes and axes, with what the engine has computed so far."""
    return refill(picture, draw(wave.laps))


def _stream(picture: Scene, draw: Draw, wave: Wave, place: DeltaGenerator) -> None:
    scene = replace(_so_far(picture, draw, wave), live=wave.position)
    stage = LiveStage(scene, key=f"{PAGE}/stage")
    below = st.empty()

    def tell() -> None:
        place.caption(_progress(wave))
        below.caption(_timing(wave))

    told = live.throttle(live.TICK, tell)
    step = _seconds(wave.steps) / wave.steps
    time.sleep(LEAD)
    began = time.monotonic() - wave.position * step
    while not wave.done:
        now, before = time.monotonic(), wave.position
        _advance(wave, int((now - began) / step) + 1)
        new = wave.position - before
        if new:
            turn = wave.position in (wave.steps, 2 * wave.steps)  # then all goes along once more
            overlap = wave.steps if turn else max(16, AGAIN * new)
            stage.push(draw(wave.laps), wave.position, overlap=overlap)
            told()
        spent = time.monotonic() - now
        time.sleep(max(TICK - spent, spent))
    live.run(RUN, False)
    st.rerun()


def _advance(wave: Wave, due: int) -> None:
    """Compute up to the time step that is due, but never past the loss at once."""
    limit = wave.steps if wave.position < wave.steps else 2 * wave.steps
    while wave.position < min(due, limit):
        wave.advance()


def _seconds(steps: int) -> float:
    """How long a sweep lasts."""
    shortest, longest = SWEEP
    return min(max(STEP * steps, shortest), longest)


def _progress(wave: Wave) -> str:
    """How far it is: "forward, t = 12 of 55"."""
    back = wave.position > wave.steps
    step = 2 * wave.steps + 1 - wave.position if back else wave.position
    return t(f"{PAGE}.stream.{'back' if back else 'forward'}", t=step, steps=wave.steps)


def _timing(wave: Wave) -> str:
    """That it is the engine that computed this, and what a time step took it."""
    if wave.done or running():
        where = t(f"{PAGE}.stream.{'done' if wave.done else 'under_way'}")
    else:
        where = t(f"{PAGE}.stream.stopped", where=_progress(wave))
    took = t(f"{PAGE}.stream.comma").join(_took(side, wave.pace(side)) for side in wave.laps)
    return f"{where} {t(f'{PAGE}.stream.took', took=took)}"


def _took(side: str, pace: StepTimes) -> str:
    """What a time step took one network, going forward and, once it has, going back."""
    name, forward = t(f"lanes.networks.{side}"), general(1e6 * pace.forward, 3)
    if math.isnan(pace.back):
        return t(f"{PAGE}.stream.one", network=name, forward=forward)
    return t(f"{PAGE}.stream.both", network=name, forward=forward, back=general(1e6 * pace.back, 3))


def _start() -> None:
    st.session_state.pop(WAVE, None)
    live.run(RUN, True)


def _stop() -> None:
    live.run(RUN, False)


def _drop() -> None:
    st.session_state.pop(WAVE, None)
