"""Take the README's picture of a room: ``python tests/browser/room_picture.py``.

A wall after the second vote of a class of 28, revealed, and one of its phones beside it.
"""

import io
import os
import random
import sys
import tempfile

os.environ["LSTM97_DATA"] = tempfile.mkdtemp()

from driving import CHROMIUM, OPTIONS, ROOT, serve, settle
from PIL import Image
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(ROOT))

from lstm97.room import rounds, votes
from lstm97.room.database import connect

TARGET = ROOT / "assets" / "room.png"
PAGE = "/error-race?seed=1&present=1"
FIRST, SECOND = (10, 5, 8, 3, 2), (4, 2, 20, 1, 1)  # of 28, by option
OPTIONS_ = ("both", "neither", "lstm", "rnn", "?")


def vote(db, code, key, number, shares):
    chance = random.Random(number)
    for n, slug in enumerate(chance.choices(OPTIONS_, shares, k=27)):
        votes.cast(db, code, f"v{n}", key, number, slug)


def lead(page, url):
    """Open a room and go through two votes; returns the phone's page."""
    page.goto(f"{url}/classroom?show=room")
    settle(page)
    page.get_by_role("button", name="Open a room").click()
    settle(page)
    kept = {one["name"]: one["value"] for one in page.context.cookies()}
    code, db = kept["lstm97_room"].split(".")[0], connect()
    page.goto(url + PAGE)
    settle(page)
    key = rounds.on_wall(db, code)[1].question.key
    phone = page.context.browser.new_page(viewport={"width": 380, "height": 760}, locale="en-GB")
    phone.goto(f"{url}/room/{code}")
    for number, shares, slug in ((1, FIRST, "both"), (2, SECOND, "lstm")):
        rounds.step(db, code, key, "open" if number == 1 else "again")
        vote(db, code, key, number, shares)
        phone.locator(f"[data-slug='{slug}']:enabled").click()
        phone.locator(f"[data-slug='{slug}'][aria-pressed='true']").wait_for()
        rounds.step(db, code, key, "close")
    rounds.step(db, code, key, "reveal")
    phone.locator("#verdict").wait_for()
    page.wait_for_timeout(4000)
    settle(page)
    return phone


def main() -> None:
    with serve(ROOT / "app.py") as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        wall = browser.new_page(viewport={"width": 1600, "height": 1080}, locale="en-GB")
        phone = lead(wall, url)
        pictures = [Image.open(io.BytesIO(one.screenshot())) for one in (wall, phone)]
        browser.close()
    large, small = pictures
    small = small.resize((round(large.height * small.width / small.height), large.height))
    both = Image.new("RGB", (large.width + small.width + 40, large.height), "#c9d1d9")
    both.paste(large, (0, 0))
    both.paste(small, (large.width + 40, 0))
    both = both.resize((1400, round(1400 * both.height / both.width)))
    both.quantize(128).save(TARGET, optimize=True)
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
