"""The usual drawing of the cell beside the paper's: what its gates hear, and what can be cut."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from lstm97.analysis.cell import wiring
from lstm97.analysis.cell.wiring import Wiring
from lstm97.figures.stage import lanes
from lstm97.figures.stage.lanes import EDGES
from lstm97.figures.stage.scene import Curve, Curves, Scene
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.numbers import share, size
from lstm97.ui.base.text import prose, t
from lstm97.ui.lesson.bench import Bench, Drawer, Reading, View, how_to_read
from lstm97.ui.lesson.proof import prove
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.lesson.stage import bench_stage
from lstm97.ui.pages.memory_cell.settings import PAGE, SETTINGS, MemoryCellValues

run_wired = wrap_pure(wiring.measure_wiring)


@dataclass(frozen=True)
class Pair:
    """The same cell twice: as usually drawn and as in the paper; ``paper`` says which is shown."""

    usual: Wiring
    full: Wiring
    paper: bool

    @property
    def wiring(self) -> Wiring:
        """The one on screen."""
        return self.full if self.paper else self.usual


def pair(values: MemoryCellValues) -> Pair:
    """Both, with the seed of the settings."""
    usual, full = (run_wired(recurrent, values.seed) for recurrent in (False, True))
    return Pair(usual, full, values.wires == "paper")


def judge(run: Pair) -> Judgement:
    """What the scissors change in a cell whose gates hear the input alone."""
    slug = "nothing" if run.usual.apart == 0 else "same"
    told = {name: share(one.apart) for name, one in (("usual", run.usual), ("paper", run.full))}
    return Judgement(frozenset({slug}), told)


def picture(view: View[Pair, MemoryCellValues]) -> None:
    """The cell with what its gates hear; after the answer, its error cut and in full."""
    key = f"{PAGE}/wires/{view.run.paper}/{view.revealed}"
    bench_stage(view, lambda run: scene(run, view.revealed), key=key)


def scene(run: Pair, revealed: bool = True) -> Scene:
    """The drawing, with arrows and scissors where there are any, and both errors over time."""
    one = run.wiring
    wires = EDGES if one.recurrent else ()
    cell = replace(
        lanes.cell_lane(one.flow, t),
        wires=wires,
        cuts=wires if revealed else (),
        network=None,  # one network needs no heading
    )
    curves = (
        Curve(t(f"{PAGE}.words.cut"), one.cut, "cell"),
        Curve(t(f"{PAGE}.words.full"), one.full, "error"),
    )
    errors = Curves(t(f"{PAGE}.words.left"), curves=curves if revealed else (), scale="linear",
                    domain=(0.0, 2.0), height=70)  # fmt: skip
    said = t(f"{PAGE}.words.wired.{'paper' if run.paper else 'usual'}")
    return Scene(wiring.STEPS, (), (cell, errors), said, start=None if revealed else 1)


def readings(view: View[Pair, MemoryCellValues]) -> list[Reading]:
    """How far truncated and full gradient differ, in both drawings."""
    run, note = view.run, t(f"{PAGE}.words.apart")
    return [
        Reading(t(f"{PAGE}.settings.wires.options.usual"), share(run.usual.apart), note),
        Reading(t(f"{PAGE}.settings.wires.options.paper"), share(run.full.apart), note),
    ]


def same(one: Wiring) -> bool:
    """Whether cut and full error are the same to the bit."""
    return np.array_equal(one.cut, one.full) and one.apart == 0


def remarks(view: View[Pair, MemoryCellValues]) -> str:
    """What the drawing on screen leaves out, and what the arrows do to the error."""
    one = view.run.wiring
    if same(one):
        return prose(PAGE, "notice-same")
    return prose(PAGE, "notice-apart", left=size(float(one.full[0])), apart=share(one.apart))


def code(values: MemoryCellValues) -> str:
    """How far truncated and full gradient differ, in both drawings, as shares."""
    return f"""\
from lstm97.analysis.cell.wiring import measure_wiring

print(measure_wiring(recurrent=False, seed={values.seed}).apart)
print(measure_wiring(recurrent=True, seed={values.seed}).apart)
"""


BENCH = Bench(
    settings=SETTINGS,
    tab="wires",
    controls=("wires",),
    more=("seed",),
    measure=pair,
    picture=picture,
    question=Question("cut", ("same", "nothing", "carousel"), judge),
    case=lambda values: "",
    code=code,
    readings=readings,
    notice=remarks,
    intro="wires",
    takeaway="",
    drawers=(
        how_to_read(PAGE, "how-to-read-wires"),
        Drawer("proof", "verified", lambda view: prove(
            f"{PAGE}/wires", {"lstm97": view.run.wiring.flow})),
    ),
)  # fmt: skip
