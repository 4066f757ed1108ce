"""A typo in the code beside a picture is answered by the name of the argument, in one sentence."""

import numpy as np
import pytest

from lstm97.analysis.cell.carousel import claims, loop
from lstm97.analysis.cell.drift import drift
from lstm97.analysis.flow.race import RaceSetup, contenders, run_race
from lstm97.analysis.flow.reach import reach
from lstm97.analysis.foundations.descent import fit, walk
from lstm97.analysis.foundations.exercise import inputs, net
from lstm97.analysis.foundations.feedforward import deep
from lstm97.analysis.foundations.toolbox import chain, noise, powers
from lstm97.analysis.problem.conflict import tug
from lstm97.analysis.problem.hochreiter import norm_bound
from lstm97.analysis.problem.vanishing import Setup, run
from lstm97.analysis.scissors.online97 import bills
from lstm97.analysis.scissors.truncation import cut
from lstm97.analysis.since.continual import Stream, live
from lstm97.analysis.since.forgetting import Dial, fade
from lstm97.tasks import TASKS

NOTHING = object()
BAD = (None, "abc", float("nan"), [], {"x": 1}, np.zeros((0, 2)), 1j, NOTHING)
TASK = TASKS["adding"](length=10)
SEQUENCE, NETS = TASK.single(1), contenders(TASK, RaceSetup())
FIT, START = fit("tanh", 1), np.zeros(2)

WHOLE = {  # argument -> what takes it, and a number too small for it
    "seed": (lambda one: RaceSetup(seed=one), -1),
    "blocks": (lambda one: RaceSetup(blocks=one), 0),
    "steps of loop": (lambda one: loop(1.0, one), 0),
    "steps of claims": (lambda one: claims(0.5, one), 1),
    "steps of drift": (lambda one: drift(0.0, one), 1),
    "seed of fit": (lambda one: fit("tanh", one), -1),
    "count": (lambda one: walk(FIT, START, 0.1, one), 0),
    "length": (lambda one: noise(0.2, 1.0, 1, one, 1), 0),
    "units": (lambda one: Setup(units=one), 0),
    "layers": (lambda one: deep(one, 3, "tanh", 1.0, 1), 0),
    "steps of inputs": (lambda one: inputs(1, one), 0),
    "cells": (lambda one: bills(one, 5), 0),
    "steps of a dial": (lambda one: Dial(0.0, steps=one), 0),
    "episodes": (lambda one: Stream(episodes=one), 0),
    "n": (lambda one: norm_bound(one, 0.25, 1.0, 5), 0),
}
OTHERS = {
    "scale": lambda one: RaceSetup(scale=one),
    "input_bias": lambda one: RaceSetup(input_bias=one),
    "activation": lambda one: RaceSetup(activation=one),
    "task": lambda one: contenders(one, RaceSetup()),
    "setup": lambda one: contenders(TASK, one),
    "sequence": lambda one: run_race(NETS, one),
    "share": lambda one: run_race(NETS, SEQUENCE, share=one),
    "curve": reach,
    "w": lambda one: loop(one, 5),
    "activation of loop": lambda one: loop(1.0, 5, one),
    "bias": drift,
    "start": lambda one: walk(FIT, one, 0.1, 5),
    "rate": lambda one: walk(FIT, START, one, 5),
    "activation of net": lambda one: net(1.0, 1.0, 1.0, one),
    "activation of chain": lambda one: chain((1.0,), one, 3),
    "variance": lambda one: noise(one, 1.0, 1, 10, 1),
    "size": lambda one: Setup(size=one),
    "task of a setup": lambda one: Setup(task=one),
    "by": lambda one: Setup(by=one),
    "setup of run": run,
    "side": lambda one: tug(one, 5),
    "params": lambda one: cut(one, SEQUENCE, frozenset()),
    "cuts": lambda one: cut(NETS["lstm97"], SEQUENCE, one),
    "gradient": lambda one: Dial(0.0, gradient=one),
    "dial": fade,
    "stream": live,
}


@pytest.mark.parametrize("name", [*WHOLE, *OTHERS])
def test_what_makes_no_sense_is_refused_by_its_name(name):
    call, *small = WHOLE.get(name) or (OTHERS[name],)
    argument = name.split()[0]
    for one in (*BAD, *small, *([1.5] * len(small))):
        with pytest.raises((TypeError, ValueError), match=rf"^{argument} must be .*, got "):
            call(one)


def test_networks_are_asked_for_by_name():
    for one in (None, [], "abc"):
        with pytest.raises(TypeError, match=r"^networks must be a dict, got "):
            run_race(one, SEQUENCE)


@pytest.mark.parametrize("one", [None, "abc", 1.5, 1j, NOTHING])
def test_a_matrix_is_no_number(one):
    with pytest.raises(ValueError, match=r"^matrix must be an array of numbers, got "):
        powers(one, 3)


def test_a_name_is_answered_by_those_there_are():
    with pytest.raises(ValueError, match=r"^gradient must be one of truncated, full, got 'fully'$"):
        Dial(0.0, gradient="fully")


def test_numbers_of_numpy_are_numbers():
    assert Setup(size=np.float64(1.1), units=np.int64(3)).units == 3
    assert loop(np.float32(1.0), np.int16(5)).steps == 5


def test_what_is_missing_is_said_as_python_does():
    with pytest.raises(TypeError, match="missing a required argument: 'steps'"):
        loop(1.0)
    with pytest.raises(TypeError, match="unexpected keyword argument 'sed'"):
        RaceSetup(sed=1)
