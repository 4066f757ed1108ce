"""Learning curves on a page: two charts side by side that grow while something learns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import streamlit as st

from lstm97.figures.columns import rows_of
from lstm97.figures.learning import Runs, learning_chart, learning_data
from lstm97.figures.palette import Role
from lstm97.ui.base.files import picture_tables
from lstm97.ui.base.text import plain, t
from lstm97.ui.base.theme import apply_theme, current_palette


def curves(
    texts: str, kinds: Sequence[str], sides: Mapping[str, Role], band: tuple[float, float] = (0, 1),
    fill: bool = False, **options: Any,
) -> Callable[..., None]:  # fmt: skip
    """One chart for each of ``kinds``; call what it gives with new runs of each kind.

    And with the moment to mark, ``at``, where the option ``strip`` is set.

    ``texts`` is where the catalogue has the axis titles, "sequences" and each kind, and, as
    "<kind>_alt", each chart in words; ``sides`` are roles by names as shown, ``options`` those of
    `learning_chart`. With ``fill`` the charts fill the picture's box.
    """
    slots = dict(zip(kinds, [column.empty() for column in st.columns(len(kinds))], strict=True))
    x, look = t(f"{texts}.sequences"), current_palette()
    specs = {
        kind: apply_theme(learning_chart(kind, sides, look, x=x, y=t(f"{texts}.{kind}"), **options))
        for kind in kinds
    }
    words = {kind: plain(t(f"{texts}.{kind}_alt")) for kind in kinds}
    height: Literal["stretch", "content"] = "stretch" if fill or options.get("strip") else "content"

    def draw(runs: Mapping[str, Runs], at: float = 0) -> None:
        for kind, slot in slots.items():
            data = learning_data(runs[kind], band, at)
            if picture_tables.collecting():
                picture_tables.note(rows_of(data, {"sequences": x, "middle": t(f"{texts}.{kind}")}))
            slot.vega_lite_chart(data, specs[kind], width="stretch", height=height, alt=words[kind])

    return draw
