"""A server of the app and a real browser; without Chromium skipped here, and failed under CI."""

from __future__ import annotations

import os

import pytest
from driving import CHROMIUM, HERE, OPTIONS, ROOT, serve, settle, watch


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")
            if not CHROMIUM and not os.environ.get("CI"):
                item.add_marker(pytest.mark.skip(reason="no Chromium (see README)"))


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

    What goes wrong is collected in ``page.problems``, what the page sends in ``page.sent``;
    ``noting`` is a script that runs before those of the app.
    """
    contexts = []

    def open_at(url, *, locale="en-GB", width=1280, height=900, theme="light", noting="", **more):
        viewport = {"width": width, "height": height}
        context = chromium.new_context(viewport=viewport, locale=locale, color_scheme=theme, **more)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        watch(page)
        if noting:
            page.add_init_script(noting)
        page.goto(url)
        page.locator("h1").first.wait_for()
        page.mouse.move(width - 1, height - 1)  # the shell's begins on the menu, and opens it
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
