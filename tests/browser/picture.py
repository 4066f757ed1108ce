"""Take the README's picture of the race from the running app: ``python tests/browser/picture.py``.

The picture is the first screen in Chromium, question skipped, once the error has run back.
"""

from driving import CHROMIUM, OPTIONS, ROOT, serve, settle
from playwright.sync_api import sync_playwright

TARGET = ROOT / "assets" / "race.png"


def take(page) -> None:
    """Skip the question, and save the screen when the stage has played."""
    page.get_by_role("button", name="Skip", exact=True).click()
    settle(page)
    page.locator(".stage", has_text="Both sweeps done").wait_for()
    page.mouse.move(865, 400)  # over nothing that answers
    page.screenshot(path=TARGET)


def main() -> None:
    with serve(ROOT / "app.py") as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        page = browser.new_page(viewport={"width": 1280, "height": 720}, locale="en-GB")
        page.goto(f"{url}/error-race")
        page.locator(".stage[data-ready]").wait_for()
        settle(page)
        take(page)
        browser.close()
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
