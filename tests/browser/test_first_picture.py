"""The first visit: a race that plays once, or stands finished, and nothing heavy before it."""

import pytest


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_the_first_page_shows_a_race_and_fetches_no_plotly(chromium, app, motion):
    page = chromium.new_page(reduced_motion=motion)
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(app)
    stage = page.locator(".stage[data-ready]").first
    stage.wait_for()
    page.wait_for_timeout(300)
    position = float(stage.get_attribute("data-position"))
    page.wait_for_timeout(300)
    later = float(stage.get_attribute("data-position"))
    page.close()
    if motion == "reduce":
        assert position == later > 100  # both sweeps have run
    else:
        assert position < later < 100  # it plays
    assert not [url for url in fetched if "plotly" in url.lower()]
