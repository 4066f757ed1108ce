"""What is handed to the engine, a task or a report and makes no sense is refused by its name.

NumPy would refuse most of it as well, but says neither which argument it was nor what it should be.
"""

import io
import traceback
from pathlib import Path

import numpy as np
import pytest

import lstm97
from lstm97.demands import whole
from lstm97.engine import (
    NETWORKS,
    STACK,
    backward,
    clip,
    count,
    forward,
    retreat,
    save,
    sgd,
    stack,
    start,
    stream,
    train,
)
from lstm97.engine.arrays.batches import mirrored, padded
from lstm97.engine.gradcheck import gradcheck
from lstm97.engine.layer_stack import spec as stack_spec
from lstm97.flow import FileRefusal, options, report, sentence, what_if
from lstm97.tasks import TASKS, join, pick, take

HERE = Path(lstm97.__file__).parent
RNG = np.random.default_rng(0)
NOTHING = object()
BAD = (
    None,
    "abc",
    -1,
    1.5,
    float("nan"),
    float("inf"),
    [],
    [[1, 2], [3]],
    {"x": 1},
    np.zeros((0, 2)),
    np.zeros((3, 3, 3, 3)),
    np.array(["a"]),
    1j,
    b"x",
    (1, 2),
    NOTHING,
)
NUMBER = (-1, 1.5)  # fine where any number is
SIZE = (1.5, float("inf"))  # fine where it must be above 0
NONE = (None,)

NET, CELL = NETWORKS["lstm97"], NETWORKS["lstm2000"]
SPEC, STACKED = NET.spec(2, 1, blocks=2), stack_spec("lstm2000", inputs=2, units=(3, 3), outputs=1)
PARAMS, LAYERS = NET.init(SPEC, rng=RNG), start(STACKED, rng=RNG)
BATCH = stack([PARAMS, PARAMS])
XS, TARGETS, TEACH = RNG.normal(size=(6, 2)), np.zeros((6, 1)), np.arange(6) == 5
TRACE, DEEP = forward(PARAMS, XS, TARGETS, TEACH), forward(LAYERS, XS, TARGETS, TEACH)
FLOW, TASK = backward(TRACE), TASKS["adding"](length=10)
DRAWN = TASK.draw(3, rng=RNG)
WEIGHTS = {
    "weight_ih_l0": RNG.normal(size=(12, 2)),
    "weight_hh_l0": RNG.normal(size=(12, 3)),
    "bias_ih_l0": np.zeros(12),
    "bias_hh_l0": np.zeros(12),
}
FOUND = report(WEIGHTS, steps=8, sequences=2)


def init(**given):
    return NET.init(**{"spec": SPEC, "rng": RNG} | given)


def begin(**given):
    return start(**{"spec": STACKED, "rng": RNG} | given)


def learn(**given):
    usual = {"network": NET, "params": PARAMS, "draw": lambda rng: (XS, TARGETS, TEACH)}
    run = train(**usual | {"rate": 0.1, "rng": RNG, "every": 1} | given)
    next(run)
    return next(run)


def measure(**given):
    return report(WEIGHTS, **{"steps": 8, "sequences": 2} | given)


