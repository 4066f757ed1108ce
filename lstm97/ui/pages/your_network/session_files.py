"""A reader's own files, in memory while their session lasts, and what was read from them.

Nothing is written to disk. All sessions together hold a bounded number of bytes; beyond it the file
that was looked at longest ago is dropped, and its reader is told.
"""

from __future__ import annotations

import secrets
import threading
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import streamlit as st

from lstm97.engine.arrays.batches import PaddedBatch
from lstm97.formats import (
    Candidate,
    FileRefusal,
    LoadedNetwork,
    file_contents,
    networks,
    read,
    sequences_of,
)

OWN = "own"  # the option of the page's setting that means a file of the reader's
NETWORK, SEQUENCES = "your-network/file", "your-network/sequences"
MOST = 256 << 20  # bytes of all files, and of the weights read from them
Answers = tuple[tuple[str, str], ...]


@dataclass(eq=False)
class SessionFile:
    """A file: its name and bytes (None once dropped), and what its reader told about it."""

    name: str
    data: bytes | None
    owner: str = field(default_factory=lambda: secrets.token_hex(8))
    answers: dict[str, str] = field(default_factory=dict)
    results: dict[Any, Any] = field(default_factory=dict, repr=False)
    size: int = 0  # bytes of what was found

    @property
    def gone(self) -> bool:
        """Whether its bytes were dropped."""
        return self.data is None


class Mine(NamedTuple):
    """A network read from the reader's file."""

    owner: str
    answers: Answers
    network: LoadedNetwork


class OwnSequences(NamedTuple):
    """Sequences read from the reader's file."""

    owner: str
    batch: PaddedBatch


_EVERY: list[weakref.ref[SessionFile]] = []  # all sessions', the one looked at longest ago first
_LOCK = threading.Lock()
_LEAVING: list[Callable[[str], object]] = []


def on_leaving(forget: Callable[[str], object]) -> None:
    """Call ``forget`` with a file's ``owner`` when its session has gone."""
    _LEAVING.append(forget)


def hold(place: str, name: str, data: bytes) -> SessionFile:
    """Keep a file for this session, instead of the one it had there."""
    one = SessionFile(name, data)
    for forget in _LEAVING:
        weakref.finalize(one, forget, one.owner)
    st.session_state[place] = one
    _look(one)
    return one


def file(place: str) -> SessionFile | None:
    """The session's file, if it has one."""
    one: SessionFile | None = st.session_state.get(place)
    return one


def drop(place: str) -> None:
    """Forget the session's file."""
    st.session_state.pop(place, None)


def _look(one: SessionFile) -> None:
    """Note that this file was looked at last; drop those of longest ago if all are too many."""
    with _LOCK:
        others = [ref for ref in _EVERY if ref() not in (None, one)]
        _EVERY[:] = [*others, weakref.ref(one)]
        held = [kept for ref in _EVERY if (kept := ref()) is not None]
        while len(held) > 1 and sum(map(_bytes, held)) > MOST:
            oldest = held.pop(0)
            oldest.data, oldest.size = None, 0
            oldest.results.clear()


def _bytes(one: SessionFile) -> int:
    return len(one.data or b"") + one.size


def own_network() -> Mine | None:
    """The network in the session's file; None without one, and where it can't be read (yet)."""
    one = file(NETWORK)
    if one is None or one.gone:
        return None
    found = outcome(one)
    return Mine(one.owner, told_of(one), found) if isinstance(found, LoadedNetwork) else None


def told_of(one: SessionFile) -> Answers:
    """What the reader told about a file."""
    return tuple(sorted(one.answers.items()))


def outcome(one: SessionFile) -> LoadedNetwork | FileRefusal:
    """What is in a file, as far as its reader has told what it does not tell itself."""
    key = told_of(one)
    if key not in one.results:
        result, several = _read(one)
        one.results = {key: result, "networks": several}
        one.size = 8 * result.weights if isinstance(result, LoadedNetwork) else 0
    _look(one)
    found: LoadedNetwork | FileRefusal = one.results[key]
    return found


def candidates(one: SessionFile) -> tuple[Candidate, ...]:
    """The networks in a file; none if it can't be read."""
    outcome(one)
    found: tuple[Candidate, ...] = one.results.get("networks", ())
    return found


def _read(one: SessionFile) -> tuple[LoadedNetwork | FileRefusal, tuple[Candidate, ...]]:
    """What is in a file, and the networks there are to choose from, if any can be run."""
    several: tuple[Candidate, ...] = ()
    told: dict[str, Any] = one.answers
    try:
        contents = file_contents(one.data, one.name)
        several = networks(contents, told.get("framework"))
        result: LoadedNetwork | FileRefusal = read(contents, **told)
    except FileRefusal as refused:
        result = refused
    return result, several if any(not found.trouble for found in several) else ()


def sequences(inputs: int) -> OwnSequences | None:
    """The sequences of the session's file for so many inputs; None without one that fits."""
    one = file(SEQUENCES)
    if one is None or one.gone:
        return None
    found = read_sequences(one, inputs)
    return OwnSequences(one.owner, found) if isinstance(found, PaddedBatch) else None


def read_sequences(one: SessionFile, inputs: int) -> PaddedBatch | FileRefusal:
    """What is in a file of sequences."""
    if inputs not in one.results:
        try:
            one.results = {inputs: sequences_of(one.data, inputs)}
            one.size = one.results[inputs].xs.nbytes
        except FileRefusal as refused:
            one.results = {inputs: refused}
    _look(one)
    found: PaddedBatch | FileRefusal = one.results[inputs]
    return found
