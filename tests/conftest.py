"""Under test a missing text or a page that breaks is an error, not a polite message."""

import os
import tempfile

from lstm97 import threads

threads.one()  # as in the app; NumPy is imported later

os.environ["LSTM97_STRICT"] = "1"
os.environ.setdefault("LSTM97_DATA", tempfile.mkdtemp(prefix="lstm97-test-"))  # rooms, if any
