"""What the tabs of the memory cell's page share: a chart of lines, and how to read a picture."""

from __future__ import annotations

from lstm97.figures.legend import with_rows
from lstm97.figures.lines import Line, line_chart
from lstm97.ui.base.charts import draw
from lstm97.ui.base.text import labelled, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.pages.memory_cell.settings import PAGE


def figure(
    key: str,
    lines: list[Line],
    y: str,
    domain: tuple[float, float],
    *,
    log: bool = False,
    x: str = "time",
    rows: int = 0,
) -> None:
    """Lines over time, or over ``x``; ``y`` and ``x`` name the page's axis titles.

    ``rows`` is how many names the legend of a neighbour has.
    """
    look, across, up = current_palette(), t(f"{PAGE}.axes.{x}"), t(f"{PAGE}.axes.{y}")
    chart = line_chart(lines, look, x=across, y=up, domain=domain, log=log)
    chart = with_rows(chart, rows) if rows else chart
    names = " · ".join(line.name for line in lines)
    draw(chart, key=f"{PAGE}/{key}", alt=labelled(up, names), height="stretch")


def bullets(lines: list[str]) -> str:
    """Sentences as a list, those that are empty left out."""
    return "\n".join(f"- {line}" for line in lines if line)
