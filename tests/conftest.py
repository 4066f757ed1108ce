"""Under test a missing text or a page that breaks is an error, not a polite message.

With two processes (``-n 2``) one drives the browser, one test after the other, while the other runs
the rest, file by file, and then the rooms in a browser of its own.
"""

import os
import tempfile

import pytest
from xdist.scheduler import LoadScopeScheduling

from lstm97 import threads

threads.one()  # as in the app; NumPy is imported later

os.environ["LSTM97_STRICT"] = "1"
SPREAD = "PYTEST_XDIST_WORKER" in os.environ  # several processes
if SPREAD:
    os.environ.pop("LSTM97_DATA", None)  # each process has rooms of its own
os.environ.setdefault("LSTM97_DATA", tempfile.mkdtemp(prefix="lstm97-test-"))  # rooms, if any


ROOMS = ("tests/browser/test_phone.py", "tests/browser/test_room.py")


def place(nodeid):
    """When the process that runs a test gets to it, and what runs there one after the other."""
    file = nodeid.partition("::")[0]
    if file in ROOMS:
        return 2, "rooms"
    return (0, "browser") if file.startswith("tests/browser/") else (1, file)


def pytest_collection_modifyitems(items):
    if SPREAD:  # what takes longest begins first
        items.sort(key=lambda item: place(item.nodeid)[0])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    config.option.loadscopereorder = False  # not by the number of tests
    return ByPlace(config, log)


class ByPlace(LoadScopeScheduling):
    """Hands out files, and tests that drive a browser together."""

    def _split_scope(self, nodeid):
        return place(nodeid)[1]
