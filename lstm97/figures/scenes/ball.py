"""A walk down a measured loss as what the browser needs to roll a ball along it.

The map is sent as heights, the walk step by step, so that playing, scrubbing and dragging the start
send nothing to the server until the pointer is released.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from lstm97.analysis.foundations.descent import Walk, levels
from lstm97.engine.activations import Array
from lstm97.figures.foundations.descent import B_RANGE, LINES, W_RANGE
from lstm97.figures.palette import THEMES
from lstm97.figures.stage.packing import digest, encode_log, envelope, look_of

FAR = 1e4  # weights beyond this are as far away as can be drawn


def ball(
    heights: Array,
    walk: Walk,
    words: Mapping[str, str],
    summary: str,
    caption: str,
    *,
    start: tuple[float, float],
    losses: tuple[float, float],
    axis: int,
    revealed: bool,
    ghost: tuple[Walk, str] | None = None,
) -> bytes:
    """The envelope of a walk over ``heights`` (side, side), rows b from below, columns w.

    ``start`` is the range a start may have in both weights, ``losses`` and ``axis``
    (steps) are those of the loss's axes. ``ghost`` is the walk before the last change, over the
    same loss, and what was changed, in words.
    ``words``: w, b, step, loss, start, lowest, gone, at ("{step}", "{steps}"), play, pause, drop,
    save, clip. ``caption`` signs a saved picture.
    """
    packed = _pack(heights, walk, *([ghost[0]] if ghost else []))
    header: dict[str, Any] = {
        "side": len(heights),
        "steps": len(walk.losses) - 1,
        "axis": axis,
        "w": W_RANGE,
        "b": B_RANGE,
        "start": start,
        "losses": losses,
        "levels": levels(heights, LINES).tolist(),
        "floor": walk.floor,
        "lowest": walk.lowest.tolist(),
        "revealed": revealed,
        "ghost": ghost and {"name": ghost[1], "steps": len(ghost[0].losses) - 1},
        **{"summary": summary, "caption": caption, "labels": dict(words)},
        "palette": {theme: look_of(theme) for theme in THEMES},
    }
    return envelope({**header, "id": digest(header, packed)}, packed)


def _pack(heights: Array, *walks: Walk) -> bytes:
    """The heights, then of each walk two weights a step and its losses."""
    values = [heights.ravel()]
    for one in walks:
        values += [np.clip(one.path, -FAR, FAR).ravel(), encode_log(one.losses)]
    return np.concatenate(values).astype("<f4").tobytes()
