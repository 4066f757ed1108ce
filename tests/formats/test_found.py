"""Networks are found by names and shapes; what these do not tell is asked for."""

import io
import json
from types import SimpleNamespace

import h5py
import numpy as np
import pytest
from facts import FOLDER
from weights import keras_layer, npz, safetensors, torch_layer

from lstm97.engine import forward
from lstm97.formats import FileRefusal, file_contents, networks, read


def refused(*given, **options):
    with pytest.raises(FileRefusal) as caught:
        read(*given, **options)
    return caught.value


def outputs(loaded, steps=5):
    xs = np.random.default_rng(3).normal(size=(steps, loaded.candidate.inputs))
    trace = forward(loaded.stack, xs)
    return trace.layers[-1].readable


@pytest.mark.parametrize("kind", ["lstm", "gru", "rnn"])
@pytest.mark.parametrize("path", ["", "module.encoder.rnn.", "_orig_mod."])
def test_layers_of_pytorch_are_found_below_any_path(kind, path):
    arrays = torch_layer(kind, path=path) | torch_layer(kind, 3, 3, path=path, layer=1)
    arrays |= {"head.weight": np.ones((1, 3)), "head.bias": np.ones(1)}
    found = read(safetensors(arrays)).candidate
    assert (found.framework, found.kinds, found.inputs, found.hidden) == (
        "torch",
        (kind, kind),
        2,
        (3, 3),
    )
    assert found.name == (path.rstrip(".") or "network")
    assert found.assumptions == (("activation",) if kind == "rnn" else ())


@pytest.mark.parametrize("path", [(), ("state_dict",), ("run", "model_state_dict")])
def test_a_state_dict_within_a_checkpoint_is_found(path):
    held = torch_layer(path="rnn.")
    for name in reversed(path):
        held = {name: held, "epoch": 3, "optimizer": {"state": {0: [1, [2]]}}, "note": "x"}
    assert read(held).candidate.name == ".".join((*path, "rnn"))


def test_cells_have_no_number():
    arrays = {name.removesuffix("_l0"): value for name, value in torch_layer().items()}
    assert np.array_equal(outputs(read(arrays)), outputs(read(torch_layer())))


def test_of_several_networks_one_must_be_asked_for():
    arrays = torch_layer(path="encoder.") | torch_layer("gru", 4, 5, path="decoder.")
    trouble = refused(arrays)
    assert (trouble.code, trouble.values) == ("ask-network", {"networks": ("encoder", "decoder")})
    assert read(arrays, network="decoder").candidate.hidden == (5,)
    assert refused(arrays, network="head").code == "no-such-network"


def test_layers_of_several_modules_stand_on_each_other_if_asked():
    arrays = torch_layer(path="first.") | torch_layer("gru", 3, 5, path="second.")
    assert read(arrays, network=["first", "second"]).candidate.kinds == ("lstm", "gru")
    trouble = refused(arrays, network=["second", "first"])
    assert trouble.code == "no-chain"
    assert trouble.values == {"name": "second 0", "hidden": 5, "next": "first 0", "inputs": 2}


@pytest.mark.parametrize("kind", ["lstm", "gru", "rnn"])
def test_weights_without_biases_run_as_with_biases_of_zero(kind):
    arrays = torch_layer(kind, bias=False)
    zeros = {name: np.zeros_like(value) for name, value in torch_layer(kind).items()}
    assert np.array_equal(outputs(read(arrays)), outputs(read(zeros | arrays)))


def test_a_bidirectional_layer_is_two_networks():
    arrays = torch_layer() | torch_layer(end="_reverse", seed=2)
    one, other = networks(file_contents(arrays))
    assert (one.name, other.name) == ("network", "network (reverse)")
    assert [layer.backwards for layer in (*one.layers, *other.layers)] == [False, True]
    above = torch_layer(inputs=6, layer=1) | torch_layer(inputs=6, layer=1, end="_reverse")
    assert refused(arrays | above, network="network").code == "bidirectional"


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        ({"rnn.weight_hr_l0": np.ones((2, 3))}, "projection"),
        ({"rnn.weight_ci": np.ones(3)}, "peephole"),
        ({"rnn.layer_norm.weight": np.ones(3)}, "layer-norm"),
        (torch_layer(path="rnn.", layer=2, inputs=3), "missing-weights"),
        ({"rnn.weight_ih_l1": np.ones((12, 3))}, "missing-weights"),
        ({"rnn.weight_hh_l0": np.ones((12, 5))}, "shapes"),
        ({"rnn.weight_hh_l0": np.ones((13, 3))}, "shapes"),
        ({"rnn.bias_hh_l0": np.ones(9)}, "shapes"),
    ],
)
def test_what_the_engine_does_not_do_is_refused_by_name(extra, code):
    assert refused(torch_layer(path="rnn.") | extra).code == code


