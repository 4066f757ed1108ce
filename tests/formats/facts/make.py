"""Make the facts of this folder: what PyTorch and Keras themselves say of small networks.

The tests compare the engine with these files, so that neither PyTorch nor Keras has to be
installed for them. Made with PyTorch 2.13.0 and Keras 3.15.1, on the CPU, in float64:

    python -m venv facts-venv
    facts-venv/bin/pip install torch==2.13.0 keras==3.15.1 h5py safetensors
    PYTHONPATH=. facts-venv/bin/python tests/formats/facts/make.py

Each `NAME.npz` holds, time first: ``xs`` (T, B, I), ``outputs`` (T, B, H), ``errors`` (T, B, H),
which is dE/d of the outputs for E = sum of errors * outputs, and for each layer ``h.K``, ``dh.K``
(and ``c.K``, ``dc.K`` of an LSTM), (T, B, H): activations, states, and dE/d of them along every
path. ``weight.NAME`` and ``grad.NAME`` are the weights and their gradients under the framework's
own names. The same weights stand beside it as the framework saves them. `changed` has weights of
PyTorch after the lines that `lstm97.flow.what_if` prints.
"""

import os
from pathlib import Path

os.environ["KERAS_BACKEND"] = "torch"

import keras
import numpy as np
import torch
from keras.src.backend.common import dtypes
from safetensors.torch import load_file, save_file

HERE = Path(__file__).parent
STEPS, BATCH, INPUTS, HIDDEN = 7, 2, 2, 3
CELLS = {
    "lstm": (torch.nn.LSTM, torch.nn.LSTMCell, {}),
    "gru": (torch.nn.GRU, torch.nn.GRUCell, {}),
    "rnn": (torch.nn.RNN, torch.nn.RNNCell, {}),
    "relu": (torch.nn.RNN, torch.nn.RNNCell, {"nonlinearity": "relu"}),
}
KERAS = {
    "lstm": (keras.layers.LSTM, {}),
    "gru": (keras.layers.GRU, {}),
    "gru_before": (keras.layers.GRU, {"reset_after": False}),
    "rnn": (keras.layers.SimpleRNN, {}),
    "relu": (keras.layers.SimpleRNN, {"activation": "relu"}),
}


def sequence(seed):
    """Inputs (T, B, I) and dE/d outputs (T, B, H)."""
    rng = np.random.default_rng(seed)
    xs = rng.normal(0.2, 1.0, (STEPS, BATCH, INPUTS))
    errors = rng.normal(0.0, 1.0, (STEPS, BATCH, HIDDEN))
    return torch.tensor(xs), torch.tensor(errors)


def run_cells(cells, xs, first):
    """Every layer's states, step by step, each a tensor whose gradient is kept."""
    record = [{"h": [], "c": []} for _ in cells]
    states = [first() for _ in cells]
    for x in xs:
        for layer, cell in enumerate(cells):
            state = cell(x, states[layer])
            states[layer] = state
            for name, value in zip("hc", state, strict=False):
                value.retain_grad()
                record[layer][name].append(value)
            x = state[0]
    return record


def facts_of(record, xs, errors, weights):
    """All arrays of a file, after the error has gone back."""
    top = torch.stack(record[-1]["h"])
    (errors * top).sum().backward()
    facts = {"xs": xs, "errors": errors, "outputs": top}
    for layer, kept in enumerate(record):
        for name, values in kept.items():
            if values:
                facts[f"{name}.{layer}"] = torch.stack(values)
                facts[f"d{name}.{layer}"] = torch.stack([value.grad for value in values])
    for name, weight in weights.items():
        facts[f"weight.{name}"], facts[f"grad.{name}"] = weight, weight.grad
    return {name: value.detach().numpy().copy() for name, value in facts.items()}


