"""Sequences: a line a step, an empty line between two, and no axis guessed."""

import io
import tracemalloc

import numpy as np
import pytest
from weights import npz

from lstm97.formats import FileRefusal, noise, sequences_of


def code(source, inputs=2, **options):
    with pytest.raises(FileRefusal) as caught:
        sequences_of(source, inputs, **options)
    return caught.value.code, caught.value.values


@pytest.mark.parametrize(
    "text",
    [
        "1,2\n3,4.5",
        "x,y\n1,2\n3,4.5\n",
        "1 2\n3   4.5",
        "1;2\n3;4,5",
        "1\t2\r\n3\t4.5",
        "﻿1, 2\n3, 4.5\n\n",
        "\n\n1,2\n3,4.5",
        "\nx,y\n1,2\n3,4.5",
        "1,2,\n3,4.5,\n",
        "speed; km/h,y\n1,2\n3,4.5",
        "x;y\r1;2\r3;4,5",
        '"x, in m","y"\n"1","2"\n3,4.5',
        "１，２\n３，４.5",
    ],
)
def test_a_table_in_any_common_form(text):
    found = sequences_of(text.encode(), 2)
    assert np.array_equal(found.xs[..., 0], [[1, 2], [3, 4.5]])


def test_an_empty_line_ends_a_sequence():
    found = sequences_of(b"1\n2\n3\n\n4\n5", 1)
    assert found.lengths.tolist() == [3, 2]
    assert found.xs[:, 0].T.tolist() == [[1, 2, 3], [4, 5, 0]]


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("1,2\n3", ("ragged", {"line": 2, "wanted": 2, "found": 1})),
        ("1,2,3\n4,5,6", ("columns", {"wanted": 2, "found": 3})),
        ("1,2\nx,4", ("no-number", {"line": 2, "found": "x"})),
        ("1,2\nnan,4", ("no-number", {"line": 2, "found": "nan"})),
        ("1,2\n1e999,4", ("no-number", {"line": 2, "found": "1e999"})),
        ("1,2\n1_0,4", ("no-number", {"line": 2, "found": "1_0"})),
        ("1,2\n,4", ("gap", {"line": 2, "column": 1})),
        ("1,2\n3,", ("gap", {"line": 2, "column": 2})),
        ("a,b", ("no-number", {"line": 1, "found": "a"})),
        ("", ("empty", {})),
        (" \n,\n", ("empty", {})),
        ("1,2", ("lengths", {"shortest": 1, "longest": 1})),
        ("\x00\x01", ("no-table", {})),
    ],
)
def test_what_a_line_has_wrong_is_said(text, refusal):
    assert code(text.encode()) == refusal


@pytest.mark.parametrize("first", ["NA,2", "nan,nan", "1e999,2", "10%,2", "x,2", "-,2", "NA,NA"])
def test_a_first_line_that_holds_a_number_is_no_heading(first):
    """It would be left out, and nobody would know."""
    assert code(f"{first}\n3,4\n5,6".encode())[1]["line"] == 1


@pytest.mark.parametrize(
    ("data", "refused"),
    [
        (b"1,2\n" + b"9" * 200_000 + b",4\n", "long-line"),
        (b"1," * 5_000_000, "long-line"),
        (b"1,2\n" * 5_000 + b"\n1,2\n3,4\n" * 500, "too-many-numbers"),
    ],
)
def test_a_file_that_could_fill_the_memory_is_refused_before_it_does(data, refused):
    tracemalloc.start()
    try:
        assert code(data)[0] == refused
        assert tracemalloc.get_traced_memory()[1] < 32 << 20
    finally:
        tracemalloc.stop()


def test_arrays_of_an_archive_are_sequences():
    first, second = np.ones((4, 2)), np.zeros((3, 2))
    found = sequences_of(npz({"a": first, "b": second}), 2)
    assert found.lengths.tolist() == [4, 3]
    batch = np.arange(24.0).reshape(3, 4, 2)
    for name, turned in (("time_first", batch), ("batch_first", batch.swapaxes(0, 1))):
        found = sequences_of(npz({name: batch}), 2)
        assert np.array_equal(found.xs, np.moveaxis(turned, 1, 2))
    assert code(npz({"xs": batch})) == ("axes", {"name": "xs", "shape": (3, 4, 2)})
    one_hot = np.eye(2, dtype=np.int64)
    assert sequences_of(npz({"a": one_hot}), 2).xs[..., 0].tolist() == one_hot.tolist()
    long, short = np.ones((100_000, 1)), {str(n): np.ones((2, 1)) for n in range(50)}
    assert code(npz({"long": long, **short}), 1)[0] == "too-many-numbers"


def test_a_single_array_is_a_sequence():
    out = io.BytesIO()
    np.save(out, np.arange(6).reshape(3, 2))
    assert sequences_of(out.getvalue(), 2).xs[..., 0].tolist() == [[0, 1], [2, 3], [4, 5]]
    assert code(out.getvalue()[:-1])[0] == "damaged"


@pytest.mark.parametrize("inputs", [1, 2])
def test_letters_are_no_sequence_whatever_their_shape(inputs):
    out = io.BytesIO()
    np.savez(out, words=np.array(["a", "b"]))
    assert code(out.getvalue(), inputs) == ("no-numbers", {"name": "words", "dtype": "str32"})


def test_arrays_are_taken_as_the_engine_takes_them():
    xs = np.random.default_rng(1).normal(size=(5, 2, 3))
    assert np.array_equal(sequences_of(xs, 2).xs, xs)
    assert sequences_of(xs[..., 0], 2).xs.shape == (5, 2, 1)
    assert code(xs, 3) == ("columns", {"wanted": 3, "found": 2})
    assert code(np.full((5, 2), np.nan))[0] == "not-finite"
    assert code([["a"]])[0] == "no-numbers"
    assert code(np.ones(5))[0] == "axes"
    assert sequences_of(np.ones(5), 1).xs.shape == (5, 1, 1)
    assert sequences_of([[1, 2], [3, 4]], 2).xs[..., 0].tolist() == [[1, 2], [3, 4]]
    listed = sequences_of([np.ones((4, 2)), np.ones((3, 2))], 2)
    assert (listed.xs.shape, listed.lengths.tolist()) == ((4, 2, 2), [4, 3])
    assert code([np.ones((4, 2)), np.ones((3, 3))]) == ("columns", {"wanted": 2, "found": 3})


def test_files_are_read_and_pictures_are_not(tmp_path):
    (tmp_path / "x.csv").write_text("1,2\n3,4")
    assert sequences_of(tmp_path / "x.csv", 2).xs.shape == (2, 2, 1)
    assert code(tmp_path / "y.csv")[0] == "missing"
    assert code(b"\x89PNG\r\n\x1a\n\x00\x00") == ("no-table", {})


def test_too_many_steps_are_refused():
    assert code("1\n" * 200_001, 1)[0] == "missing"  # a str is a path
    with pytest.raises(FileRefusal, match="too-many-steps"):
        sequences_of(b"1\n" * 200_001, 1)


def test_noise_is_the_same_for_the_same_seed():
    one, other = (noise(2, 5, 3, rng=np.random.default_rng(4)) for _ in range(2))
    assert one.xs.shape == (5, 2, 3)
    assert np.array_equal(one.xs, other.xs)
