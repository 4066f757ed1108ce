"""The app with the sample page in it, to be run by ``streamlit run``."""

import sys
import tempfile
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS.parent), str(TESTS / "ui")]

import sample_lesson  # noqa: E402

from lstm97.ui import frame  # noqa: E402
from lstm97.ui.base import contents  # noqa: E402

if "sample" not in contents.BY_SLUG:  # the process outlives a run
    sample_lesson.install(pytest.MonkeyPatch(), Path(tempfile.mkdtemp()))
frame.run()