def torch_case(slug, layers):
    """A network of PyTorch, its weights as safetensors, and the facts."""
    make, make_cell, options = CELLS[slug]
    torch.manual_seed(layers + 97)
    network = make(INPUTS, HIDDEN, layers, **options).double()
    for weight in network.parameters():
        torch.nn.init.uniform_(weight, -0.9, 0.9)
    xs, errors = sequence(layers)
    cells = []
    for layer in range(layers):
        cell = make_cell(INPUTS if layer == 0 else HIDDEN, HIDDEN, **options).double()
        for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"):
            cell._parameters[name] = network._parameters[f"{name}_l{layer}"]
        cells.append(cell)
    zeros = torch.zeros(BATCH, HIDDEN, dtype=torch.float64)

    def step(cell):
        if slug == "lstm":
            return lambda x, state: cell(x, state)
        return lambda x, state: (cell(x, state[0]),)

    record = run_cells([step(cell) for cell in cells], xs, lambda: (zeros, zeros))
    weights = dict(network.named_parameters())
    facts = facts_of(record, xs, errors, weights)
    fused, _ = network(xs)
    network.zero_grad()
    (errors * fused).sum().backward()
    assert np.abs(fused.detach().numpy() - facts["outputs"]).max() < 1e-15
    for name, weight in weights.items():
        assert np.abs(weight.grad.numpy() - facts[f"grad.{name}"]).max() < 1e-13, name
    save_file(network.state_dict(), HERE / f"torch-{slug}-{layers}.safetensors")
    np.savez(HERE / f"torch-{slug}-{layers}.npz", **facts)


def keras_case(slug, layers):
    """A network of Keras, its weights as Keras saves them, and the facts."""
    make, options = KERAS[slug]
    keras.utils.clear_session()
    keras.utils.set_random_seed(layers + 97)
    stacked = [make(HIDDEN, return_sequences=True, **options) for _ in range(layers)]
    model = keras.Sequential([keras.Input((STEPS, INPUTS)), *stacked])
    rng = np.random.default_rng(layers + 97)
    for weight in model.weights:
        if "seed" not in weight.path:
            weight.assign(rng.uniform(-0.9, 0.9, weight.shape))
    xs, errors = sequence(layers)
    zeros = torch.zeros(BATCH, HIDDEN, dtype=torch.float64)

    def step(layer):
        count = 2 if slug == "lstm" else 1
        return lambda x, state: tuple(layer.cell(x, list(state[:count]))[1])

    record = run_cells([step(layer) for layer in stacked], xs, lambda: (zeros, zeros))
    weights = {w.path: w.value for w in model.trainable_weights}
    facts = facts_of(record, xs, errors, weights)
    whole = model(xs.swapaxes(0, 1)).swapaxes(0, 1)
    for value in weights.values():
        value.grad = None
    (errors * whole).sum().backward()
    assert np.abs(whole.detach().numpy() - facts["outputs"]).max() < 1e-15
    for name, value in weights.items():
        assert np.abs(value.grad.numpy() - facts[f"grad.{name}"]).max() < 1e-13, name
    model.save_weights(HERE / f"keras-{slug}-{layers}.weights.h5")
    if layers == 1:
        model.save(HERE / f"keras-{slug}-{layers}.keras")
    np.savez(HERE / f"keras-{slug}-{layers}.npz", **facts)


def torch_changes(slug):
    """Weights after the lines that `lstm97.flow` prints for a change, run in PyTorch."""
    from lstm97.flow import report, what_if

    file = f"torch-{slug}-3"
    found = report(HERE / f"{file}.safetensors", steps=9, sequences=2)
    (HERE / "changed").mkdir(exist_ok=True)
    for name in ("keep-bias", "chrono", "orthogonal", "identity"):
        network = CELLS[slug][0](INPUTS, HIDDEN, 3).double()
        network.load_state_dict(load_file(HERE / f"{file}.safetensors"))
        exec("\n".join(what_if(found, name).code), {slug: network, "torch": torch})
        save_file(network.state_dict(), HERE / "changed" / f"{file}-{name}.safetensors")


def main():
    keras.config.set_floatx("float64")
    keras.config.set_dtype_policy("float64")
    # Keras turns every product of float64 into float32, except with TensorFlow.
    dtypes.BIT64_TO_BIT32_DTYPE["float64"] = "float64"
    print("torch", torch.__version__, "keras", keras.__version__)
    for layers in (1, 3):
        for slug in CELLS:
            torch_case(slug, layers)
        for slug in KERAS:
            keras_case(slug, layers)
    torch_case("lstm", 2)  # what a person drops on the page, in the tests of the browser
    for slug in ("lstm", "gru"):
        torch_changes(slug)


if __name__ == "__main__":
    main()
