"""The recorded training: what is kept of it is what happened."""

import numpy as np
import pytest

from lstm97.paper.run import film


@pytest.fixture(scope="module")
def moments():
    return film.record(lag=10, every=50, most=120)


def test_it_keeps_a_moment_each_so_many_sequences_and_the_last(moments):
    assert [one.sequences for one in moments] == [0, 50, 100, 120]


def test_what_is_read_is_what_was_written(moments, tmp_path, monkeypatch):
    monkeypatch.setattr(film, "FILE", tmp_path / "film.npz")
    film.FILE.write_bytes(film.to_bytes(moments))
    film.load.cache_clear()
    read = film.load()
    film.load.cache_clear()
    for one, other in zip(moments, read, strict=True):
        assert (one.sequences, one.solutions) == (other.sequences, other.solutions)
        np.testing.assert_allclose(one.error, other.error, rtol=1e-6)
        np.testing.assert_allclose(one.lstm.hidden, other.lstm.hidden, rtol=1e-6)
        np.testing.assert_allclose(one.rival.output, other.rival.output, rtol=1e-6)


def test_its_first_moment_is_the_untrained_net_of_its_seed():
    first = film.record(lag=film.LAG, most=0)[0]
    np.testing.assert_allclose(film.load()[0].lstm.hidden, first.lstm.hidden, rtol=1e-6)
