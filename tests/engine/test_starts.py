"""Starts by name, weights by name, gradients that are not too long."""

import numpy as np
import pytest
from networks import every_variant, make

from lstm97.engine import NETWORKS, STACK, clip, forward, start
from lstm97.engine.layer_stack import spec as stack_of
from lstm97.engine.params import masks
from lstm97.engine.weights.starts import STARTS

RNG = np.random.default_rng


def spec(slug, **options):
    units = {"blocks": 5} if slug.startswith("lstm") else {"hidden": 5}
    return NETWORKS[slug].spec(**{"inputs": 3, "outputs": 2, **units, **options})


@every_variant
@pytest.mark.parametrize("name", ["uniform", *STARTS])
def test_every_network_starts_under_every_name(variant, name):
    case = make(variant)
    params = start(case.spec, name, rng=RNG(1))
    mask = masks(case.spec)
    assert (params.hidden[mask.hidden == 0] == 0).all()
    assert (params.output[mask.output == 0] == 0).all()
    assert params.hidden.any()
    assert params.output.any()
    assert np.isfinite(forward(params, case.xs).y_k).all()
    again = start(case.spec, name, rng=RNG(1))
    assert (again.hidden == params.hidden).all()


def test_orthogonal_weights_keep_lengths():
    params = start(spec("lstm2000"), "orthogonal", rng=RNG(2))
    for row in params.spec.rows:
        block = params[row, "y_c"]
        np.testing.assert_allclose(block @ block.T, np.eye(5), atol=1e-12)
    one, other = params["net_in", "y_c"], params["net_c", "y_c"]
    assert np.abs(one - other).max() > 0.1


def test_identity_leaves_units_as_they_were():
    params = start(spec("rnn", activation="relu"), "identity", rng=RNG(3))
    assert (params["net_j", "y_j"] == np.eye(5)).all()
    assert not params["net_j", "bias"].any()
    assert 0 < np.abs(params["net_j", "x"]).max() < 0.01


def test_xavier_weights_are_within_their_bound():
    params = start(spec("gru", hidden=40), "xavier", rng=RNG(4))
    for source, fan in (("x", 3 + 40), ("y", 40 + 40)):
        block, bound = np.abs(params["net_z", source]), np.sqrt(6 / fan)
        assert 0.9 * bound < block.max() <= bound


def test_uniform_is_what_networks_are_drawn_with():
    wanted = NETWORKS["gru"].init(spec("gru"), rng=RNG(5), scale=0.2)
    assert (start(spec("gru"), rng=RNG(5), scale=0.2).hidden == wanted.hidden).all()


@pytest.mark.parametrize(("slug", "gate"), [("lstm2000", "net_forget"), ("gru", "net_z")])
def test_the_gate_that_keeps_has_its_bias(slug, gate):
    params = start(spec(slug), "orthogonal", rng=RNG(6), keep_bias=3.0)
    assert (params[gate, "bias"] == 3.0).all()
    biases = {row: params[row, "bias"] for row in params.spec.rows if row != gate}
    assert not any(np.any(values) for values in biases.values())


def test_chrono_spreads_memories_up_to_so_many_steps():
    params = start(spec("lstm2000", blocks=400), "xavier", rng=RNG(7), chrono=200)
    keeps = 1 / (1 - 1 / (1 + np.exp(-params["net_forget", "bias"])))  # steps of memory: 1 + e^b
    assert 2 <= keeps.min() < 10
    assert 180 < keeps.max() <= 200
    assert abs(np.median(keeps) - 100) < 15
    assert (params["net_in", "bias"] == -params["net_forget", "bias"]).all()
    gru = start(spec("gru"), "xavier", rng=RNG(7), chrono=200)
    assert (gru["net_z", "bias"] > 0).all()


def test_a_stack_starts_layer_by_layer():
    layers = stack_of("lstm2000", inputs=2, units=(4, 3), outputs=1)
    params = start(layers, "orthogonal", rng=RNG(8), keep_bias=1.0)
    assert [layer.spec.blocks for layer in params.layers] == [4, 3]
    assert all((layer["net_forget", "bias"] == 1).all() for layer in params.layers)
    assert np.isfinite(STACK.forward(params, np.ones((3, 2))).y_k).all()


@pytest.mark.parametrize(
    ("slug", "options", "message"),
    [
        ("rnn", {"name": "he"}, "no start 'he'; there are uniform, xavier, orthogonal, identity"),
        ("rnn", {"keep_bias": 1.0}, "rnn has no gate whose bias says how much is kept"),
        ("lstm97", {"chrono": 10}, "lstm97 has no gate"),
        ("gru", {"chrono": 2}, "chrono must be 3 steps or more, got 2"),
    ],
)
def test_what_cannot_be_is_refused(slug, options, message):
    with pytest.raises(ValueError, match=message):
        start(spec(slug), rng=RNG(0), **options)


def test_a_gate_without_bias_cannot_keep():
    with pytest.raises(ValueError, match="net_forget has no bias in this network"):
        start(spec("lstm2000", bias=("in",)), rng=RNG(0), keep_bias=1.0)


@every_variant
@pytest.mark.parametrize("trials", [None, 2])
def test_weights_have_names(variant, trials):
    params = make(variant, trials=trials).params
    for row, rows in params.spec.rows.items():
        for source, sources in params.spec.sources.items():
            assert (
                np.shares_memory(params[row, source], params.hidden) or not params[row, source].size
            )
            assert (params[row, source] == params.hidden[rows, sources]).all()
    for source, sources in params.spec.readable.items():
        assert (params["k", source] == params.output[:, sources]).all()


def test_names_that_are_not_there_are_told():
    params = make("lstm97").params
    with pytest.raises(KeyError, match="no 'net_forget' in this network; there are net_in"):
        params["net_forget", "x"]
    with pytest.raises(KeyError, match="no 'y' in this network; there are x, y_c"):
        params["net_in", "y"]
    with pytest.raises(KeyError, match="no 's' in this network; there are y_c"):
        params["k", "s"]


@pytest.mark.parametrize("trials", [None, 3])
def test_a_long_gradient_is_clipped_and_a_short_one_is_left(trials):
    params = make("gru", trials=trials, scale=2.0).params
    lengths = np.sqrt(
        np.square(params.hidden).sum(axis=(0, 1)) + np.square(params.output).sum(axis=(0, 1))
    )
    bound = float(np.median(lengths))
    clipped = clip(params, bound)
    after = np.sqrt(
        np.square(clipped.hidden).sum(axis=(0, 1)) + np.square(clipped.output).sum(axis=(0, 1))
    )
    np.testing.assert_allclose(after, np.minimum(lengths, bound))
    same = clip(params, 1e9)
    assert (same.hidden == params.hidden).all()
    with pytest.raises(ValueError, match="norm must be above 0, got 0"):
        clip(params, 0)


def test_a_stack_is_clipped_as_a_whole():
    layers = stack_of("rnn", inputs=1, units=(2, 2), outputs=1)
    params = STACK.init(layers, rng=RNG(1), scale=1.0)
    clipped = clip(params, 0.5)
    squares = [np.square(a).sum() for x in clipped.layers for a in (x.hidden, x.output)]
    assert np.sqrt(sum(squares)) == pytest.approx(0.5)
    ratio = clipped.layers[0].hidden / params.layers[0].hidden
    np.testing.assert_allclose(ratio, ratio[0, 0])
    np.testing.assert_allclose(clipped.layers[1].output, ratio[0, 0] * params.layers[1].output)
