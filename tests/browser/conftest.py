"""A server of the app and a real browser; skipped where there is no Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="no Chromium"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(url: str) -> bool:
    try:
        return urllib.request.urlopen(f"{url}/_stcore/health", timeout=1).status == 200
    except OSError:
        return False


@pytest.fixture(scope="session")
def server():
    """Address of the running app, with the sample page in it."""
    url = f"http://127.0.0.1:{(port := free_port())}"
    script = str(HERE / "sample_app.py")
    options = [
        "--server.port",
        str(port),
        "--server.address",
        "127.0.0.1",
        "--server.headless",
        "1",
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", script, *options],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 60
        while not answers(url):
            assert process.poll() is None, "the app did not start"
            assert time.monotonic() < deadline, "the app did not answer"
            time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="session")
def chromium():
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, server):
    """Opens an address of the app in a fresh browser session; returns the page."""
    contexts = []

    def open_at(path, *, locale="en-GB", width=1280, theme="light"):
        viewport = {"width": width, "height": 900}
        contexts.append(chromium.new_context(viewport=viewport, locale=locale, color_scheme=theme))
        page = contexts[-1].new_page()
        page.goto(server + path)
        page.locator("h1").first.wait_for()
        return page

    yield open_at
    for context in contexts:
        context.close()
