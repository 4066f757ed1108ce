"""Under test a missing text or a page that breaks is an error, not a polite message."""

import os

os.environ["LSTM97_STRICT"] = "1"
