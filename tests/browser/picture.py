"""Take the README's picture of the race from the running app: ``python tests/browser/picture.py``.

The picture is the first page in Chromium, from its headline to the end of the stage.
"""

from driving import CHROMIUM, OPTIONS, ROOT, serve, settle
from playwright.sync_api import sync_playwright

TARGET = ROOT / "assets" / "race.png"
MARGIN = 16  # pixels around what is shown


def take(page) -> None:
    """Save the part of the page from the two depths to the last lane."""
    first = page.get_by_test_id("stMetric").first.bounding_box()
    lanes = page.locator(".stage[data-ready] .main-column").bounding_box()
    right = page.get_by_test_id("stMainBlockContainer").bounding_box()
    left, top = lanes["x"] - MARGIN, first["y"] - MARGIN
    page.screenshot(
        path=TARGET,
        clip={
            "x": left,
            "y": top,
            "width": min(lanes["width"] + 2 * MARGIN, right["x"] + right["width"] - left),
            "height": lanes["y"] + lanes["height"] - top - MARGIN,
        },
    )


def main() -> None:
    with serve(ROOT / "app.py") as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        page = browser.new_page(viewport={"width": 1280, "height": 1700}, locale="en-GB")
        page.goto(url)
        page.locator(".stage[data-ready]").wait_for()
        settle(page)
        page.mouse.move(5, 5)
        take(page)
        browser.close()
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
