"""The page of one's own network: how far an error reaches in it, layer by layer, and what helps."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import streamlit as st

from lstm97.figures.reach.bands import Band, band_chart
from lstm97.figures.reach.credit import credit_map, credit_rows, singular_chart
from lstm97.figures.scenes import network
from lstm97.flow import LayerReport, Report
from lstm97.ui.base.charts import draw
from lstm97.ui.base.numbers import size
from lstm97.ui.base.text import sentences, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View, how_to_read, name_to_drop
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.lesson.stage import sign, stage
from lstm97.ui.link import controls
from lstm97.ui.pages.your_network import code as python
from lstm97.ui.pages.your_network import conditions as page
from lstm97.ui.pages.your_network import words
from lstm97.ui.pages.your_network.conditions import (
    AMOUNTS,
    PAGE,
    ROLES,
    SETTINGS,
    Measurement,
    NetworkValues,
)
from lstm97.ui.pages.your_network.drawers import code, export, gates, prove, recipe, table
from lstm97.ui.pages.your_network.files import notes


def judge(run: Measurement) -> Judgement:
    """How many steps back one per cent of the error reaches, where it reaches farthest."""
    return Judgement(words.reach_of(run.report), words.facts(run), words.drift(run.report))


QUESTION = Question("reach", ("few", "tens", "far", "whole"), judge)


def bands(report: Report, *, ghost: bool = False) -> list[Band]:
    """A line for each layer; as a ``ghost`` pale, and called so."""
    found = []
    for n, layer in enumerate(report.layers):
        name = words.layer_name(report, n)
        depth = None if ghost else layer.depth
        called = t(f"{PAGE}.chart.ghost", name=name) if ghost else name
        found.append(Band(called, ROLES[layer.kind], layer.median, layer.low, layer.high, n,
                          depth, ghost))  # fmt: skip
    return found


def old_cell(layer: LayerReport) -> Band:
    """The cell of 1997 on the same sequences."""
    return Band(t(f"{PAGE}.chart.old"), "cell", layer.median, layer.low, layer.high)


def reach_picture(view: View[Measurement, NetworkValues]) -> None:
    """Error against steps back; before the answer what the network does with a sequence."""
    if not view.revealed:
        return inside_picture(view)
    run = view.run
    name_to_drop(PAGE, view.ghost)
    shown = [*bands(run.report), old_cell(run.beside)]
    if view.ghost:
        shown += bands(view.ghost.run.report, ghost=True)
    _chart(shown, "reach", summary(run))


def _chart(shown: list[Band], key: str, alt: str) -> None:
    chart = band_chart(shown, t, current_palette())
    draw(chart, key=f"{PAGE}/{key}", alt=alt, height="stretch")


def inside_picture(view: View[Measurement, NetworkValues]) -> None:
    """A layer on the stage: its gates and state, and once revealed the error back."""
    run = view.run
    said = summary(run) if view.revealed else t(f"{PAGE}.waiting", steps=run.report.steps)
    seen = page.inside(run)
    name = words.layer_name(run.report, run.layer)
    drawn = network.layer_scene(seen, name, t, said, revealed=view.revealed)
    stage(sign(view, drawn), key=f"{PAGE}/stage/{view.revealed}")


def help_picture(view: View[Measurement, NetworkValues]) -> None:
    """The same curves with one thing changed, over what they were."""
    if not view.revealed:
        return inside_picture(view)
    run = view.run
    if run.change is None:
        return _chart([*bands(run.report), old_cell(run.beside)], "help", summary(run))
    before = bands(run.report, ghost=True)
    _chart([*bands(run.change.report), *before], "help", _change_said(run))


def steps_picture(view: View[Measurement, NetworkValues]) -> None:
    """For experts: where errors go that enter at any step, and how steps stretch them."""
    if not view.revealed:
        return inside_picture(view)
    credit, singular = page.steps_of(view.run)
    look, layer = current_palette(), view.run.layer
    named = {name: t(f"{PAGE}.credit.{name}") for name in ("at", "entered", "size")}
    told = (credit.entries, credit.sizes[layer], named)
    chart = credit_map(*told, look)
    axes = ("t", "value", "largest", "median", "least")
    other = singular_chart(
        singular.steps, singular.values, {one: t(f"{PAGE}.singular.{one}") for one in axes}, look
    )
    left, right = st.columns(2)
    with left:
        draw(chart, key=f"{PAGE}/credit", alt=t(f"{PAGE}.credit.alt"), height="stretch",
             table=lambda: credit_rows(*told))  # fmt: skip
    with right:
        draw(other, key=f"{PAGE}/singular", alt=t(f"{PAGE}.singular.alt"), height="stretch")


def readings(view: View[Measurement, NetworkValues]) -> list[Reading]:
    """How far it reaches in this network, and in the cell of 1997."""
    run = view.run
    known = words.facts(run)
    return [
        Reading(t(f"{PAGE}.readings.yours"), _depth(run, known["depth"]), known["layer"]),
        Reading(t(f"{PAGE}.readings.old"), _depth(run, run.beside.depth),
                t(f"{PAGE}.readings.{view.values.gradient}")),
    ]  # fmt: skip


def help_readings(view: View[Measurement, NetworkValues]) -> list[Reading]:
    """How far it reaches as it is, and with the change."""
    run = view.run
    known = words.facts(run)
    before = Reading(t(f"{PAGE}.readings.before"), _depth(run, known["depth"]), known["layer"])
    if run.change is None:
        return [before]
    after, changed = words.farthest(run.report), run.change.report
    name = words.change_name(run)
    depth = _depth(run, changed.layers[after].depth)
    return [before, Reading(t(f"{PAGE}.readings.after"), depth, name)]


def _depth(run: Measurement, depth: int) -> str:
    return t(f"{PAGE}.readings.depth", depth=depth, steps=words.way(run.report))


def remarks(view: View[Measurement, NetworkValues]) -> str:
    """What to notice, each sentence by what was measured."""
    run = view.run
    layer = run.report.layers[words.farthest(run.report)]
    slugs = [f"fate-{words.fate(layer)}"]
    if slug := words.keeping(layer):
        slugs.append(f"keeping-{slug}")
    slugs.append(f"old-{words.beside(run.beside)}")
    return words.bullets(slugs, words.facts(run))


def inside_noticed(view: View[Measurement]) -> str:
    """What stands on the stage."""
    seen = page.inside(view.run)
    name = words.layer_name(view.run.report, view.run.layer)
    slug = "all" if len(seen.units) == seen.of else "some"
    known = {"layer": name, "shown": len(seen.units), "of": seen.of, "depth": seen.reach.depth}
    return words.bullets([f"units-{slug}", "one-sequence"], known)


def help_noticed(view: View[Measurement, NetworkValues]) -> str:
    """What the change has done."""
    run = view.run
    if run.change is None:
        return t(f"{PAGE}.notice.change-none")
    return _change_said(run)


def _change_said(run: Measurement) -> str:
    assert run.change is not None
    after, number = run.change.report, words.farthest(run.report)
    known = {
        "change": words.change_name(run),
        "layer": words.layer_name(run.report, number),
        "before": run.report.layers[number].depth,
        "after": after.layers[number].depth,
        "steps": words.way(run.report),
    }
    said = [words.notice(f"change-{words.change(run.report, after)}", known)]
    if run.change.name in ("clip", "truncate"):
        norms = {"norm": size(run.report.grad_norm, 4), "less": size(after.grad_norm, 4)}
        same = "-same" if norms["norm"] == norms["less"] else ""
        if run.change.name == "truncate" and run.change.value >= run.report.steps - 1:
            same = "-none"
        said.append(words.notice(f"change-{run.change.name}{same}", norms))
    return sentences(said)


def steps_noticed(view: View[Measurement]) -> str:
    """Whether a step can stretch an error at all."""
    _, singular = page.steps_of(view.run)
    largest = singular.values[:, 0]
    known = {
        "layer": words.layer_name(view.run.report, view.run.layer),
        "count": int((largest > 1).sum()),
        "of": len(largest),
        "most": size(float(largest.max()), 3),
        "middle": size(float(np.median(singular.values)), 2),
    }
    return words.bullets([f"stretch-{words.stretching(largest)}", "middle"], known)


def summary(run: Measurement) -> str:
    """The picture in words."""
    layers = [
        t(f"{PAGE}.summary.layer", layer=words.layer_name(run.report, n), depth=layer.depth,
          kept=words.remainder(layer))
        for n, layer in enumerate(run.report.layers)
    ]  # fmt: skip
    known = {"steps": run.report.steps, "sequences": run.report.sequences}
    return sentences(
        [t(f"{PAGE}.summary.enters", **known), *layers,
         t(f"{PAGE}.summary.old", depth=run.beside.depth)]
    )  # fmt: skip


def amount(values: NetworkValues) -> None:
    """Files and what is to be said about them, and the one number of the change that is tried."""
    controls.control(SETTINGS, AMOUNTS[values.change])
    notes(values)


NetworkDrawer = Drawer[Measurement, NetworkValues]


_WORDS = NetworkDrawer("words", "notes", lambda view: table(view.run, summary(view.run)))
_PROOF = NetworkDrawer("proof", "verified", lambda view: prove(view.run))
_CODE = NetworkDrawer("code", "terminal", lambda view: code(view.run, view.values), early=True)
_EXPORT = NetworkDrawer(
    "export", "download", lambda view: export(view.run, view.values, summary(view.run))
)
_REACH = Bench(
    settings=SETTINGS,
    tab="reach",
    controls=("network", "T"),
    measure=page.measure,
    steady=False,  # the files of the session decide, too
    picture=reach_picture,
    question=QUESTION,
    code=python.reach,
    readings=readings,
    notice=remarks,
    notes=notes,
    case=page.case,
    drawers=(how_to_read(PAGE), _PROOF, _WORDS, _EXPORT, _CODE),
)
BENCHES = (
    _REACH,
    replace(
        _REACH,
        tab="inside",
        controls=("network", "T", "layer"),
        picture=inside_picture,
        notice=inside_noticed,
        ghosts=lambda values: False,
        drawers=(
            how_to_read(PAGE, "how-to-read-inside"),
            Drawer("gates", "tune", lambda view: gates(view.run)),
            _PROOF,
            _WORDS,
        ),
    ),
    replace(
        _REACH,
        tab="help",
        controls=("network", "change"),
        measure=page.measure_change,
        code=python.change_code,
        picture=help_picture,
        readings=help_readings,
        notice=help_noticed,
        notes=amount,
        ghosts=lambda values: False,
        drawers=(
            how_to_read(PAGE, "how-to-read-help"),
            Drawer("recipe", "code", lambda view: recipe(view.run)),
            _EXPORT,
        ),
    ),
    replace(
        _REACH,
        tab="steps",
        controls=("network", "T", "layer"),
        picture=steps_picture,
        notice=steps_noticed,
        ghosts=lambda values: False,
        drawers=(how_to_read(PAGE, "how-to-read-steps"), _WORDS),
    ),
)
