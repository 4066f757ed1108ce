"""Drives the app as a reader does: a server of it, and waiting until a page has settled."""

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

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
# The first that there is. The shell is Chromium without windows, whose frames are pages too: in it
# a page opens in two thirds of the processor's time.
BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
OPTIONS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
           "--disable-component-update", "--disable-sync", "--disable-quic")  # fmt: skip
QUIET = 160  # milliseconds without a script that runs, after which none is about to
CALM = """(quiet) => {
    const rests = document.querySelector('[data-testid="stApp"]')
        ?.getAttribute('data-test-script-state') === 'notRunning'
        && !document.querySelector('[data-stale="true"],[data-testid="stSkeleton"]')
        && [...document.querySelectorAll('[data-testid="stBidiComponentIsolated"]')]
            .map((host) => host.shadowRoot?.querySelector('.stage, .ball'))
            .every((one) => !one?.checkVisibility() || one.dataset.ready);
    window.calmSince = rests ? window.calmSince ?? performance.now() : undefined;
    return rests && performance.now() - window.calmSince >= quiet; }"""
APOLOGY = '[class*="st-key-retry-"]'  # stands where a part of a page has failed


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
    with run(script) as (url, _):
        yield url


@contextmanager
def run(script: Path, folder: Path = ROOT):
    """Run a script as an app on a free port; yields its address and its process.

    The app has the settings (``.streamlit``) of its ``folder``.
    """
    url = f"http://127.0.0.1:{(port := free_port())}"
    options = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", script, *options, "--server.headless", "1"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 60
        while not answers(url):
            assert process.poll() is None, "the app did not start"
            assert time.monotonic() < deadline, "the app did not answer"
            time.sleep(0.1)
        yield url, process
    finally:
        process.terminate()
        process.wait(10)


def watch(page):
    page.problems, page.sent, page.heard = [], [], []

    def hear(message):
        # A deep link makes Streamlit look for its server below the page first: not ours.
        if message.type == "error" and "/_stcore/" not in message.location.get("url", ""):
            page.problems.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("websocket", lambda link: link.on("framesent", lambda frame: page.sent.append(frame)))
    page.on(
        "websocket",
        lambda link: link.on("framereceived", lambda frame: page.heard.append(len(frame))),
    )


def settle(page):
    """Wait until all is drawn and no script has run for a moment; nothing has broken by then."""
    page.evaluate("() => { delete window.calmSince }")
    page.wait_for_function(CALM, arg=QUIET)
    assert page.locator(APOLOGY).count() == 0, f"{page.url} is broken"


def answer(page):
    """Skip the question of the page, if it asks one."""
    skip = page.locator("[class*='-skip'] button")
    if skip.count():
        skip.first.click()
        page.locator("[class*='st-key-question']").first.wait_for(state="detached")
        settle(page)


def go_on(page, slug, title):
    """Go to another page by its link on this one, the last there is."""
    page.get_by_test_id("stMain").locator(f'a[href^="{slug}"]').filter(visible=True).last.click()
    page.locator("h1", has_text=title).wait_for()
    settle(page)