CALLS = {  # argument -> what takes it, and values that make sense
    "params of forward": (lambda one: forward(one, XS), ()),
    "params of stream": (lambda one: next(stream(one, XS)), ()),
    "params of a network": (lambda one: NET.forward(one, XS), ()),
    "xs": (lambda one: forward(PARAMS, one), ()),
    "xs of a stack": (lambda one: STACK.forward(LAYERS, one), ()),
    "targets": (lambda one: forward(PARAMS, XS, one), NONE),
    "teach": (lambda one: forward(PARAMS, XS, TARGETS, one), NONE),
    "start": (lambda one: forward(PARAMS, XS, start=one), NONE),
    "start of a stack": (lambda one: forward(LAYERS, XS, start=one), NONE),
    "criterion": (lambda one: forward(PARAMS, XS, criterion=one), ()),
    "trace": (backward, ()),
    "trace of retreat": (lambda one: next(retreat(one)), ()),
    "trace of a network": (NET.backward, ()),
    "cuts": (lambda one: backward(TRACE, cuts=one), ([], np.zeros((0, 2)))),
    "cuts of a stack": (lambda one: backward(DEEP, cuts=one), ([], np.zeros((0, 2)))),
    "at": (lambda one: backward(TRACE, at=one), NONE),
    "outputs": (lambda one: backward(TRACE, outputs=one), NONE),
    "hidden": (lambda one: backward(TRACE, hidden=one), NONE),
    "grad": (lambda one: clip(one, 1.0), ()),
    "norm": (lambda one: clip(FLOW.grad, one), SIZE),
    "params of sgd": (lambda one: sgd(one, FLOW.grad, 0.1), ()),
    "grad of sgd": (lambda one: sgd(PARAMS, one, 0.1), ()),
    "rate": (lambda one: sgd(PARAMS, FLOW.grad, one), (*NUMBER, float("nan"), float("inf"))),
    "spec": (count, ()),
    "networks": (lambda one: stack([one]), ()),
    "trials of take": (BATCH.take, (-1, None, [])),
    "params of save": (lambda one: save(io.BytesIO(), one), ()),
    "spec of init": (lambda one: init(spec=one), ()),
    "rng": (lambda one: init(rng=one), ()),
    "scale": (lambda one: init(scale=one), (1.5,)),
    "bias": (lambda one: init(biases=one), (None,)),
    "bias of net_in": (lambda one: init(biases={"net_in": one}), (*NUMBER, (1, 2))),
    "trials": (lambda one: init(trials=one), NONE),
    "dtype": (lambda one: init(dtype=one), NONE),
    "leak": (lambda one: NETWORKS["rnn"].spec(2, 1, leak=one), ()),
    "activation": (lambda one: NETWORKS["rnn"].spec(2, 1, activation=one), ()),
    "reset": (lambda one: NETWORKS["gru"].spec(2, 1, reset=one), ()),
    "bias of a network": (lambda one: CELL.spec(2, 1, bias=one), ([], np.zeros((0, 2)))),
    "network": (lambda one: stack_spec(one, inputs=2, units=(3,)), ()),
    "inputs": (lambda one: CELL.spec(one, 1), ()),
    "spec of start": (lambda one: begin(spec=one), ()),
    "start by name": (lambda one: begin(name=one), ()),
    "scale of start": (lambda one: begin(scale=one), (1.5,)),
    "keep_bias": (lambda one: begin(keep_bias=one), (None, *NUMBER)),
    "chrono": (lambda one: begin(chrono=one), NONE),
    "dtype of start": (lambda one: begin(dtype=one), NONE),
    "network of train": (lambda one: learn(network=one), ()),
    "params of train": (lambda one: learn(params=one), ()),
    "draw": (lambda one: learn(draw=one), ()),
    "draw that gives": (lambda one: learn(draw=lambda rng: one), ()),
    "rate of train": (lambda one: learn(rate=one), NUMBER),
    "every": (lambda one: learn(every=one), ()),
    "norm of train": (lambda one: learn(norm=one), (None, 1.5)),
    "params of gradcheck": (lambda one: gradcheck(NET, one, XS), ()),
    "xs of gradcheck": (lambda one: gradcheck(NET, PARAMS, one), ()),
    "work": (lambda one: gradcheck(NET, PARAMS, XS, work=one), NUMBER),
    "fewest": (lambda one: gradcheck(NET, PARAMS, XS, fewest=one), ()),
    "sequences": (lambda one: padded([one]), ()),
    "values": (lambda one: mirrored(one), (*BAD[6:7], *BAD[9:11], (1, 2))),
    "lengths": (lambda one: mirrored(np.zeros((5, 2, 2)), one), (None, (1, 2))),
    "noise": (lambda one: TASKS["two-sequence"](noise=one), (1.5,)),
    "text": (lambda one: TASKS["typed"](text=one), ("abc",)),
    "kind": (lambda one: TASKS["typed"](kind=one), ()),
    "vary": (lambda one: TASKS["typed"](vary=one), (-1,)),
    "count": (lambda one: TASK.draw(one, rng=RNG), ()),
    "rng of draw": (lambda one: TASK.draw(1, rng=one), ()),
    "dtype of draw": (lambda one: TASK.draw(1, rng=RNG, dtype=one), NONE),
    "seed": (lambda one: TASK.single(one), ()),
    "sequences of pick": (lambda one: pick(one, 0), ()),
    "index": (lambda one: pick(DRAWN, one), (-1,)),
    "index of take": (lambda one: take(DRAWN, one), (-1, (1, 2))),
    "parts": (lambda one: join([one]), ()),
    "steps": (lambda one: measure(steps=one), ()),
    "sequences of a report": (lambda one: measure(sequences=one), NONE),
    "seed of a report": (lambda one: measure(seed=one), ((1, 2),)),
    "errors": (lambda one: measure(errors=one), NONE),
    "network of a report": (lambda one: measure(network=one), NONE),
    "framework": (lambda one: measure(framework=one), NONE),
    "activation of a report": (lambda one: measure(activation=one), NONE),
    "reset of a report": (lambda one: measure(reset=one), (None, "abc")),
    "progress": (lambda one: measure(progress=one), ()),
    "xs of a report": (lambda one: measure(xs=one), NONE),
    "sequence": (FOUND.run, (-1,)),
    "layer": (FOUND.singular, (-1,)),
    "given": (options, ()),
    "change": (lambda one: what_if(FOUND, one), ()),
    "value": (lambda one: what_if(FOUND, "keep-bias", one), (None, *NUMBER)),
    "seed of a change": (lambda one: what_if(FOUND, "orthogonal", seed=one), ((1, 2),)),
    "refused": (sentence, ()),
}


