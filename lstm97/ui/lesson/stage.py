"""The stage on a page: mounts the client-side component that plays and scrubs a scene.

The browser draws everything from one packed buffer; only a reader's resting place may come back,
and only where a page asks for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lstm97.figures.columns import of_scene
from lstm97.figures.stage.contract import STAGE
from lstm97.figures.stage.packing import envelope, pack, pack_columns
from lstm97.figures.stage.scene import Scene, ghost_of
from lstm97.figures.stage.script import bundle
from lstm97.folders import asset
from lstm97.ui.base.contents import BY_SLUG
from lstm97.ui.base.files import picture_tables
from lstm97.ui.base.text import labelled, t
from lstm97.ui.lesson.bench import R, View

LABEL_KEYS = (
    "region", "play", "pause", "replay", "back", "next", "first", "last", "speed", "slower",
    "faster", "slider", "keys", "phase_start", "phase_forward", "phase_loss", "phase_backward",
    "phase_done", "phase_live", "at", "rail_forward", "rail_backward", "rail_loss", "values_at",
    "values_under", "hidden", "overflow", "floor", "depth", "summary", "marked", "cell",
    "input_gate", "output_gate", "forget_gate", "cut", "carousel", "draw", "erase", "beyond",
    "wide", "wide_range", "decades", "formula", "ghost", "drop",
    "sound", "save", "clip", "all_lanes", "tools", "log", "log_discs", "named", "whose", "comma",
    "stop",
)  # fmt: skip

# Two elements make a stage: one holds its code and never changes, so that Streamlit sends it once
# (80 KB); the feed holds the data, shows nothing, and hands each scene or patch to the stages.
_STAGE = st.components.v2.component(
    "lstm97_stage",
    html='<div class="stage"></div>',
    css=asset("stage/stage.css"),
    js=bundle(STAGE, "mount.js"),
)
_FEED = st.components.v2.component("lstm97_stage_feed", js=bundle(STAGE, "feed.js"))


@dataclass(frozen=True)
class StageState:
    """What the client reports, None if never told.

    ``position`` is the moment (0..2T) at which the reader rests; ``guess`` the curve that the
    reader drew, one value a step (log10 on a log axis, None where nothing was drawn); ``wide``
    whether the reader has switched the axis to its wide range (`Curves.wide`), and when, in
    milliseconds.
    """

    position: int | None
    guess: tuple[float | None, ...] | None = None
    wide: tuple[bool, int] | None = None


def stage_labels() -> dict[str, str]:
    """Return every word the client needs, in the session's language.

    Slots such as {t} stay as they are: the client fills them as the play-head moves.
    """
    return {key: t(f"stage.{key}") for key in LABEL_KEYS}


def stage(scene: Scene, *, key: str, report: bool | tuple[str, ...] = False) -> StageState:
    """Mount a scene, or bring the stage of the same key up to date without losing its place.

    With ``report`` the client tells position, guess and range (or those of them that it names) when
    the reader comes to rest (never while playing or dragging).
    """
    if picture_tables.collecting():
        picture_tables.note(of_scene(scene))
    return _mount(*_pack_for(scene, key, report), key)


def _mount(header: dict[str, Any], values: bytes, key: str) -> StageState:
    result = _STAGE(
        key=key,
        data={"key": key},
        height="content",
        on_position_change=_ignore,
        on_guess_change=_ignore,
        on_wide_change=_ignore,
    )
    _FEED(key=f"{key}-stage-data", data=envelope(header, values))
    guess: list[float | None] | None = result.get("guess")
    drawn = None if guess is None else tuple(guess)
    wide: list[Any] | None = result.get("wide")
    return StageState(result.get("position"), drawn, (wide[0], wide[1]) if wide else None)


def bench_stage(
    view: View[R, Any],
    draw: Callable[[R], Scene],
    *,
    key: str,
    report: bool | tuple[str, ...] = False,
) -> StageState:
    """The stage of a bench: the run, behind it the one before the last change, and its name.

    ``draw`` makes a scene of a run. A saved picture is signed with the page's title and the seed.
    """
    return stage(behind(view, draw(view.run), draw), key=key, report=report)


def behind(view: View[R, Any], scene: Scene, draw: Callable[[R], Scene]) -> Scene:
    """The scene with the run before the last change behind it, and signed."""
    ghost = ghost_of(draw(view.ghost.run), view.ghost.change, scene) if view.ghost else None
    return sign(view, replace(scene, ghost=ghost))


def sign(view: View[Any, Any], scene: Scene) -> Scene:
    """The scene with what stands under a saved picture of it."""
    return replace(scene, caption=signature(view))


def signature(view: View[Any, Any]) -> str:
    """The title of the page, and the seed where it has one."""
    title = t(BY_SLUG[view.page].title_key)
    if "seed" not in set(view.values.keys()):
        return title
    return f"{title} · {labelled(t('common.settings.seed.label'), view.values['seed'])}"


class LiveStage:
    """A stage that grows while a script runs: `push` each newest record, `show` the whole again.

    Mount it with the scene's arrays full of NaN; the play-head follows the newest record unless
    the reader has moved it away.
    """

    def __init__(self, scene: Scene, *, key: str) -> None:
        self._key = key
        header, values = _pack_for(replace(scene, live=scene.live or 0), key, False)
        self._base: str = header["id"]
        with st.container(gap=None):
            _mount(header, values, key)
            self._slot: DeltaGenerator = st.empty()
        self._count = 0

    def push(self, scene: Scene, position: int, *, overlap: int = 16) -> None:
        """Send what is new at ``position`` (0..2*steps), with a few older steps in case one is
        lost.

        All arrays go along for the steps in question: forward ones up to t, errors from t on.
        """
        first, last = _window(position, scene.steps, overlap)
        scene = replace(scene, live=position)
        header, values = pack_columns(scene, self._base, first, last)
        self._send(header, values)

    def show(self, scene: Scene) -> None:
        """Send the whole scene, such as the finished run or the next training step's."""
        header, values = _pack_for(scene, self._key, False)
        self._base = header["id"]
        self._send(header, values)

    def _send(self, header: dict[str, Any], values: bytes) -> None:
        self._count += 1
        data = envelope({**header, "key": self._key, "count": self._count}, values)
        with self._slot:
            _FEED(data=data)


def _pack_for(
    scene: Scene, key: str, report: bool | tuple[str, ...]
) -> tuple[dict[str, Any], bytes]:
    header, values = pack(scene, stage_labels())
    return {**header, "key": key, "report": report}, values


def _window(position: int, steps: int, overlap: int) -> tuple[int, int]:
    """Return the 0-based range of steps that a position has touched, widened backwards in time.

    In the forward sweep it ends at t; in the backward sweep it begins there.
    """
    if position <= steps:
        return max(0, position - 1 - overlap), max(1, position)
    newest = 2 * steps - position
    return newest, min(steps, newest + 1 + overlap)


def _ignore() -> None:
    """Streamlit reports a state only where a callback is declared."""
