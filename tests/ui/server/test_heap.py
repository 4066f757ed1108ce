"""Freed memory is used again by whichever thread comes next."""

import asyncio
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from lstm97.folders import ROOT
from lstm97.ui.server import heap

GROWTH = """
import ctypes, threading
import numpy as np
from lstm97.ui.server import heap
if {shared} and not heap.share_stores():
    raise SystemExit(77)
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4 / 1024
gates, done = [threading.Event() for _ in range(12)], []
def work(gate):
    parts = [np.ones(12_000) for _ in range(200)]  # 96 kB each: small enough for a store
    kept = [np.ones(4) for _ in range(50)]
    del parts
    done.append(kept)
    gate.wait()
start = resident()
threads = [threading.Thread(target=work, args=(gate,)) for gate in gates]
for n, one in enumerate(threads):
    one.start()
    while len(done) <= n:
        pass
print(resident() - start)
for gate in gates:
    gate.set()
"""


def grown(shared):
    """Megabytes that twelve threads leave behind which have freed all they worked with."""
    run = subprocess.run(
        [sys.executable, "-c", GROWTH.format(shared=shared)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode == 77 or not sys.platform.startswith("linux"):
        pytest.skip("not glibc")
    return float(run.stdout)


def test_threads_share_what_has_been_freed():
    assert grown(shared=True) < 60


LEFT = """
import numpy as np
from lstm97.ui.server import heap
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4 / 1024
start = resident()
parts = [np.ones(12_000) for _ in range(1000)]  # 96 kB each
used = parts[::2], np.ones(12_000)
del parts  # half of them, each between two that are used
before = resident()
given = heap.give_back()
print(before - resident() if given else "no glibc")
"""


def test_what_is_free_between_what_is_used_is_given_back():
    run = subprocess.run(
        [sys.executable, "-c", LEFT], cwd=ROOT, capture_output=True, text=True, check=True
    )
    if "no glibc" in run.stdout or not sys.platform.startswith("linux"):
        pytest.skip("not glibc")
    assert float(run.stdout) > 30


def test_the_server_gives_back_again_and_again(monkeypatch):
    monkeypatch.setattr(heap, "PAUSE", 0.0)
    answers = iter((True, True, False))
    with ThreadPoolExecutor() as other:  # where no loop runs yet
        other.submit(
            lambda: asyncio.run(heap.give_back_again_and_again(lambda: next(answers)))
        ).result()
    assert next(answers, "asked until it said no") == "asked until it said no"