def test_what_stands_elsewhere_does_not_matter():
    extra = {"norm.layer_norm.weight": np.ones(3), "weight_ci": np.ones(3)}
    assert read(torch_layer(path="rnn.") | extra).candidate.name == "rnn"


@pytest.mark.parametrize("ending", ["", ":0"])
def test_layers_of_keras_are_found_by_their_paths(ending):
    arrays = {f"{name}{ending}": value for name, value in keras_layer().items()}
    assert read(arrays).candidate.name == "lstm"


def test_layers_of_keras_that_fit_are_taken_for_one_network_and_it_says_so():
    arrays = keras_layer(path="a/lstm/lstm_cell")
    for n in (10, 2):
        arrays |= keras_layer(inputs=3, path=f"a/lstm_{n}/lstm_cell", seed=n)
    found = read(arrays).candidate
    assert found.name == "lstm + lstm_2 + lstm_10"
    assert found.assumptions == ("stacked", "activation")
    assert read(arrays, network="lstm_2").candidate.hidden == (3,)
    apart = keras_layer(path="a/lstm/lstm_cell") | keras_layer(inputs=4, path="a/lstm_1/lstm_cell")
    assert refused(apart).values == {"networks": ("lstm", "lstm_1")}


def test_both_forms_of_a_gru_are_known_by_the_bias():
    def form(rows):
        return read(keras_layer("gru", path="gru/gru_cell", rows=rows)).candidate.layers[0].reset

    assert (form(1), form(2)) == ("before", "after")
    arrays = keras_layer("gru", path="gru/gru_cell", rows=0)
    assert refused(arrays).code == "ask-reset"
    assert read(arrays, reset="before").candidate.layers[0].reset == "before"


def test_a_gate_order_is_not_guessed_from_shapes():
    weights = dict(zip("abcd", torch_layer().values(), strict=True))
    assert refused(npz(weights)).code == "ask-framework"
    as_torch = read(npz(weights), framework="torch")
    assert np.array_equal(outputs(as_torch), outputs(read(torch_layer())))
    turned = dict(zip("abc", keras_layer().values(), strict=True))
    as_keras = read(npz(turned), framework="keras")
    assert np.array_equal(outputs(as_keras), outputs(read(keras_layer())))
    assert set(as_keras.by_name(as_keras.stack)) == {"a", "b", "c"}
    assert refused(npz(turned), framework="torch").code == "no-network"


def test_two_biases_of_a_gru_are_not_guessed_apart():
    arrays = dict(zip("abcd", torch_layer("gru").values(), strict=True))
    assert refused(arrays, framework="torch").code == "no-network"
    bare = dict(zip("ab", torch_layer("gru", bias=False).values(), strict=True))
    assert read(bare, framework="torch").candidate.kinds == ("gru",)


def test_no_network_among_the_names():
    assert refused({"head.weight": np.ones((1, 3))}).code == "no-network"
    assert refused(torch_layer(), framework="keras").code == "no-network"


def test_keras_2_files_and_their_config_are_read():
    out = io.BytesIO()
    with h5py.File(out, "w") as file:
        for name, value in keras_layer(path="lstm/lstm/lstm_cell").items():
            file[f"model_weights/{name}:0"] = value
    assert read(out.getvalue()).candidate.name == "lstm"
    layer = {
        "class_name": "LSTM",
        "config": {"name": "lstm", "recurrent_activation": "hard_sigmoid"},
    }
    config = {"class_name": "Sequential", "config": {"layers": [layer]}}
    with h5py.File(out, "a") as file:
        file.attrs["model_config"] = json.dumps(config)
    trouble = refused(out.getvalue())
    assert (trouble.code, trouble.values["activation"]) == ("activation", "hard_sigmoid")


def keras_config_of(*classes):
    layers = [{"class_name": one, "config": {"name": f"own{n}"}} for n, one in enumerate(classes)]
    for layer in layers:
        layer["config"]["activation"] = "tanh"
    return {"class_name": "Sequential", "config": {"layers": layers}}


