"""Under test a missing text or a page that breaks is an error, not a polite message.

With two processes (``-n 2``) one drives the browser, one test after the other, while the other runs
the rest, file by file.
"""

import os
import tempfile
from pathlib import Path

import pytest

from lstm97 import threads

threads.one()  # as in the app; NumPy is imported later

os.environ["LSTM97_STRICT"] = "1"
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.pop("LSTM97_DATA", None)  # each process has rooms of its own
os.environ.setdefault("LSTM97_DATA", tempfile.mkdtemp(prefix="lstm97-test-"))  # rooms, if any

BROWSER = Path(__file__).parent / "browser"


def pytest_collection_modifyitems(items):
    for item in items:
        group = "browser" if BROWSER in item.path.parents else str(item.path)
        item.add_marker(pytest.mark.xdist_group(group))
