"""How soon the finished race stands: ``python tests/browser/first_picture.py``.

A fresh browser with an empty cache for each visit, on a server that is warm. Prints the median and
the spread; run it on a quiet machine.
"""

import statistics
import time

from driving import CHROMIUM, OPTIONS, ROOT, serve
from playwright.sync_api import sync_playwright

VISITS = 7


def visit(playwright, url):
    """Seconds from asking for the page to the stage that has drawn."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="en-GB")
    began = time.monotonic()
    page.goto(url, wait_until="commit")
    page.locator(".stage[data-ready]").first.wait_for()
    took = time.monotonic() - began
    browser.close()
    return took


if __name__ == "__main__":
    with serve(ROOT / "app.py") as url, sync_playwright() as playwright:
        _, *times = [
            visit(playwright, url) for _ in range(VISITS + 1)
        ]  # the first warms the server
    low, high = min(times), max(times)
    print(f"first picture: median {statistics.median(times):.2f} s ({low:.2f} to {high:.2f})")
