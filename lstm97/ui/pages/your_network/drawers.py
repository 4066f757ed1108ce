"""What a reader may open below the picture: gates and paths, the proof, numbers, code, files."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import numpy as np
import streamlit as st

from lstm97.engine.health import true_sizes
from lstm97.figures.palette import Role
from lstm97.figures.reach.bands import Band, band_chart, share_chart
from lstm97.flow import LayerReport
from lstm97.flow.layer import BAND
from lstm97.ui.base.charts import draw
from lstm97.ui.base.files.save import Download, save
from lstm97.ui.base.numbers import ladder, share, size
from lstm97.ui.base.text import labelled, listed, prose, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.proof import show_checks
from lstm97.ui.pages.your_network import session_files, words
from lstm97.ui.pages.your_network.conditions import (
    PAGE,
    ROLES,
    Measurement,
    NetworkValues,
    proven,
)

PATHS: dict[str, Role] = {
    "output_layer": "signal",
    "carousel": "cell",
    "net_in": "input_gate",
    "net_forget": "forget_gate",
    "net_out": "output_gate",
    "net_c": "error",
    "net_r": "gru",
    "net_z": "forget_gate",
    "net_m": "bound",
    "net_h": "error",
    "net_j": "rnn",
}


def gates(run: Measurement) -> None:
    """What the gates alone would leave, on which paths the error came, and spectral radii."""
    layer = run.report.layers[run.layer]
    lesson.text(prose(PAGE, "gates" if layer.keep else "no-gates"))
    left, right = st.columns(2)
    with left:
        _remainder(layer)
    with right:
        _paths(layer)
    radii = listed(
        labelled(t(f"{PAGE}.gates.paths.{row}"), size(radius, 3))
        for row, radius in layer.radius.items()
    )
    lesson.text(t(f"{PAGE}.gates.radius", radii=radii))


def _remainder(layer: LayerReport) -> None:
    """What is left of an error: measured, by the mean gate, and by the bias alone."""
    back = np.arange(float(len(layer.median)))
    start = layer.median[0] or 1.0
    shown = [Band(t(f"{PAGE}.gates.measured"), ROLES[layer.kind], layer.median / start)]
    if layer.keep:
        mean = np.median(layer.keep.gate[:, None] ** back, axis=0)
        shown.append(Band(t(f"{PAGE}.gates.gate"), "forget_gate", mean, layer=1))
        shown.append(Band(t(f"{PAGE}.gates.bias"), "bound", layer.keep.after(back), layer=2))
    alt = t(f"{PAGE}.gates.left")
    st.markdown(f"**{alt}**")
    draw(band_chart(shown, t, current_palette()), key=f"{PAGE}/left", alt=alt)


def _paths(layer: LayerReport) -> None:
    """The mean share of each path on which the error arrived."""
    shown = [
        Band(t(f"{PAGE}.gates.paths.{name}"), PATHS[name], shares)
        for name, shares in layer.paths.items()
        if shares.any()
    ]
    alt = t(f"{PAGE}.chart.share")
    st.markdown(f"**{alt}**")
    if shown:
        draw(share_chart(shown, t, current_palette()), key=f"{PAGE}/paths", alt=alt)


def prove(run: Measurement) -> None:
    """The gradient check of exactly this network."""
    name = t(f"{PAGE}.readings.network")
    show_checks(PAGE, {name: proven(run)}, {name: ROLES[run.report.layers[-1].kind]})


def table(run: Measurement, summary: str) -> None:
    """The picture in words, and a row for each layer."""
    lags = [q for q in ladder(run.report.steps - 1) if q]
    lesson.words_and_rows(summary, [_row(run, n, lags) for n in range(len(run.report.layers))])


def _row(run: Measurement, number: int, lags: list[int]) -> dict[str, str]:
    layer = run.report.layers[number]
    row = {
        t(f"{PAGE}.table.layer"): words.layer_name(run.report, number),
        t(f"{PAGE}.table.units"): str(layer.units),
        t(f"{PAGE}.table.depth"): str(layer.depth),
        t(f"{PAGE}.table.factor"): size(layer.factor, 3) if np.isfinite(layer.factor) else "–",
    }
    back = true_sizes(layer.median)
    row |= {t(f"{PAGE}.table.back", q=q): size(float(back[q])) for q in lags[::3]}
    if "carousel" in layer.paths and len(layer.paths["carousel"]) > 1:
        row[t(f"{PAGE}.table.carousel")] = share(float(layer.paths["carousel"][1:].mean()))
    return row


def recipe(run: Measurement) -> None:
    """The lines that make the change in the reader's own framework."""
    if run.change is None:
        return lesson.text(t(f"{PAGE}.notice.change-none"))
    framework = run.report.candidate.framework
    lesson.text(t(f"{PAGE}.recipe.says", framework=t(f"{PAGE}.frameworks.{framework}")))
    st.code("\n".join(run.change.code), language="python")
    return None


