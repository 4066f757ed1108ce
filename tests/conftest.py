"""Under test a missing text or a page that breaks is an error, not a polite message."""

import os
import tempfile

os.environ["LSTM97_STRICT"] = "1"
os.environ.setdefault("LSTM97_DATA", tempfile.mkdtemp(prefix="lstm97-test-"))  # rooms, if any
