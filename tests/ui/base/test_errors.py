"""A page that breaks: a calm sentence for the reader, the traceback for the log."""

import pytest
import sample_lesson
import streamlit as st
from visit import app

SECRET = "a detail that only the log may know"


@pytest.fixture
def open_broken(monkeypatch, tmp_path):
    """Opens the sample page with this code in place of its own."""

    def open_with(code):
        sample_lesson.install(monkeypatch, tmp_path)
        script = tmp_path / "broken.py"
        script.write_text(code, encoding="utf-8")
        monkeypatch.setattr(sample_lesson.SamplePage, "file", script)
        at = app().run()
        return at.switch_page(str(script)).run()

    return open_with


def test_the_reader_sees_no_traceback(open_broken, monkeypatch, caplog):
    monkeypatch.delenv("LSTM97_STRICT")
    at = open_broken(f"raise ValueError({SECRET!r})")
    assert not at.exception
    (error,) = at.error
    assert "Something went wrong on this page" in error.value
    assert SECRET not in error.value
    (record,) = [one for one in caplog.records if one.name == "lstm97.ui"]
    assert SECRET in caplog.text
    assert record.args[0] in error.value


def test_an_error_is_loud_under_test(open_broken):
    assert open_broken(f"raise ValueError({SECRET!r})").exception


def test_stop_and_rerun_pass_through(open_broken, monkeypatch):
    monkeypatch.delenv("LSTM97_STRICT")
    code = """
import streamlit as st
if st.session_state.setdefault("runs", 0) < 2:
    st.session_state.runs += 1
    st.rerun()
st.write(f"runs: {st.session_state.runs}")
st.stop()
st.write("never")
"""
    at = open_broken(code)
    assert not at.exception
    assert not at.error
    assert [one.value for one in at.markdown][-1] == "runs: 2"


@pytest.mark.parametrize(
    ("path", "lost"),
    [("nowhere", "nowhere"), ("error-race%2Fx", "x"), ("%2F..%2Fx%2F", "x"), ("%2F", ""),
     ("error-race%2F", ""), ("a%00b", "a\x00b")],
)  # fmt: skip
def test_an_unknown_address_lists_the_pages(monkeypatch, path, lost):
    url = f"http://x.y/lesson/{path}"
    monkeypatch.setattr(type(st.context), "url", property(lambda _: url))
    at = app().run()
    assert not at.exception
    assert (at.session_state["lost"] if lost else "") == lost
