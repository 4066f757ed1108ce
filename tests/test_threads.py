"""The app and the commands ask for one thread of BLAS before NumPy is imported."""

import os
import subprocess
import sys

import pytest

from lstm97.folders import ROOT
from lstm97.threads import NAMES

SEEN = "import os; print(os.environ['OPENBLAS_NUM_THREADS'], 'numpy' in sys.modules)"
APP = f"import sys; import streamlit; import lstm97.ui; {SEEN}"
COMMAND = f"import sys; import lstm97.__main__; lstm97.threads.one(); {SEEN}"


@pytest.mark.parametrize("code", [APP, COMMAND], ids=["app", "command"])
@pytest.mark.parametrize(("given", "expected"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "2"}, "2")])
def test_one_thread_is_asked_for_in_time(code, given, expected):
    env = {name: value for name, value in os.environ.items() if name not in NAMES} | given
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == [expected, "False"]