def is_ours(error):
    """Whether a mistake was noticed here, and not within NumPy or Python."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return HERE in Path(last.filename).parents and "raise" in last.line


@pytest.mark.parametrize("name", CALLS)
def test_nonsense_is_refused_by_the_name_of_the_argument(name):
    call, known = CALLS[name]
    argument = name if name in ("bias of net_in",) else name.split()[0]
    makes_sense = {repr(one) for one in known}
    for one in BAD:
        if repr(one) in makes_sense:
            continue
        with pytest.raises((ValueError, TypeError, IndexError, FileRefusal)) as caught:
            call(one)
        error = caught.value
        named = argument in str(error) and is_ours(error)
        assert named or isinstance(error, FileRefusal), (one, error)


@pytest.mark.parametrize("value", [1, 5, np.int64(3)])
def test_whole_numbers_within_limits_pass(value):
    assert whole("n", value, 1, 5) == int(value)


@pytest.mark.parametrize("value", [0, 6, 2.0, "2", None, True])
def test_other_values_are_refused_with_the_limits(value):
    with pytest.raises(ValueError, match="n must be a whole number from 1 to 5, got"):
        whole("n", value, 1, 5)


def test_a_seed_may_be_longer_than_what_an_array_holds():
    assert measure(seed=10**30).depth >= 0


@pytest.mark.parametrize("weights", [[[1.0]], np.zeros((6, 5), int), np.full((6, 5), "a")])
def test_weights_are_floating_point_arrays(weights):
    """Whole numbers would round the inputs that they meet."""
    params = type(PARAMS)(SPEC, weights, PARAMS.output)
    with pytest.raises(ValueError, match="hidden weights must be floating-point, got"):
        forward(params, XS)


def test_a_single_network_has_no_trials():
    with pytest.raises(ValueError, match="a single network has no trials to take from"):
        PARAMS.take(0)


def test_a_part_that_there_is_not_is_named():
    with pytest.raises(KeyError, match="no 'net_q' in this network; there are net_in"):
        FLOW.net("net_q")
    with pytest.raises(KeyError, match=r"named by \(row, source\), got 'net_in'"):
        PARAMS["net_in"]
