"""Two thousand files that something happened to: each is read or refused, and memory stays flat."""

import json
import resource
import subprocess
import sys
import tracemalloc

import numpy as np
import pytest
from facts import FOLDER
from weights import keras_layer, npz, safetensors, torch_layer

from lstm97.formats import FileRefusal, archives, hdf5, read, sequences_of
from lstm97.formats.arrays import FileContents, StoredArray
from lstm97.formats.loading import load, networks

SEQUENCES = b"a,b\n" + b"\n".join(b"%d,%f" % (n, n / 7) for n in range(40))
EXTREMES = (b"\xff" * 8, bytes(8), b"\x7f" + b"\xff" * 7, b"[" * 60, b"9" * 40, b"nan")


def cut(data, rng):
    return data[: rng.integers(len(data))]


def flip(data, rng):
    array = np.frombuffer(data, np.uint8).copy()
    where = rng.integers(
        min(len(array), rng.choice([64, 600, len(array)])), size=rng.integers(1, 9)
    )
    array[where] = rng.integers(256, size=len(where))
    return array.tobytes()


def insert(data, rng):
    at = rng.integers(len(data))
    return data[:at] + EXTREMES[rng.integers(len(EXTREMES))] + data[at:]


def overwrite(data, rng):
    at, put = rng.integers(len(data)), EXTREMES[rng.integers(len(EXTREMES))]
    return data[:at] + put + data[at + len(put) :]


def repeat(data, rng):
    first, last = np.sort(rng.integers(len(data), size=2))
    return data[:last] + data[first:]


def remove(data, rng):
    first, last = np.sort(rng.integers(len(data), size=2))
    return data[:first] + data[last:]


CHANGES = (cut, flip, flip, insert, overwrite, repeat, remove)


def changed(data, count, seed):
    rng = np.random.default_rng(seed)
    for _ in range(count):
        yield CHANGES[rng.integers(len(CHANGES))](data, rng)


def answered(files, take):
    """How many are read and how many refused; anything else is raised."""
    read_, refused = 0, 0
    tracemalloc.start()
    for data in files:
        try:
            take(data)
            read_ += 1
        except FileRefusal:
            refused += 1
    kept, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 4 << 20, "what was read is let go"
    assert most < 64 << 20
    return read_, refused


SMALL = torch_layer("gru", 2, 3)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("data", "count", "take"),
    [
        (safetensors(SMALL), 700, read),
        (npz(SMALL), 600, read),
        (SEQUENCES, 250, lambda data: sequences_of(data, 2)),
        (npz({"a": np.ones((9, 2))}), 100, lambda data: sequences_of(data, 2)),
    ],
    ids=["safetensors", "npz", "csv", "sequences"],
)
def test_a_changed_file_is_read_or_refused(data, count, take):
    take(data)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    read_, refused = answered(changed(data, count, count), take)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert read_ + refused == count
    assert refused > count / 10
    assert grown < 64 << 10  # kilobytes


def test_a_changed_keras_archive_and_config_are_read_or_refused(monkeypatch):
    weights = {
        name: StoredArray(value.shape, "float64", lambda value=value: value)
        for name, value in keras_layer(path="layers/gru/cell", kind="gru").items()
    }
    monkeypatch.setattr(archives, "read_hdf5", lambda data, kind: FileContents(weights))
    whole = (FOLDER / "keras-gru_before-1.keras").read_bytes()
    assert read(whole).candidate.layers[0].reset == "before"
    read_, refused = answered(changed(whole, 150, 1), read)
    assert read_ + refused == 150
    with archives._open(whole, "keras") as archive:
        config = archive.read("config.json")
    for given in changed(config, 100, 2):
        monkeypatch.setattr(archives, "_member", lambda *_, given=given: given)
        answered([whole], read)


READER = """
import importlib.util, json, os, sys
spec = importlib.util.spec_from_file_location("reader", sys.argv[1])
reader = importlib.util.module_from_spec(spec)
spec.loader.exec_module(reader)
statuses = []
for number in range(int(sys.argv[3])):
    name = f"{sys.argv[2]}/{number}"
    child = os.fork()
    if not child:
        reader.confine()
        status = 1
        try:
            with open(name, "rb") as file:
                told = reader.read(file.read())
            with open(name + ".out", "wb") as file:
                file.write(told)
            status = 0
        except reader.TooLarge:
            status = 3
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    statuses.append(os.waitstatus_to_exitcode(status))
print(json.dumps([statuses, __import__("resource").getrusage(-1).ru_maxrss]))
"""


def test_a_changed_hdf5_file_can_only_stop_its_reader(tmp_path):
    """The reader of each file is a process of its own, here a fork so that 200 take seconds."""
    whole = (FOLDER / "keras-lstm-1.weights.h5").read_bytes()
    for number, data in enumerate(changed(whole, 200, 3)):
        (tmp_path / str(number)).write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", READER, str(hdf5.READER), str(tmp_path), "200"],
        capture_output=True,
        text=True,
        check=True,
    )
    statuses, kilobytes = json.loads(done.stdout)
    assert len(statuses) == 200
    assert statuses.count(0) > 20
    assert kilobytes < 200 << 10
    for number, status in enumerate(statuses):
        if status == 0:
            answered([(tmp_path / f"{number}.out").read_bytes()], _load)


def _load(told):
    file = hdf5._contents(told)
    load(file, networks(file)[0])
