"""A bad file gets one answer, within 64 MB and 5 seconds; nothing in it is ever run."""

import io
import json
import pickle
import struct
import tracemalloc
import zipfile

import h5py
import numpy as np
import pytest
from facts import FOLDER
from weights import npz, safetensors, torch_layer

from lstm97.formats import LARGEST, FileRefusal, hdf5, read
from lstm97.formats.archives import read_npz

GOOD = safetensors(torch_layer())


def answer(source, **options):
    """The refusal of a source, within the bars."""
    tracemalloc.start()
    try:
        with pytest.raises(FileRefusal) as caught:
            read(source, **options)
        assert tracemalloc.get_traced_memory()[1] < 64 << 20
    finally:
        tracemalloc.stop()
    return caught.value


def header(content, data=b""):
    said = content if isinstance(content, bytes) else json.dumps(content).encode()
    return struct.pack("<Q", len(said)) + said + data


def zipped(members, **options):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


class Evil:
    """A pickle that would run something."""

    def __reduce__(self):
        return (print, ("this must never be printed",))


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "", "empty"),
        (b"hello", "", "unknown"),
        (b"hello", "x.safetensors", "damaged"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "model.safetensors", "other"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "model.h5", "other"),
        (b"%PDF-1.7", "", "other"),
        (GOOD[:-1], "", "damaged"),
        (GOOD[:20], "", "damaged"),
        (
            header({"a": {"dtype": "F64", "shape": [1 << 40], "data_offsets": [0, 8]}}),
            "",
            "damaged",
        ),
        (
            header({"a": {"dtype": "F64", "shape": [2], "data_offsets": [0, 1 << 50]}}),
            "",
            "damaged",
        ),
        (header(b"{" * 1000), "", "damaged"),
        (header(b'{"a":' + b"[" * 100_000), "", "damaged"),
        (struct.pack("<Q", (1 << 39) + 5) + b"{}", "", "damaged"),
        (pickle.dumps(Evil()), "model.pt", "pickle"),
        (zipped({"model/data.pkl": pickle.dumps(Evil())}), "model.pt", "pickle"),
        (zipped({"word/document.xml": b"x"}), "", "other"),
        (zipped({"a.npy": b"\x93NUMPY\x01\x00"}), "", "damaged"),
        (zipped({"model.weights.h5": b"x", "config.json": b"{}"}), "", "damaged"),
        (b"\x89HDF\r\n\x1a\n" + bytes(200), "", "damaged"),
        (b"\x93NUMPY\x01\x00", "", "single-array"),
        (b"\x08\x07\x12\x07pytorch\x1a\x03", "", "other"),
        (b"\x08\x0a\x12\x06tf2onnx\x1a\x03", "model.safetensors", "other"),
        (b"\x1c\x00\x00\x00TFL3", "", "other"),
        (zipped({"model.weights.h5": b"", "config.json": b" " * (3 << 20)}), "", "damaged"),
    ],
)
def test_a_bad_file_is_called_by_its_name(data, name, code, capfd):
    assert answer(data, name=name).code == code
    assert capfd.readouterr().out == ""


def test_pickles_within_an_archive_are_not_opened(capfd):
    out = io.BytesIO()
    np.savez(out, **{**torch_layer(), "weight_ih_l0": np.array([Evil()], dtype=object)})
    assert answer(out.getvalue()).code == "shapes"
    arrays = {**torch_layer(), "weight_ih_l0": np.full((12, 2), Evil(), dtype=object)}
    out = io.BytesIO()
    np.savez(out, **arrays)
    assert answer(out.getvalue()).values == {"name": "weight_ih_l0", "dtype": "object"}
    assert capfd.readouterr().out == ""


def test_a_file_that_is_missing_or_too_large_is_not_read(tmp_path):
    assert answer(tmp_path / "none.safetensors").code == "missing"
    assert answer(tmp_path).code == "missing"
    with (tmp_path / "model.safetensors").open("wb") as file:
        file.truncate(2 << 30)
    trouble = answer(tmp_path / "model.safetensors")
    assert (trouble.code, trouble.values) == ("too-large", {"megabytes": 2048, "most": 32})
    with (tmp_path / "model.pt").open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(2 << 30)
    assert answer(tmp_path / "model.pt").code in ("pickle", "damaged")
    assert answer(bytes(LARGEST + 1)).code == "too-large"


def test_a_zip_bomb_is_refused_by_what_it_says():
    with_zeros = np.lib.format.magic(1, 0) + bytes(40 << 20)
    bomb = zipped({"weight_ih_l0.npy": with_zeros})
    assert len(bomb) < 1 << 20
    assert answer(bomb).code == "too-large"


def test_a_zip_bomb_that_lies_is_stopped_where_it_said_it_would_end():
    bomb = zipped({"weight_ih_l0.npy": bytes(40 << 20)})
    lying = bomb.replace(struct.pack("<I", 40 << 20), struct.pack("<I", 1000))
    assert lying != bomb
    assert answer(lying).code == "damaged"


