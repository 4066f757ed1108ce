"""The stage under a reader's hands: play, keys, drag, and not a word to the server."""

import pytest
from driving import answer

KEYS = {"Home": 0, "End": 218, "ArrowLeft": 217, "ArrowRight": 218}  # the race has T = 109


@pytest.fixture
def stage(use):
    """The stage of the first page, which has played to its end."""
    page = use("/")
    found = page.locator(".stage[data-ready]")
    found.wait_for()
    found.scroll_into_view_if_needed()
    found.get_by_role("slider").press("End")
    return found


def place(stage):
    """Where the play-head is: 0 at the start, T at the loss, 2T when the error is back."""
    return float(stage.get_attribute("data-position"))


def wait_until(stage, condition, **arg):
    """Wait until a JavaScript expression about ``data``, the stage's data set, is true."""
    handle = stage.element_handle()
    stage.page.wait_for_function(f"stage => {{ const data = stage.dataset; return {condition} }}",
                                 arg=handle, **arg)  # fmt: skip


def test_its_end_is_where_the_error_is_back(stage):
    wait_until(stage, "+data.position === 218")
    assert stage.get_attribute("data-phase") == "done"


def test_keys_step_and_jump(stage):
    slider = stage.get_by_role("slider")
    slider.focus()
    for key, expected in KEYS.items():
        slider.press(key)
        wait_until(stage, f"+data.position === {expected}")
    assert slider.get_attribute("aria-valuenow") == "218"
    assert slider.get_attribute("aria-valuetext")


def test_play_runs_through_both_sweeps_and_space_stops_it(stage):
    page = stage.page
    stage.locator('[data-act="play"]').click()
    wait_until(stage, "data.phase === 'forward'")
    wait_until(stage, "data.phase === 'backward' && +data.position > 115")
    page.keyboard.press("Space")
    page.wait_for_timeout(150)
    stopped = place(stage)
    page.wait_for_timeout(250)
    assert place(stage) == stopped
    assert 110 < stopped < 218


def test_dragging_scrubs_without_a_word_to_the_server(stage):
    page = stage.page
    box = stage.get_by_role("slider").bounding_box()
    page.sent.clear()
    seen = set()
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + box["height"] * 0.3)
    page.mouse.down()
    for share in range(20, 81, 2):
        page.mouse.move(box["x"] + box["width"] * share / 100, box["y"] + box["height"] * 0.3)
        page.wait_for_timeout(10)
        seen.add(place(stage))
    page.mouse.up()
    stage.get_by_role("slider").press("Home")
    page.wait_for_timeout(1000)
    assert len(seen) > 15
    assert page.sent == []


def test_a_phone_can_play(use):
    page = use("/", width=390, height=844, locale="zh-CN", has_touch=True)
    stage = page.locator(".stage[data-ready]")
    stage.locator('[data-act="play"]').tap()
    wait_until(stage, "data.phase === 'forward'")
    assert page.problems == []


def test_reduced_motion_strides_and_never_glides(use):
    page = use("/", reduced_motion="reduce")
    stage = page.locator(".stage[data-ready]")
    stage.locator('[data-act="play"]').click()
    wait_until(stage, "+data.position < 218")
    places = {place(stage) for _ in range(40) if not page.wait_for_timeout(25)}
    assert len(places) < 6


def test_lanes_fill_a_window_that_was_made_wider(stage):
    stage.page.set_viewport_size({"width": 2400, "height": 760})
    stage.page.wait_for_timeout(400)
    room = "stage => [stage.classList.contains('wide'), stage.getBoundingClientRect().bottom]"
    lowest = "lanes => Math.max(...lanes.map(lane => lane.getBoundingClientRect().bottom))"
    wide, bottom = stage.evaluate(room)
    assert wide
    assert stage.locator(".lane").evaluate_all(lowest) > bottom - 100


# How far lanes reach below their box, and how many pixels of the phase's name are cut off.
CUT = """() => {
  const stage = [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')]
    .map((host) => host.shadowRoot?.querySelector('.stage')).find(Boolean);
  const edge = (one, side) => one.getBoundingClientRect()[side];
  const lanes = [...stage.querySelectorAll('.lane')].filter((one) => one.checkVisibility());
  const [name, chip] = ['.chip b', '.chip'].map((one) => stage.querySelector(one));
  return [Math.max(...lanes.map((one) => edge(one, 'bottom'))) - edge(stage, 'bottom'),
    edge(name, 'right') - edge(chip, 'right')].map((over) => Math.max(0, Math.floor(over))); }"""


def test_in_a_low_window_in_one_column_nothing_of_it_is_cut_off(use):
    page = use("/error-race", width=1000, height=720)
    answer(page)
    for width in (1000, 700):
        page.set_viewport_size({"width": width, "height": 720})
        page.wait_for_function(f"() => ({CUT})().join() === '0,0'", timeout=5000)
    assert page.problems == []