def code(run: Measurement, values: NetworkValues) -> None:
    """The same numbers from the shell and from Python."""
    lesson.text(t(f"{PAGE}.code.says"))
    if run.network.own:
        st.code(shell(run, values), language="bash", wrap_lines=True)
    st.code("\n".join(lines(run, values)), language="python", wrap_lines=True)


def _answers() -> dict[str, str]:
    one = session_files.file(session_files.NETWORK)
    return dict(one.answers) if one else {}


def file_name() -> str:
    """The name of the reader's file, as far as it can stand in code."""
    one = session_files.file(session_files.NETWORK)
    kept = "".join(c for c in (one.name if one else "") if c.isalnum() or c in "._- ")
    return kept or "model.safetensors"


def _size(run: Measurement) -> tuple[int, int]:
    return run.report.steps, run.report.sequences


def _data(run: Measurement) -> str:
    """The name of the reader's own sequences, if those were shown."""
    one = session_files.file(session_files.SEQUENCES)
    shown = run.network.own and one and session_files.sequences(run.report.candidate.inputs)
    return "".join(c for c in one.name if c.isalnum() or c in "._-") if shown and one else ""


def shell(run: Measurement, values: NetworkValues) -> str:
    """The command that prints this report."""
    steps, count = _size(run)
    shown = f"--sequences '{data}'" if (data := _data(run)) else f"--steps {steps} --count {count}"
    told = "".join(f" --{name} '{value}'" for name, value in _answers().items())
    return f"python -m lstm97 flow '{file_name()}' {shown} --seed {values.seed}{told}"


def lines(run: Measurement, values: NetworkValues) -> list[str]:
    """The call that gives this report."""
    steps, count = _size(run)
    if not run.network.own:
        name = values.network if values.network != session_files.OWN else run.network.key[0]
        return [
            "from lstm97 import flow",
            "from lstm97.flow import examples",
            "",
            f"network = examples.network({name!r}, seed={values.seed})",
            f"shown = examples.sequences({name!r}, {values.T}, {count}, seed={values.seed})",
            f"report = flow.report(network, shown, seed={values.seed})",
            "print(report.table())",
        ]
    size_ = f"{data!r}" if (data := _data(run)) else f"steps={steps}, sequences={count}"
    told = "".join(f", {name}={value!r}" for name, value in _answers().items())
    call = f"flow.report({file_name()!r}, {size_}, seed={values.seed}{told})"
    return ["from lstm97 import flow", "", f"report = {call}", "print(report.table())"]


def export(run: Measurement, values: NetworkValues, summary: str) -> None:
    """Picture, numbers and notebook, made in the browser."""
    lesson.text(t(f"{PAGE}.export.says"))
    caption = f"{t(f'pages.{PAGE}.title')} · {summary}"
    name = f"error-flow-{values.network}"
    save(
        [
            Download(t(f"{PAGE}.export.png"), f"{name}.png", picture=".st-key-picture"),
            Download(t(f"{PAGE}.export.csv"), f"{name}.csv", text=as_csv(run)),
            Download(t(f"{PAGE}.export.notebook"), f"{name}.ipynb", text=notebook(run, values)),
        ],
        key=f"{PAGE}/save",
        caption=caption,
    )


def as_csv(run: Measurement) -> str:
    """A line for each layer and step back: quantiles of the error's size."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_heads())
    named = [(str(n), layer) for n, layer in enumerate(run.report.layers, start=1)]
    for name, layer in [*named, ("1997", run.beside)]:
        for q, sizes in enumerate(zip(layer.low, layer.median, layer.high, strict=True)):
            writer.writerow((name, layer.kind, q, *(f"{one:.6g}" for one in sizes)))
    return out.getvalue()


def _heads() -> list[str]:
    """The columns of that file in the reader's language."""
    named = [t(f"{PAGE}.table.layer"), t("common.columns.kind"), t(f"{PAGE}.export.back")]
    return named + [t(f"{PAGE}.export.quantile", share=share(one)) for one in BAND]


def notebook(run: Measurement, values: NetworkValues) -> str:
    """A notebook that makes the picture anew."""
    cells = [
        _cell("markdown", [t(f"{PAGE}.export.heading"), "", t(f"{PAGE}.export.install")]),
        _cell("code", lines(run, values)),
        _cell("code", ["report"]),
        _cell("code", ["for name in flow.options(report):",
                       "    change = flow.what_if(report, name)",
                       "    print(name, change.value, change.report.depth)"]),
    ]  # fmt: skip
    about = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
             "language_info": {"name": "python"}}  # fmt: skip
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    whole = {"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _cell(kind: str, text: list[str]) -> dict[str, Any]:
    source = [f"{line}\n" for line in text[:-1]] + text[-1:]
    cell: dict[str, Any] = {"cell_type": kind, "metadata": {}, "source": source}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})
