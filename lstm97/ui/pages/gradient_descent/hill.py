"""The picture of the page: a ball on the map of the loss, which rolls, is scrubbed and dragged.

The browser draws it all from one buffer; only where a hand puts the start comes back.
"""

from __future__ import annotations

import math
from typing import Any

import streamlit as st

from lstm97.figures.stage.script import bundle
from lstm97.folders import ASSETS, asset
from lstm97.ui.link import controls
from lstm97.ui.link.settings import Settings

_BALL = st.components.v2.component(
    "lstm97_ball",
    html='<div class="ball"></div>',
    css=asset("ball/ball.css"),
    js=bundle(ASSETS, "ball/ball.js"),
)


def hill(settings: Settings[Any], data: bytes, *, key: str) -> None:
    """Show a packed walk; a start that is dragged becomes the settings w and b."""
    _BALL(key=key, data=data, on_start_change=lambda: _move(settings, key))


def _move(settings: Settings[Any], key: str) -> None:
    place = point((st.session_state.get(key) or {}).get("start"))
    if place:
        controls.apply(settings, dict(zip(("w", "b"), place, strict=True)))


def point(said: object) -> tuple[float, float] | None:
    """Two finite numbers, as a browser should say them; None for anything else."""
    if not isinstance(said, list | tuple) or len(said) != 2:
        return None
    try:
        w, b = (float(value) for value in said)
    except (TypeError, ValueError):
        return None
    return (w, b) if math.isfinite(w) and math.isfinite(b) else None
