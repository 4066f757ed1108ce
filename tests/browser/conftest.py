"""Servers of the app and a real browser; without Chromium skipped here, and failed under CI."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
OPTIONS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
           "--disable-component-update", "--disable-sync", "--disable-quic")  # fmt: skip
SETTLED = """() => document.querySelector('[data-testid="stApp"]')
    ?.getAttribute('data-test-script-state') === 'notRunning'
    && !document.querySelector('[data-stale="true"],[data-testid="stSkeleton"]')"""


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")
            if not CHROMIUM and not os.environ.get("CI"):
                item.add_marker(pytest.mark.skip(reason="no Chromium (see README)"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(url: str) -> bool:
    try:
        return urllib.request.urlopen(f"{url}/_stcore/health", timeout=1).status == 200
    except OSError:
        return False


@contextmanager
def serve(script: Path):
    """Run a script as an app on a free port; yields its address."""
    url = f"http://127.0.0.1:{(port := free_port())}"
    options = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", script, *options, "--server.headless", "1"],
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
def server():
    """Address of the running app, with the sample page in it."""
    with serve(HERE / "sample_app.py") as url:
        yield url


@pytest.fixture(scope="session")
def app():
    """Address of the running app, as it is."""
    with serve(ROOT / "app.py") as url:
        yield url


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium):
    """Opens an address in a fresh browser session; returns the page.

    What goes wrong is collected in ``page.problems``, what the page sends in ``page.sent``.
    """
    contexts = []

    def open_at(url, *, locale="en-GB", width=1280, height=900, theme="light", **more):
        viewport = {"width": width, "height": height}
        context = chromium.new_context(viewport=viewport, locale=locale, color_scheme=theme, **more)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        watch(page)
        page.goto(url)
        page.locator("h1").first.wait_for()
        return page

    yield open_at
    for context in contexts:
        context.close()


@pytest.fixture
def visit(browse, server):
    """``browse`` below the app with the sample page."""
    return lambda path, **how: browse(server + path, **how)


@pytest.fixture
def use(browse, app):
    """``browse`` below the app as it is, and wait until the page has settled."""

    def open_at(path, **how):
        page = browse(app + path, **how)
        settle(page)
        return page

    return open_at


def watch(page):
    page.problems, page.sent = [], []

    def hear(message):
        # A deep link makes Streamlit look for its server below the page first: not ours.
        if message.type == "error" and "/_stcore/" not in message.location.get("url", ""):
            page.problems.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("websocket", lambda link: link.on("framesent", lambda frame: page.sent.append(frame)))


def settle(page):
    """Wait until no script runs, and still none does a moment later."""
    for _ in range(2):
        page.wait_for_function(SETTLED)
        page.wait_for_timeout(120)
