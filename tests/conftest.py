"""Under test a missing text or a page that breaks is an error, not a polite message.

With two processes (``-n 2``) one drives the browser, one test after the other, while the other runs
the rest, file by file.
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


def drives_browser(file):
    return file.startswith("tests/browser/")


def pytest_collection_modifyitems(items):
    if SPREAD:  # what takes longest begins first
        items.sort(key=lambda item: not drives_browser(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    config.option.loadscopereorder = False  # not by the number of tests
    return OneBrowser(config, log)


class OneBrowser(LoadScopeScheduling):
    """Hands out files, and all tests that drive a browser together."""

    def _split_scope(self, nodeid):
        file = nodeid.partition("::")[0]
        return "browser" if drives_browser(file) else file
