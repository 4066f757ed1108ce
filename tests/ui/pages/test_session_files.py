"""Files of readers: bounded in bytes together, forgotten with their session."""

import gc
import threading

import numpy as np
import pytest

from lstm97.flow.examples import as_torch_draws
from lstm97.formats import FileRefusal, LoadedNetwork
from lstm97.formats.writing import to_safetensors
from lstm97.ui.pages.your_network import session_files
from lstm97.ui.pages.your_network.result_store import ResultStore


@pytest.fixture
def session(monkeypatch):
    """A session's state without a session, and no other's files."""
    state = {}
    monkeypatch.setattr(session_files.st, "session_state", state)
    monkeypatch.setattr(session_files, "_EVERY", [])
    return state


def weights(hidden=8):
    return to_safetensors(as_torch_draws(inputs=2, hidden=hidden, layers=1))


def test_a_network_is_read_once_and_known_by_what_was_told(session):
    one = session_files.hold(session_files.NETWORK, "a.safetensors", weights())
    first = session_files.own_network()
    assert isinstance(session_files.outcome(one), LoadedNetwork)
    assert session_files.own_network().network is first.network
    one.answers["framework"] = "torch"
    assert session_files.own_network().answers == (("framework", "torch"),)


def test_what_can_t_be_read_is_known_as_refused(session):
    one = session_files.hold(session_files.NETWORK, "a.pt", b"\x80\x02")
    assert isinstance(session_files.outcome(one), FileRefusal)
    assert session_files.own_network() is None


def test_the_file_looked_at_longest_ago_is_let_go(session, monkeypatch):
    monkeypatch.setattr(session_files, "MOST", 25_000)
    files = [
        session_files.hold(f"place {n}", "a", weights()) for n in range(3)
    ]  # 1.6 KB of numbers each
    for one in files:
        session_files.outcome(one)
    session_files.hold("large", "b", bytes(20_000))
    assert files[0].gone
    assert not session["large"].gone
    assert sum(session_files._bytes(one) for one in [*files, session["large"]]) <= 25_000


def test_results_go_with_the_session(session, monkeypatch):
    results = ResultStore(10**9)
    monkeypatch.setattr(session_files, "_LEAVING", [results.forget])
    one = session_files.hold(session_files.NETWORK, "a", weights())
    results.get((one.owner, "report"), lambda: np.zeros(1000))
    results.get(("example", "report"), lambda: np.zeros(1000))
    del one
    session.clear()
    gc.collect()
    assert results.size == 8000


def test_kept_results_are_bounded_in_bytes_and_the_newest_stay():
    results, made = ResultStore(30_000), []

    def make(n):
        made.append(n)
        return np.zeros(1000)

    for n in (1, 2, 3, 1, 4, 1):
        results.get((n,), lambda n=n: make(n))
        assert results.size <= 30_000
    assert made == [1, 2, 3, 4]
    results.get((2,), lambda: make(2))
    assert made[-1] == 2


def test_what_several_ask_for_at_once_is_made_once():
    results, made, start = ResultStore(10**6), [], threading.Barrier(6)

    def ask():
        start.wait()
        results.get(("same",), lambda: made.append(1))

    asking = [threading.Thread(target=ask) for _ in range(6)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert made == [1]


def test_what_fails_is_tried_again():
    results = ResultStore(1000)
    with pytest.raises(ZeroDivisionError):
        results.get(("x",), lambda: 1 / 0)
    assert results.get(("x",), lambda: 5) == 5
