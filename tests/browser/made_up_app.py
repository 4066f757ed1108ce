"""The app with the made-up language beside the others, to be run by ``streamlit run``."""

import shutil
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS.parent), str(TESTS / "pages")]

import made_up  # noqa: E402

from lstm97 import words  # noqa: E402
from lstm97.ui import frame  # noqa: E402

if made_up.CODE not in words.languages():  # the process outlives a run
    texts = Path(tempfile.mkdtemp()) / "text"
    shutil.copytree(words.TEXTS, texts)
    made_up.write(texts)
    words.TEXTS = texts
frame.run()
