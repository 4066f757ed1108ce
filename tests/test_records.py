"""A record says itself in a line or two, however many numbers it holds."""

import importlib
import pkgutil
from dataclasses import is_dataclass

import numpy as np
import pytest

import lstm97
from lstm97.analysis.flow.race import RaceSetup, contenders, run_race
from lstm97.records import brief, figures, is_brief
from lstm97.tasks import TASKS, pick

LAYERS = ("engine", "tasks", "paper", "analysis", "figures")
NUMBERS = ("Array", "Trace", "ErrorFlow", "Params", "Lap", "Mask", "Ints", "Bools", "Sequences")
CODE = {"Activation", "Precision", "Loss", "Network", "Method", "Task", "Operation"}  # of functions


def records():
    """Public records of all layers that may hold arrays."""
    for module in pkgutil.walk_packages(lstm97.__path__, "lstm97."):
        if module.name.split(".")[1] in LAYERS:
            for name, found in vars(importlib.import_module(module.name)).items():
                ours = isinstance(found, type) and found.__module__ == module.name
                if ours and (is_dataclass(found) or hasattr(found, "_fields")):
                    yield f"{module.name}.{name}", found


HOLDING = {
    name: record
    for name, record in records()
    if any(word in str(record.__annotations__) for word in NUMBERS)
    and record.__name__ not in CODE
    and not record.__name__.startswith("_")
    and not name.startswith("lstm97.engine.arrays.listening")
    and record.__name__ != "Squashing"
}


@pytest.mark.parametrize("name", HOLDING)
def test_every_record_of_arrays_is_brief(name):
    assert is_brief(HOLDING[name])


@pytest.fixture(scope="module")
def lap():
    task = TASKS["temporal-order"](length=1000)
    sequence = pick(task.draw(1, rng=np.random.default_rng(1)), 0)
    return run_race(contenders(task, RaceSetup(seed=1)), sequence)["lstm97"]


def test_a_lap_is_said_in_few_words(lap):
    for record in (lap, lap.trace, lap.flow, lap.reach, lap.trace.gates, lap.trace.params):
        said = repr(record)
        assert said.startswith(f"{type(record).__name__}(")
        assert len(said) < 900
    assert "state=(1047, 4) float64" in repr(lap.flow) or "(10" in repr(lap.flow)
    assert "trace=Trace(...)" in repr(lap)


def test_figures_of_values():
    assert figures(np.arange(6.0).reshape(2, 3)) == "(2, 3) float64 0 to 5"
    assert figures(np.array([1.5, np.nan])) == "[1.5, nan]"
    assert figures(np.array([1.5, np.nan, np.inf, 2, -3])) == "(5,) float64 -3 to 2, 2 not finite"
    assert figures(np.arange(9) > 6) == "(9,) bool 2 true"
    assert figures(np.full(9, np.nan)) == "(9,) float64, 9 not finite"
    assert figures([1, 2, 3, 4, 5]) == "list of 5"
    assert figures({"a": np.zeros(9)}) == "{'a': (9,) float64 0 to 0}"
    assert figures(1 / 3) == "0.333333"
    assert figures(np.zeros) == "zeros"
    assert len(figures("x" * 999)) == 160


def test_only_what_is_decorated_is_brief():
    class Plain:
        pass

    assert not is_brief(Plain)
    assert is_brief(brief(Plain))
