"""Weights as frameworks name them, drawn here: what a file of somebody's holds."""

import io

import numpy as np
from safetensors.numpy import save

BLOCKS = {"lstm": 4, "gru": 3, "rnn": 1}


def torch_layer(kind="lstm", inputs=2, hidden=3, *, path="", layer=0, end="", bias=True, seed=1):
    rng, rows = np.random.default_rng(seed), BLOCKS[kind] * hidden
    shapes = {"weight_ih": (rows, inputs), "weight_hh": (rows, hidden)}
    if bias:
        shapes |= {"bias_ih": (rows,), "bias_hh": (rows,)}
    return {
        f"{path}{role}_l{layer}{end}": rng.uniform(-0.5, 0.5, shape)
        for role, shape in shapes.items()
    }


def keras_layer(kind="lstm", inputs=2, hidden=3, *, path="lstm/lstm_cell", rows=1, seed=1):
    rng, columns = np.random.default_rng(seed), BLOCKS[kind] * hidden
    bias = (columns,) if rows == 1 else (rows, columns)
    shapes = {"kernel": (inputs, columns), "recurrent_kernel": (hidden, columns), "bias": bias}
    if not rows:
        del shapes["bias"]
    return {f"{path}/{role}": rng.uniform(-0.5, 0.5, shape) for role, shape in shapes.items()}


def safetensors(arrays):
    return save({name: np.ascontiguousarray(array) for name, array in arrays.items()})


def npz(arrays):
    out = io.BytesIO()
    np.savez(out, **arrays)
    return out.getvalue()


def uniform(hidden, layers, inputs=16, seed=0):
    """Weights as PyTorch draws them."""
    found = {}
    for n in range(layers):
        drawn = torch_layer(inputs=hidden if n else inputs, hidden=hidden, layer=n, seed=seed + n)
        found |= {name: value * 2 / np.sqrt(hidden) for name, value in drawn.items()}
    return found