def test_a_config_tells_which_layers_follow_each_other():
    arrays = keras_layer(path="lstm/lstm_cell") | keras_layer(inputs=3, path="lstm_1/lstm_cell")

    def found(*classes):
        config = keras_config_of(*classes)
        names = iter([n for n, one in enumerate(classes) if one == "LSTM"])
        stored = {}
        for path in ("lstm", "lstm_1"):
            own = f"own{next(names)}"
            for role in ("kernel", "recurrent_kernel", "bias"):
                name = f"{own}/{path}_cell/{role}"
                stored[name] = SimpleNamespace(
                    path=name, shape=arrays[f"{path}/lstm_cell/{role}"].shape, dtype="float64"
                )
        model = SimpleNamespace(weights=list(stored.values()), to_json=lambda: json.dumps(config))
        return [one.name for one in networks(file_contents(model))]

    assert found("InputLayer", "LSTM", "Dropout", "LSTM", "Dense") == ["own1 + own3"]
    assert found("LSTM", "LayerNormalization", "LSTM") == ["own0", "own2"]


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_other_precisions_are_read_in_float64(dtype):
    arrays = {name: value.astype(dtype) for name, value in torch_layer().items()}
    for source in (safetensors(arrays), npz(arrays), arrays):
        loaded = read(source)
        assert loaded.stack.layers[0].hidden.dtype == np.float64
        exact = {name: value.astype(float) for name, value in arrays.items()}
        assert np.array_equal(outputs(loaded), outputs(read(exact)))


def test_bfloat16_is_the_upper_half_of_a_float32():
    arrays = {name: value.astype(np.float32) for name, value in torch_layer().items()}
    halves = {
        name: (value.view(np.uint32) >> 16).astype(np.uint16) for name, value in arrays.items()
    }
    data = safetensors(halves).replace(b'"U16"', b'"BF16"')
    header = int.from_bytes(data[:8], "little") + len(arrays)
    data = header.to_bytes(8, "little") + data[8:]
    rounded = {
        n: (v.astype(np.uint32) << 16).view(np.float32).astype(float) for n, v in halves.items()
    }
    assert np.array_equal(outputs(read(data)), outputs(read(rounded)))


class Tensor:
    """As much of a tensor of PyTorch as is used."""

    def __init__(self, values, dtype="torch.float32"):
        self.values, self.dtype, self.shape = values, dtype, values.shape

    def detach(self):
        return self

    cpu = detach

    def __array__(self, *_, **__):
        return self.numpy()

    def float(self):
        return Tensor(self.values)

    def numpy(self):
        assert self.dtype != "torch.bfloat16", "NumPy has no such numbers"
        return self.values


@pytest.mark.parametrize("dtype", ["torch.float32", "torch.bfloat16"])
def test_a_state_dict_and_a_module_are_read_without_pytorch(dtype):
    arrays = {name: value.astype(np.float32) for name, value in torch_layer("rnn").items()}
    tensors = {name: Tensor(value, dtype) for name, value in arrays.items()}
    assert np.array_equal(outputs(read(tensors)), outputs(read(arrays)))
    module = SimpleNamespace(nonlinearity="relu")
    module.state_dict = lambda: tensors
    module.named_modules = lambda: [("", module)]
    found = read(module).candidate
    assert (found.layers[0].activation, found.assumptions) == ("relu", ())


def test_a_config_in_a_keras_file_tells_functions_and_forms():
    relu = read(FOLDER / "keras-relu-1.keras").candidate.layers[0]
    assert (relu.activation, relu.assumptions) == ("relu", ())
    assert read(FOLDER / "keras-gru_before-1.keras").candidate.layers[0].reset == "before"
    assert read(FOLDER / "keras-rnn-1.weights.h5").candidate.assumptions == ("activation",)


@pytest.mark.parametrize("start", [b"\x80\x02", b"\x80\x04", b"MZ", b"BM", b"\x1f\x8b"])
def test_a_header_as_long_as_another_format_begins_is_no_other_format(start):
    """The first bytes of safetensors are the length of its header, which may be any number."""
    data = safetensors(torch_layer())
    length = int.from_bytes(data[:8], "little")
    wanted = int.from_bytes(start, "little")
    padded = data[8 : 8 + length].ljust(wanted)
    assert len(padded) == wanted
    found = read(wanted.to_bytes(8, "little") + padded + data[8 + length :])
    assert found.candidate.kinds == ("lstm",)
