"""The page of one's own network: its settings, and what is measured within which bounds.

A click may neither hold the processor for long nor fill the memory, so that a large network is
shown fewer or shorter sequences, and the page says so.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
import streamlit as st

from lstm97.analysis.flow import inside as looking
from lstm97.analysis.flow.inside import Inside
from lstm97.engine import FULL, TRUNCATED, Stack
from lstm97.engine.arrays.batches import PaddedBatch
from lstm97.engine.gradcheck import Check
from lstm97.engine.spec import hidden_units
from lstm97.figures.palette import Role
from lstm97.flow import (
    CHANGES,
    Credit,
    LayerReport,
    Report,
    Singular,
    Variation,
    cell_of_1997,
    options,
    report,
    what_if,
)
from lstm97.flow.credit import MOST_ENTRIES
from lstm97.flow.examples import EXAMPLES, network, sequences
from lstm97.flow.proof import check
from lstm97.formats import LoadedNetwork
from lstm97.ui.base.numbers import whole
from lstm97.ui.base.part import give_way
from lstm97.ui.base.text import t
from lstm97.ui.link.record import Record, choice, integer, real, stops
from lstm97.ui.link.settings import Settings
from lstm97.ui.pages.your_network import session_files
from lstm97.ui.pages.your_network.result_store import Key, ResultStore
from lstm97.ui.pages.your_network.session_files import OWN, SEQUENCES

PAGE = "your-network"
ROLES: dict[str, Role] = {"lstm": "lstm", "gru": "gru", "rnn": "rnn"}  # by kind of layer


@dataclass(frozen=True)
class NetworkValues(Record):
    """What a reader may set: all but the weights, which no link has."""

    network: str = choice((*EXAMPLES, OWN), "fresh")
    T: int = stops((10, 20, 50, 100, 200, 500, 1000), 100)
    count: int = integer(1, 64, 16, box=True, place="more")
    gradient: str = choice(("truncated", "full"), "truncated", place="more")
    seed: int = integer(1, 9999, 1, box=True, place="more")
    tab: str = choice(("reach", "inside", "help", "steps"), "reach", place="placed")
    layer: int = integer(1, 8, 1, place="placed")
    change: str = choice(tuple(CHANGES), "keep-bias", place="placed")
    bias: float = real(-2.0, 8.0, 3.0, step=0.5, place="placed")
    span: int = integer(3, 2000, 100, box=True, place="placed")
    gain: float = real(0.1, 2.0, 1.0, step=0.05, place="placed")
    norm: float = stops((0.001, 0.01, 0.1, 1.0, 10.0), 0.1, place="placed")
    kept: int = integer(1, 1000, 35, box=True, place="placed")


SETTINGS = Settings(PAGE, NetworkValues, tabs={"inside": ("layer",), "help": ("change",)})
AMOUNTS = {
    "keep-bias": "bias",
    "chrono": "span",
    "orthogonal": "gain",
    "identity": "gain",
    "clip": "norm",
    "truncate": "kept",
}
WORK = 1.5e9  # weights times steps times sequences: measured, a second and a half
ALONE = 1.1e9  # weights times steps of one sequence, which takes longer: measured, three seconds
SOON = 3e8  # weights times steps times sequences: measured, a third of a second
SHORTEST = 20  # steps, of the largest network
ROOM = 48 << 20  # bytes of the sequences, and of the errors that enter
CREDIT = 1e10  # weights times steps times errors: measured, a second and a half
HEAVY = 64 << 20  # bytes of weights and sequences beyond which one is measured at a time
_ONE = threading.Lock()


class ChosenNetwork(NamedTuple):
    """The network on screen: what it is known by here, its weights, and its name if it is a file's.

    ``own`` is True for a file of the reader's.
    """

    key: Key
    network: LoadedNetwork
    own: bool


@dataclass(frozen=True, eq=False)
class Measurement:
    """A network, what was measured of it, and as many cells of 1997 on the same sequences.

    ``request`` are the steps and sequences that were asked for, ``layer`` (0-based) the one that is
    looked into, ``change`` what was measured with one thing changed, on the page's tab for it.
    """

    network: ChosenNetwork
    report: Report
    beside: LayerReport
    request: tuple[int, int]
    layer: int
    key: Key = field(repr=False)
    change: Variation | None = None


RESULTS = ResultStore(192 << 20)
session_files.on_leaving(RESULTS.forget)


def chosen_network(values: NetworkValues) -> ChosenNetwork:
    """The network that the settings ask for; the first example where a file is still missing."""
    if values.network == OWN and (mine := session_files.own_network()):
        return ChosenNetwork((mine.owner, mine.answers), mine.network, True)
    name = EXAMPLES[0] if values.network == OWN else values.network
    loaded: LoadedNetwork = RESULTS.get(
        ("example", name, values.seed), lambda: network(name, seed=values.seed)
    )
    return ChosenNetwork((name, values.seed), loaded, False)


def fitting(stack: Stack, steps: int, count: int) -> tuple[int, int]:
    """So many steps and sequences as are measured soon and fit, of those that are wanted."""
    weights = stack.spec.weights
    each = int(np.clip(ALONE // weights, min(SHORTEST, steps), steps))
    widest = max(stack.spec.inputs, *(hidden_units(layer.spec) for layer in stack.layers))
    most = min(WORK / (weights * each), ROOM / (8 * widest * each))
    return each, int(np.clip(most, 1, count))


def measure(values: NetworkValues) -> Measurement:
    """The report that the settings ask for, and the cell of 1997 beside it."""
    network_ = chosen_network(values)
    wanted = (values.T, values.count)
    steps, count = fitting(network_.network.stack, *wanted)
    data = session_files.sequences(network_.network.candidate.inputs) if network_.own else None
    key: Key = (*network_.key, data.owner if data else (steps, count), values.seed)

    def found() -> Report:
        if network_.own and data is None:  # as the command does
            return report(network_.network, steps=steps, sequences=count, seed=values.seed)
        name = str(network_.key[0])
        given = data.batch if data else sequences(name, steps, count, seed=values.seed)
        return report(network_.network, _short(given, network_.network.stack), seed=values.seed)

    made: Report = RESULTS.get(
        (*key, "report"), lambda: _in_turn(network_.network, steps, count, found)
    )
    cuts = TRUNCATED if values.gradient == "truncated" else FULL
    beside: LayerReport = RESULTS.get(
        (*key, values.gradient), lambda: cell_of_1997(made, cuts=cuts, seed=values.seed)
    )
    layer = min(values.layer, len(made.layers)) - 1
    return Measurement(network_, made, beside, wanted, layer, key)


def _short(given: PaddedBatch, stack: Stack) -> PaddedBatch:
    """The first sequences and steps of a file, as many as `fitting` allows."""
    steps, count = fitting(stack, len(given.xs), given.xs.shape[2])
    if (steps, count) == (len(given.xs), given.xs.shape[2]):
        return given
    return PaddedBatch(given.xs[:steps, :, :count], np.minimum(given.lengths[:count], steps))


def _in_turn(loaded: LoadedNetwork, steps: int, count: int, make: Callable[[], Report]) -> Report:
    """Say it where an answer takes its time.

    Large networks go one after the other, so that together they stay within the memory.
    """
    heavy = 8 * loaded.stack.spec.weights >= HEAVY
    with _sign(loaded, steps, count), _ONE if heavy else nullcontext():
        return make()


def _sign(loaded: LoadedNetwork, steps: int, count: int) -> AbstractContextManager[object]:
    """A sign that work goes on, for work that is not done soon."""
    said = t(f"{PAGE}.measuring", weights=whole(loaded.weights), steps=steps)
    long = loaded.stack.spec.weights * steps * count > SOON
    return st.spinner(said) if long else nullcontext()


def case(values: NetworkValues) -> str:
    """What a guess is made of, the same in every tab: the network, and what it is shown."""
    network_ = chosen_network(values)
    shown = session_files.file(SEQUENCES) if network_.own else None
    owner = shown.owner if shown else ""
    return f"{network_.key} T={values.T} count={values.count} seed={values.seed} {owner}".strip()


def measure_change(values: NetworkValues) -> Measurement:
    """The same with the change that the settings ask for, measured."""
    run = measure(values)
    if values.change not in options(run.report):
        return run
    value = float(values[AMOUNTS[values.change]])
    key = (*run.key, values.change, value)
    loaded, (steps, _, count) = run.network.network, run.report.batch.xs.shape

    def found() -> Variation:
        with _sign(loaded, steps, count):
            return what_if(run.report, values.change, value, seed=values.seed)

    return replace(run, change=RESULTS.get(key, found))


def inside(run: Measurement) -> Inside:
    """What the layer in question did on the first sequence."""
    key = (*run.key, "inside", run.layer)
    found: Inside = RESULTS.get(key, lambda: _inside(run.report, run.layer))
    return found


def _inside(report_: Report, layer: int) -> Inside:
    trace = report_.run()
    return looking.inside(trace, report_.errors[: trace.steps, :, 0], layer)


def proven(run: Measurement) -> Check:
    """The gradient check of this network; it ends when its reader leaves or moves on."""
    report_ = run.report
    found: Check = RESULTS.get(
        (*run.key, "check"), lambda: check(report_.stack, report_.batch, stop=give_way)
    )
    return found


def steps_of(run: Measurement) -> tuple[Credit, Singular]:
    """The credit matrix of the first sequence, and singular values of the layer in question."""
    work = run.report.stack.spec.weights * run.report.steps
    most = int(np.clip(CREDIT // work, 8, MOST_ENTRIES))
    credit: Credit = RESULTS.get((*run.key, "credit"), lambda: run.report.credit(most=most))
    singular: Singular = RESULTS.get(
        (*run.key, "singular", run.layer), lambda: run.report.singular(run.layer)
    )
    return credit, singular
