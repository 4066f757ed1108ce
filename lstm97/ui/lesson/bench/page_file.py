"""A whole page as one file, for a room without a net.

Another process opens the page and writes it: that takes seconds, and must not touch the lesson
that goes on here.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Semaphore
from urllib.parse import urlsplit

import streamlit as st

from lstm97.folders import ROOT
from lstm97.ui.base.files.save import Download, save
from lstm97.ui.base.part import give_way
from lstm97.ui.base.text import t

PATIENCE = 60  # seconds that a page may take
LOOK = 0.2  # seconds after which it is seen whether the reader is still there
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
    """What ``python -m lstm97 export`` writes; None where it fails or takes too long.

    It ends when the reader leaves or moves on.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{page}.html"
        options = ["--lang", lang, "--to", str(path)]
        command = [sys.executable, "-m", "lstm97", "export", f"{page}?{query}", *options]
        try:
            return path.read_text(encoding="utf-8") if _ends_well(command) else None
        except OSError:
            return None


def _ends_well(command: list[str]) -> bool:
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(round(PATIENCE / LOOK)):
            give_way()
            with suppress(subprocess.TimeoutExpired):
                return process.wait(LOOK) == 0
        return False
    finally:
        process.kill()
        process.wait()
