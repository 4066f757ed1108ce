"""A question of the lesson as a class is asked it: in every language, and without markup.

A phone shows text as text, so that what Markdown would make bold or a formula is written plainly.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from lstm97.engine.health import true_sizes
from lstm97.room.question import MAX_POINTS, Axis, Curve, Option, RoomQuestion
from lstm97.ui.base.text import exists, languages, plain, translate
from lstm97.words import slots
from lstm97.writing import sentences

DECADES = (-16.0, 2.0)  # of the error axis, as on the stage
NOTHING = -400.0  # stands for the logarithm of 0: far below that of every double


def plain_text(key: str, values: Mapping[str, Any] | None = None) -> Mapping[str, str]:
    """A text of the catalogue in every language, plain, with those values that it asks for."""
    return {lang: plain(_fill(lang, key, values or {})) for lang in languages()}


def _fill(lang: str, key: str, values: Mapping[str, Any]) -> str:
    text = translate(lang, key)
    return translate(lang, key, **{name: values[name] for name in slots(text) & values.keys()})


def choice(key: str, ask: str, options: Mapping[str, str]) -> RoomQuestion:
    """A question with answers to choose from; ``ask`` and the values of ``options`` name texts."""
    listed = tuple(Option(slug, plain_text(name)) for slug, name in options.items())
    return RoomQuestion(key, plain_text(ask), listed)


def drawing(key: str, ask: str, steps: int) -> RoomQuestion:
    """How large the error is at each of so many time steps, answered by a curve.

    ``ask`` names the page's own text, where it has one: whose error it is.
    """
    x, y = (plain_text(f"room.sheet.{axis}") for axis in ("x", "y"))
    axis = Axis((1, steps), DECADES, x, y, points=min(MAX_POINTS, steps), decades=True)
    return RoomQuestion(key, plain_text(ask if exists(ask) else "room.sheet.ask"), sheet=axis)


def on_sheet(sizes: ArrayLike, axis: Axis) -> Curve:
    """Measured sizes by time step, (T,), as log10 at the points of a sheet.

    What overflowed is the largest double, and 0 has `NOTHING` as its logarithm.
    """
    values = np.abs(np.nan_to_num(np.asarray(sizes, float), nan=np.inf))
    values = np.minimum(true_sizes(values), np.finfo(float).max)
    logs = np.log10(values, out=np.full(len(values), NOTHING), where=values > 0)
    at = np.linspace(0, len(values) - 1, axis.points)
    return tuple(round(float(one), 3) for one in logs[np.rint(at).astype(int)])


def part_texts(key: str, values: Mapping[str, Any], *parts: str) -> Mapping[str, str]:
    """The texts ``<key>.<part>``, as far as there are any, in every language, as one."""
    texts = [plain_text(f"{key}.{part}", values) for part in parts if exists(f"{key}.{part}")]
    return {lang: sentences(lang, [one[lang] for one in texts]) for lang in languages()}
