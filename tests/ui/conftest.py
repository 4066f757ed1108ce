"""The sample page in the app, run without a browser."""

from __future__ import annotations

import pytest
import sample_lesson
from streamlit.testing.v1 import AppTest
from visit import app


@pytest.fixture
def open_sample(monkeypatch, tmp_path):
    """Opens the sample page by a link, given as query parameters; returns the running app."""
    sample_lesson.install(monkeypatch, tmp_path)

    def open_with(**query) -> AppTest:
        at = app().run()
        at.query_params.clear()
        for name, value in query.items():
            at.query_params[name] = value
        at.switch_page(str(sample_lesson.SAMPLE.file))
        at.session_state["sample/more"] = True  # its controls are drawn when it is open
        return at.run()

    return open_with
