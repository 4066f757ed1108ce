"""A page with nothing but the stage, on the race that the app opens with; for ``streamlit run``."""

import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS.parent), str(TESTS / "stage")]

import packets  # noqa: E402
import streamlit as st  # noqa: E402

from lstm97.ui.lesson.stage import stage  # noqa: E402

st.set_page_config(layout="wide")
st.title("stage")
stage(packets.race(), key="race")
