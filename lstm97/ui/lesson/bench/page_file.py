"""A whole page as one file, for a room without a net.

Another process opens the page and writes it: that takes seconds, and must not touch the lesson
that goes on here.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Semaphore
from urllib.parse import urlsplit

import streamlit as st

from lstm97.folders import ROOT
from lstm97.ui.base.files.save import Download, save
from lstm97.ui.base.text import t

PATIENCE = 60  # seconds that a page may take
TURN = Semaphore(1)  # a process that opens a page needs some 150 MB


def offer(page: str, address: str) -> None:
    """A button that writes the page as its ``address`` shows it, then one that saves the file."""
    label, key = t("common.share.page"), f"{page}/page-file"
    if not st.button(label, key=key, icon=":material/draft:", help=t("common.share.page_help")):
        return
    if not TURN.acquire(blocking=False):
        st.caption(t("common.share.page_busy"))
        return
    try:
        with st.spinner(t("common.share.page_writing")):
            content = as_html(page, urlsplit(address).query, st.session_state["language"])
    finally:
        TURN.release()
    if content is None:
        st.caption(t("common.share.page_failed"))
        return
    file = Download(t("common.share.page_save"), f"{page}.html", content)
    save([file], key=f"{page}/page-saved")


def as_html(page: str, query: str, lang: str) -> str | None:
    """What ``python -m lstm97 export`` writes; None where it fails or takes too long."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{page}.html"
        options = ["--lang", lang, "--to", str(path)]
        command = [sys.executable, "-m", "lstm97", "export", f"{page}?{query}", *options]
        try:
            subprocess.run(command, cwd=ROOT, timeout=PATIENCE, check=True, capture_output=True)
            return path.read_text(encoding="utf-8")
        except (OSError, subprocess.SubprocessError):
            return None
