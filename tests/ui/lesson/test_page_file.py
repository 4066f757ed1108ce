"""A page may be taken along whole: after its answer, in its language, and one at a time."""

import json
import subprocess
import sys

import pytest
from streamlit.runtime.scriptrunner import StopException
from visit import press, visit

from lstm97.ui.base.text import lookup
from lstm97.ui.lesson.bench import page_file

BUTTON = "carousel/page-file"


def opened(at):
    at.session_state["carousel/link"] = True
    return at.run()


def answered(lang="en", **query):
    return opened(press(visit("carousel", lang, **query), "carousel.predict.left/skip"))


def buttons(at):
    return [one.key for one in at.button]


def files(at):
    saved = [one.proto for one in at.get("bidi_component")]
    saved = [one for one in saved if one.component_name == "lstm97_save"]
    return [file for one in saved for file in json.loads(one.json)["files"]]


def test_it_would_give_the_answer_and_waits_for_it():
    assert BUTTON not in buttons(opened(visit("carousel")))
    assert BUTTON in buttons(answered())


def test_the_file_has_the_state_and_the_language_of_the_page(monkeypatch):
    asked = []
    monkeypatch.setattr(page_file, "as_html", lambda *told: asked.append(told) or "<p>all</p>")
    at = press(answered("zh", w="0.9"), BUTTON)
    ((page, query, lang),) = asked
    assert (page, lang) == ("carousel", "zh")
    assert "w=0.9" in query.split("&")
    assert ("carousel.html", "<p>all</p>") in [(one["name"], one["text"]) for one in files(at)]


def test_where_it_cannot_be_written_a_sentence_says_so(monkeypatch):
    monkeypatch.setattr(page_file.sys, "executable", "/nowhere/python")
    at = press(answered(), BUTTON)
    assert not at.exception
    assert lookup("en", "common.share.page_failed") in [one.value for one in at.caption]
    assert page_file.TURN.acquire(blocking=False)
    page_file.TURN.release()


def test_one_page_is_written_at_a_time():
    with page_file.TURN:
        at = press(answered(), BUTTON)
    assert lookup("en", "common.share.page_busy") in [one.value for one in at.caption]


def test_a_reader_who_leaves_takes_the_process_along(monkeypatch):
    started = []

    class Slow(subprocess.Popen):
        def __init__(self, command, **options):
            super().__init__([sys.executable, "-c", "import time; time.sleep(60)"], **options)
            started.append(self)

    def leave():
        raise StopException

    monkeypatch.setattr(page_file.subprocess, "Popen", Slow)
    monkeypatch.setattr(page_file, "give_way", leave)
    with pytest.raises(StopException):
        page_file.as_html("error-race", "", "en")
    assert started[0].returncode not in (None, 0)


def test_another_process_writes_the_page():
    content = page_file.as_html("error-race", "length=30&lang=en", "zh")
    assert content.lstrip().lower().startswith("<!doctype html>")
    assert 'lang="zh"' in content
    assert page_file.as_html("nowhere", "", "en") is None
