"""The first visit: a finished race, and nothing heavy on the way to it."""


def test_the_first_page_shows_a_finished_race_and_fetches_no_plotly(chromium, app):
    page = chromium.new_page()
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(app)
    stage = page.locator(".stage[data-ready]").first
    stage.wait_for()
    page.wait_for_timeout(300)
    position = int(float(stage.get_attribute("data-position")))
    page.close()
    assert position > 100  # both sweeps have run
    assert not [url for url in fetched if "plotly" in url.lower()]
