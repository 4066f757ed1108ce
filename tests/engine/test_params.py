"""Weights as values: how many there are, how they are drawn, moved, stacked and taken apart."""

import numpy as np
import pytest
from networks import VARIANTS, every_variant, largest, make, run

from lstm97.engine import NETWORKS, TRUNCATED, backward, count, network_of, rnn, sgd, stack

LSTM = NETWORKS["lstm97"].spec
F = {"gates_fed_back": True}  # the paper's connectivity for all experiments but 2a and 2b
PAPER = {  # Table 10
    "1, 4 blocks of 1": (264, LSTM(7, 7, blocks=4, bias=("in", "out"), **F)),
    "1, 3 blocks of 2": (276, LSTM(7, 7, blocks=3, size=2, bias=("in", "out"), **F)),
    "2a": (
        10504,
        LSTM(101, 101, output_gate=False, recurrent=False, shortcut=True, bias=(), h="identity"),
    ),
    "2c-1": (364, LSTM(54, 2, blocks=2, bias=(), **F)),
    "2c-5": (6064, LSTM(1004, 2, blocks=2, bias=(), **F)),
    "3": (102, LSTM(1, 1, blocks=3, bias=("in", "out", "c"), **F)),
    "4, 5": (93, LSTM(2, 1, blocks=2, size=2, **F)),
    "6a": (156, LSTM(8, 4, blocks=2, size=2, **F)),
    "6b": (308, LSTM(8, 8, blocks=3, size=2, **F)),
}


@pytest.mark.parametrize(("weights", "spec"), PAPER.values(), ids=PAPER)
def test_number_of_weights_is_the_papers(weights, spec):
    if spec.size == 1 and spec.blocks == 3:  # experiment 3 has hidden biases alone
        assert "k" not in spec.bias
    assert count(spec) == weights


@every_variant
def test_weights_are_uniform_and_only_where_connections_exist(variant):
    slug, options = VARIANTS[variant]
    network = NETWORKS[slug]
    spec = network.spec(inputs=4, outputs=3, **options)
    params = network.init(spec, rng=np.random.default_rng(0), scale=0.2, trials=400)
    weights = np.concatenate([params.hidden.ravel(), params.output.ravel()])
    present = weights[weights != 0]
    assert len(present) == count(spec) * 400
    assert np.abs(weights).max() <= 0.2
    assert present.mean() == pytest.approx(0, abs=0.005)
    assert present.std() == pytest.approx(0.4 / np.sqrt(12), rel=0.02)


@every_variant
def test_the_seed_decides(variant):
    one, same, other = make(variant).params, make(variant).params, make(variant, seed=1).params
    assert (one.hidden == same.hidden).all()
    assert not (one.hidden == other.hidden).all()


@pytest.mark.parametrize("trials", [None, 2, 3])
def test_biases_are_set_by_name(trials):
    network, rng = NETWORKS["lstm97"], np.random.default_rng(0)
    spec = network.spec(2, 1, blocks=2)
    chosen = {"net_in": (-2, -4), "net_out": -1.0}
    params = network.init(spec, rng=rng, trials=trials, biases=chosen)
    biases = params.hidden[:, -1]
    expected = np.array([-2, -4, -1, -1.0])
    assert (biases[:4] == (expected if trials is None else expected[:, None])).all()
    assert (np.abs(biases[4:]) <= 0.1).all()


def test_stack_and_take_undo_each_other():
    networks = [make("lstm97", seed=seed).params for seed in range(4)]
    batch = stack(networks)
    assert batch.trials == 4
    assert networks[0].trials is batch.take(2).trials is None
    for n, params in enumerate(networks):
        assert (batch.take(n).hidden == params.hidden).all()
        assert (batch.take(n).output == params.output).all()
    some = batch.take(np.array([True, False, True, False]))
    assert some.trials == batch.take(slice(0, 4, 2)).trials == batch.take([0, 2]).trials == 2
    assert (some.hidden == stack(networks[::2]).hidden).all()


@every_variant
def test_an_update_is_a_plain_gradient_step(variant):
    case = make(variant, trials=3)
    grad = backward(run(case), cuts=TRUNCATED).grad
    rates = np.array([0.1, 0.0, 1.0])
    new = sgd(case.params, grad, rates)
    assert (new.hidden == case.params.hidden - rates * grad.hidden).all()
    assert (new.output[..., 1] == case.params.output[..., 1]).all()
    assert (new.take(2).hidden == sgd(case.params.take(2), grad.take(2), 1.0).hidden).all()
    assert sgd(case.params.astype(np.float32), grad.astype(np.float32), 0.1).hidden.dtype == "f4"


@every_variant
def test_two_updates_are_two_updates(variant):
    """The second is worked out from the first's weights alone."""
    case = make(variant)

    def learn(params):
        return sgd(params, backward(run(case, params), cuts=TRUNCATED).grad, 0.3)

    once = learn(case.params)
    fresh = once.map(np.copy)
    assert (learn(once).hidden == learn(fresh).hidden).all()
    assert largest(learn(once).hidden, once.hidden) > 1e-6
    assert (learn(case.params).hidden == once.hidden).all()


@every_variant
def test_weights_know_their_network(variant):
    case = make(variant)
    assert network_of(case.params) is case.network
    assert case.network.slug == VARIANTS[variant][0]


@pytest.mark.parametrize("weights", [9, 60, 500, 3000])
@pytest.mark.parametrize("shape", [(1, 1), (7, 4)])
def test_the_nearest_network_has_the_nearest_number_of_weights(shape, weights):
    found = rnn.nearest(*shape, weights)
    misses = [abs(count(rnn.Spec(*shape, hidden)) - weights) for hidden in range(1, 100)]
    assert found.hidden == 1 + misses.index(min(misses))
    assert rnn.nearest(*shape, weights, most=2).hidden == min(2, found.hidden)
