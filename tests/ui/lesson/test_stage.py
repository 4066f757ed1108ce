"""The stage mounts on a page, in both languages, and its words are complete."""

import json
import re
import string
import struct
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lstm97.figures.stage.script import bundle
from lstm97.ui.base.text import translate
from lstm97.ui.lesson import stage as stage_module
from lstm97.ui.lesson.stage import LABEL_KEYS, _window


def page() -> None:
    import numpy as np
    import streamlit as st

    from lstm97.figures.stage.scene import Scene, StageNetwork, Units
    from lstm97.ui.lesson.stage import stage

    st.session_state["language"] = st.query_params.get("lang", "en")
    steps = st.slider("steps", 2, 9, 4, key="steps")
    units = Units("hidden", np.zeros((steps, 2)), network="rnn")
    scene = Scene(steps, (StageNetwork("rnn", "RNN", "rnn"),), (units,), "nothing moves")
    state = stage(scene, key="race", report=True)
    st.write(f"position {state.position}")


def live_page() -> None:
    from dataclasses import replace

    import numpy as np

    from lstm97.figures.stage.scene import Scene, StageNetwork, Units
    from lstm97.ui.lesson.stage import LiveStage

    values = np.full((3, 1), np.nan)
    units = Units("hidden", values, network="rnn")
    scene = Scene(3, (StageNetwork("rnn", "RNN", "rnn"),), (units,), "growing")
    live = LiveStage(scene, key="live")
    for t in range(3):
        values[t] = t
        live.push(scene, t + 1)
    live.show(replace(scene, summary="grown"))


def header_of(at: AppTest, index: int = 1) -> dict[str, Any]:
    data = at.get("bidi_component")[index].proto.bytes
    (length,) = struct.unpack_from("<I", data)
    return json.loads(data[4 : 4 + length])


@pytest.mark.parametrize(("lang", "word"), [("en", "Play"), ("zh", "播放")])
def test_it_mounts_with_its_words(lang: str, word: str) -> None:
    at = AppTest.from_function(page, default_timeout=30)
    at.query_params["lang"] = lang
    at.run()
    assert not at.exception
    assert header_of(at)["labels"]["play"] == word
    assert header_of(at)["key"] == "race"
    assert at.markdown[0].value == "position None"


def test_new_data_reach_the_same_stage() -> None:
    at = AppTest.from_function(page, default_timeout=30).run()
    code, feed = (node.proto for node in at.get("bidi_component"))
    at.slider(key="steps").set_value(6).run()
    new_code, new_feed = (node.proto for node in at.get("bidi_component"))
    assert new_code == code  # the same message, which Streamlit does not send twice
    assert new_feed.id == feed.id
    assert header_of(at)["steps"] == 6


def test_a_live_stage_ends_with_the_whole() -> None:
    at = AppTest.from_function(live_page, default_timeout=30).run()
    assert not at.exception
    mounted, fed = header_of(at, 1), header_of(at, 2)
    assert mounted["live"] == 0
    assert fed["summary"] == "grown"
    assert fed["key"] == mounted["key"] == "live"


@pytest.mark.parametrize(
    ("position", "window"),
    [(1, (0, 1)), (5, (2, 5)), (10, (7, 10)), (11, (9, 10)), (15, (5, 8)), (20, (0, 3))],
)
def test_a_push_covers_what_the_position_touched(position: int, window: tuple[int, int]) -> None:
    assert _window(position, 10, overlap=2) == window


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_word_exists_with_its_slots(lang: str) -> None:
    for key in LABEL_KEYS:
        text = translate(lang, f"stage.{key}")
        assert _slots(text) == _slots(translate("en", f"stage.{key}"))


def _slots(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_script_holds_no_words_and_uses_all_of_them() -> None:
    script = bundle(stage_module.STAGE, "mount.js")
    used = set(re.findall(r"labels\.(\w+)", script))
    used |= set(re.findall(r'[bB]utton\((?:labels, )?"(\w+)"', script))
    used |= {f"phase_{name}" for name in ("start", "forward", "loss", "backward", "done", "live")}
    used |= {"pause", "replay", "values_at", "values_under"}
    assert used == set(LABEL_KEYS)
