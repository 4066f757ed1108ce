"""The engine gives what PyTorch and Keras give for networks they saved: to 1e-10, in float64."""

import numpy as np
import pytest
from facts import FILES, NAMES, facts_of, file_of, told

from lstm97.engine import backward, forward, network_of
from lstm97.formats import read

BAR = 1e-10


def run(name, file=None):
    facts = facts_of(name)
    loaded = read(file or file_of(name), **told(name))
    trace = forward(loaded.stack, facts["xs"])
    return facts, loaded, trace, backward(trace, hidden=facts["errors"])


def near(found, expected):
    assert found.shape == expected.shape
    assert np.abs(found - expected).max() <= BAR


def to_units(flow, entering):
    """dE/d of what units show, along every path: from outside, and from the next time step."""
    spec = flow.trace.params.spec
    recurrent = flow.trace.params.hidden[:, spec.inputs : -1]
    later = np.concatenate([flow.nets[1:], np.zeros_like(flow.nets[:1])])
    return entering + np.einsum("uz,tun->tzn", recurrent, later)


def test_there_are_facts_of_every_network_with_one_and_three_layers():
    torch = {f"torch-{kind}-{n}" for kind in ("lstm", "gru", "rnn", "relu") for n in (1, 3)}
    kinds = ("lstm", "gru", "gru_before", "rnn", "relu")
    assert set(NAMES) == {"torch-lstm-2"} | torch | {
        f"keras-{kind}-{n}" for kind in kinds for n in (1, 3)
    }
    assert {file.partition(".")[0] for file in FILES} == set(NAMES)


@pytest.mark.parametrize("file", FILES)
def test_outputs_are_those_of_the_framework(file):
    name = file.partition(".")[0]
    facts, _, trace, _ = run(name, file_of(name).with_name(file))
    for n, layer in enumerate(trace.layers):
        shown = network_of(layer.params).readable(layer.params.spec, layer.gates)[0]
        near(shown, facts[f"h.{n}"])
        if f"c.{n}" in facts:
            near(layer.gates.s, facts[f"c.{n}"])
    near(shown, facts["outputs"])


@pytest.mark.parametrize("name", NAMES)
def test_errors_at_every_step_are_those_of_the_framework(name):
    facts, _, _, flow = run(name)
    entering = [layer.to_inputs() for layer in flow.layers[1:]] + [facts["errors"]]
    for n, layer in enumerate(flow.layers):
        if "gru" in name:
            near(layer.state, facts[f"dh.{n}"])
        else:
            near(to_units(layer, entering[n]), facts[f"dh.{n}"])
        if f"dc.{n}" in facts:
            near(layer.state, facts[f"dc.{n}"])


@pytest.mark.parametrize("name", NAMES)
def test_gradients_of_weights_are_those_of_the_framework(name):
    facts, loaded, _, flow = run(name)
    grads = loaded.by_name(flow.grad)
    expected = {key[5:]: value for key, value in facts.items() if key.startswith("grad.")}
    assert len(grads) == len(expected)
    if name.startswith("torch"):
        assert set(grads) == set(expected)
    for found, wanted in zip(grads.values(), expected.values(), strict=True):
        near(found, wanted)


def test_a_wrong_order_of_gates_is_noticed(monkeypatch):
    from lstm97.formats import gates

    order = {
        "torch": {**gates.ORDER["torch"], "lstm": ("net_forget", "net_in", "net_c", "net_out")}
    }
    monkeypatch.setattr(gates, "ORDER", {**gates.ORDER, **order})
    facts, _, trace, _ = run("torch-lstm-1")
    assert np.abs(trace.layers[0].gates.y_c - facts["outputs"]).max() > 1e-3