def test_an_array_that_is_longer_or_shorter_than_it_says_is_refused():
    out = io.BytesIO()
    np.lib.format.write_array_header_1_0(
        out, {"descr": "<f8", "fortran_order": False, "shape": (1 << 40,)}
    )
    assert answer(zipped({"a.npy": out.getvalue()})).code == "damaged"


def test_columns_first_is_read_as_it_is():
    arrays = {name: np.asfortranarray(value) for name, value in torch_layer().items()}
    file = read_npz(npz(arrays))
    assert np.array_equal(file.arrays["weight_ih_l0"].read(), arrays["weight_ih_l0"])


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_weights_that_are_no_numbers_are_counted(value):
    arrays = torch_layer()
    arrays["weight_hh_l0"][[1, 2], 0] = value
    for data in (safetensors(arrays), npz(arrays), arrays):
        trouble = answer(data)
        assert trouble.code == "not-finite"
        assert trouble.values == {"name": "weight_hh_l0", "count": 2}


def test_integers_and_complex_numbers_are_no_weights():
    for dtype in (np.int8, np.int64, np.complex128):
        arrays = {name: np.ones(value.shape, dtype) for name, value in torch_layer().items()}
        assert answer(npz(arrays)).code == "dtype"


def test_large_networks_are_refused_before_their_numbers_are_read():
    wide = {
        "weight_ih_l0": np.ones((4 * 513, 1), "f2"),
        "weight_hh_l0": np.ones((4 * 513, 513), "f2"),
    }
    assert answer(safetensors(wide)).values == {"hidden": 513, "most": 512}
    many = {}
    for n in range(5):
        many[f"weight_ih_l{n}"] = many[f"weight_hh_l{n}"] = np.ones((2048, 512), "f2")
    assert answer(safetensors(many)).code == "too-many-weights"


def test_the_largest_file_that_is_not_finite_stays_within_the_bars():
    rows = (LARGEST - 4096) // (512 * 4)
    arrays = {
        "weight_ih_l0": np.ones((2048, 512), "f4"),
        "weight_hh_l0": np.ones((2048, 512), "f4"),
    }
    arrays["weight_hh_l0"][-1, -1] = np.nan
    data = safetensors({**arrays, "other": np.ones((rows - 4096, 512), "f4")})
    assert LARGEST - (1 << 20) < len(data) <= LARGEST
    assert answer(data).code == "not-finite"


def weights_h5(write):
    out = io.BytesIO()
    with h5py.File(out, "w") as file:
        write(file)
    return out.getvalue()


def test_hdf5_reads_no_other_file(tmp_path):
    secret = tmp_path / "secret"
    secret.write_bytes(bytes(800))
    with h5py.File(tmp_path / "other.h5", "w") as file:
        file["x"] = np.ones((3, 12))

    def write(file):
        cell = file.create_group("lstm/lstm_cell")
        cell.create_dataset("kernel", (2, 12), "f8", external=[(str(secret), 0, 192)])
        cell["recurrent_kernel"] = h5py.ExternalLink(str(tmp_path / "other.h5"), "x")
        cell["loop"] = file["lstm"]
        cell["soft"] = h5py.SoftLink("/lstm")

    assert answer(weights_h5(write)).code == "no-network"


def test_hdf5_reads_no_array_whose_numbers_lie_in_another_file(tmp_path):
    numbers = tmp_path / "numbers"
    numbers.write_bytes(bytes(800))

    def write(file, **elsewhere):
        cell = file.create_group("lstm/lstm_cell")
        cell["recurrent_kernel"] = np.ones((3, 12))
        cell.create_dataset("kernel", (2, 12), "f8", **elsewhere)

    assert read(weights_h5(write)).candidate.name == "lstm"
    outside = weights_h5(lambda file: write(file, external=[(str(numbers), 0, 192)]))
    assert answer(outside).code == "shapes"


def test_hdf5_that_claims_more_than_is_read_is_refused():
    def write(file):
        file.create_dataset("lstm/lstm_cell/kernel", (1 << 20, 1 << 20), "f8", chunks=(64, 64))

    assert answer(weights_h5(write)).code == "too-large"


def test_a_reader_that_dies_or_hangs_is_a_damaged_file(monkeypatch, tmp_path):
    good = (FOLDER / "keras-lstm-1.weights.h5").read_bytes()
    for program in ("import os; os.abort()", "while True: pass"):
        reader = tmp_path / "reader.py"
        reader.write_text(program)
        monkeypatch.setattr(hdf5, "READER", reader)
        monkeypatch.setattr(hdf5, "SECONDS", 1)
        assert answer(good).code == "damaged"


@pytest.mark.parametrize(
    ("package", "file"),
    [("safetensors", "torch-lstm-1.safetensors"), ("h5py", "keras-lstm-1.weights.h5")],
)
def test_a_missing_package_is_named(package, file, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, package, None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert answer(FOLDER / file).values == {"package": package}
