"""The gradient check stays within bounds of time and memory, and says what it did not look at."""

import tracemalloc

import numpy as np
import pytest
from networks import make

from lstm97.engine import NETWORKS, STACK, backward
from lstm97.engine import gradcheck as module
from lstm97.engine.gradcheck import CheckStoppedError, gradcheck
from lstm97.engine.layer_stack import spec as stack_of


def large(slug="lstm97", steps=40):
    """As many weights as experiment 2b has, on a sequence of one symbol at each step."""
    network, rng = NETWORKS[slug], np.random.default_rng(2)
    units = {"blocks": 16} if network.family == "lstm" else {"hidden": 50}
    params = network.init(network.spec(101, 101, **units), rng=rng, scale=0.3)
    xs = np.eye(101)[rng.integers(0, 101, steps)]
    return network, params, xs, np.roll(xs, 1, axis=0), np.arange(steps) % 5 == 4


@pytest.mark.parametrize("slug", NETWORKS)
def test_of_many_weights_a_sample_is_checked_and_said(slug):
    network, *given = large(slug, steps=30)
    check = gradcheck(network, *given, work=2e6)
    assert check.passed, check.error
    assert check.sampled
    assert module.FEWEST <= check.parameters < check.total == len(module._places((given[0],)))
    again = gradcheck(network, *given, work=2e6)
    assert (check.analytic == again.analytic).all()


def test_a_sample_is_taken_of_the_right_weights():
    case = make("lstm97-blocks", steps=5)
    whole = gradcheck(case.network, case.params, case.xs, case.targets, case.teach)
    some = gradcheck(case.network, case.params, case.xs, case.targets, case.teach, work=1)
    assert not whole.sampled
    assert some.parameters == module.FEWEST < whole.parameters == some.total
    assert set(some.analytic) <= set(whole.analytic)


def test_an_error_in_a_sampled_weight_is_found(monkeypatch):
    network, *given = large(steps=20)
    right = type(network).backward
    monkeypatch.setattr(
        type(network), "backward", lambda self, *a, **o: wrong(right(self, *a, **o))
    )

    def wrong(flow):
        flow.grad.hidden[...] *= 1.001
        return flow

    assert not gradcheck(network, *given, work=2e6).passed


def test_a_check_of_many_weights_moves_a_sample_and_takes_little_room():
    network, *given = large(steps=100)
    gradcheck(network, *given, work=1e6)
    tracemalloc.start()
    check = gradcheck(network, *given)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100e6
    assert check.parameters < check.total / 10


def test_a_check_stops_when_its_reader_has_left():
    network, *given = large(steps=100)
    asked = iter([False] * 3)
    with pytest.raises(CheckStoppedError, match="was stopped"):
        gradcheck(network, *given, stop=lambda: next(asked, True))
    assert next(asked, None) is None


def test_batches_are_refused_with_what_to_do():
    case = make("rnn", trials=3)
    with pytest.raises(ValueError, match=r"single network, got 3 trials; pick one with take\(n\)"):
        gradcheck(case.network, case.params, case.xs, case.targets)
    one = make("rnn", shown=2)
    with pytest.raises(ValueError, match=r"a single sequence .*, got \(7, 2, 2\)"):
        gradcheck(one.network, one.params, one.xs, one.targets)
    layers = stack_of("rnn", inputs=1, units=(2, 2))
    params = STACK.init(layers, rng=np.random.default_rng(0), trials=2)
    with pytest.raises(ValueError, match="single network, got 2 trials"):
        gradcheck(STACK, params, np.zeros((3, 1)))


def test_it_does_not_spoil_what_it_is_given():
    case = make("gru")
    before = case.params.hidden.copy()
    gradcheck(case.network, case.params, case.xs, case.targets, work=1)
    assert (case.params.hidden == before).all()
    flow = backward(case.network.forward(case.params, case.xs, case.targets))
    assert flow.grad.hidden.any()
