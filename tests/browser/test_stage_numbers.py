"""What a reader reads off the real stage, in digits and in pixels, is what the engine computed."""

import base64
import io

import numpy as np
import pytest
from driving import HERE, serve, settle
from PIL import Image

from lstm97.analysis.flow.runs import read
from lstm97.figures.palette import PALETTES
from lstm97.figures.stage.scene import states_bound
from lstm97.folders import RUNS

GUTTERS = 44, 46  # left and right of the plot, see assets/stage/canvas.js
STEPS = (2, 17, 60, 109)


@pytest.fixture(scope="module")
def laps():
    return read(RUNS / "race.npz").laps


@pytest.fixture(scope="module")
def alone():
    """Address of an app that is one stage."""
    with serve(HERE / "stage_app.py") as url:
        yield url


@pytest.fixture
def stage(browse, alone):
    page = browse(alone, height=1600)
    settle(page)
    return page.locator(".stage[data-ready]")


def seek(stage, position):
    slider = stage.get_by_role("slider")
    slider.press("Home")
    for _ in range(position // 10):
        slider.press("Shift+ArrowRight")
    for _ in range(position % 10):
        slider.press("ArrowRight")
    stage.page.wait_for_function(
        "([stage, p]) => +stage.dataset.position === p", arg=[stage.element_handle(), position]
    )


def line(stage, label):
    """The values of one lane in the read-out, as numbers."""
    row = stage.locator(".readout .line", has_text=label).first
    texts = row.locator("b").all_inner_texts()
    return [number(text) for text in texts]


def number(text):
    """A number back from its text, such as −9.9×10⁻⁴."""
    plain = text.translate(str.maketrans("−⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789"))
    return float(plain.replace("×10", "e"))


def pixels(stage, locator):
    """A picture of a part of the stage, as an array (rows, columns, 3)."""
    image = Image.open(io.BytesIO(locator.screenshot(animations="disabled")))
    return np.asarray(image.convert("RGB")).astype(int)


def like(image, color, apart=12):
    wanted = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)])
    return np.abs(image - wanted).max(axis=2) <= apart


def test_numbers_bars_and_levels_are_the_engines(stage, laps):
    for step in STEPS:
        seek(stage, step)
        states = laps["lstm97"].trace.gates.s[step - 1]
        assert line(stage, "lanes.values.s") == pytest.approx(states, abs=6e-4), step
        hidden = laps["rnn"].trace.gates.y_j[step - 1]
        assert line(stage, "lanes.values.y_j") == pytest.approx(hidden, abs=6e-4), step
        check_tank(stage, laps["lstm97"].trace.gates.s, step)
    seek(stage, 2 * len(laps["rnn"].reach.curve))
    for lap in laps.values():
        check_bar(stage, lap)


def check_tank(stage, states, step):
    """The tank's level, as the share of its half that is coloured, on a column of its pixels."""
    tank = stage.locator(".cell svg .tank").first
    tank.scroll_into_view_if_needed()
    stage.page.wait_for_timeout(100)
    image = pixels(stage, tank)
    column = image[:, image.shape[1] // 10]
    middle = len(column) // 2
    half = middle * 57 / 60
    empty = column[4 if states[step - 1, 0] < 0 else -5]
    filled = np.abs(column - empty).max(axis=1) > 20
    inside = filled[6 : middle - 2], filled[middle + 2 : -6]  # above and below the line of zero
    share = states[step - 1, 0] / states_bound(states)
    up, down = (side.sum() / half for side in inside)
    assert up == pytest.approx(max(share, 0), abs=3.5 / half), step
    assert down == pytest.approx(max(-share, 0), abs=3.5 / half), step


def check_bar(stage, lap):
    """The depth bar's ends, in pixels of the curves' canvas."""
    role = {"rnn": "rnn", "lstm97": "lstm"}[lap.trace.params.spec.slug]
    canvas = stage.locator(".lane.curves canvas:not(.swatch)")
    image = pixels(stage, canvas)[-70:]
    mask = like(image, PALETTES["light"].styles[role].color)
    ends = [np.flatnonzero(row)[-1] for row in mask if row.any()]
    band = mask[mask.sum(axis=1).argmax()]
    steps = len(lap.reach.curve)
    column = (image.shape[1] - sum(GUTTERS)) / steps
    right = GUTTERS[0] + (lap.reach.source + 0.5) * column
    left = GUTTERS[0] + (max(0, lap.reach.source - lap.reach.depth) + 0.5) * column
    assert max(ends) == pytest.approx(right, abs=3)
    middle = round(left)  # its words stand beside the end, or on the bar where there is no room
    assert band[middle - 3 : middle + 4].any()
    assert not band[middle - 10 : middle - 7].any()


def test_the_stage_is_saved_as_a_picture_at_twice_its_size(stage, tmp_path):
    page = stage.page
    seek(stage, 60)
    with page.expect_download() as download:
        stage.locator('[data-act="save"]').click()
    file = tmp_path / "stage.png"
    download.value.save_as(file)
    picture = np.asarray(Image.open(file).convert("RGB")).astype(int)
    lanes = stage.locator(".main-column").bounding_box()
    assert picture.shape[1] == pytest.approx(2 * (lanes["width"] + 48), abs=2)
    assert picture.shape[0] > 2 * lanes["height"]
    for role in ("cell", "signal"):
        assert like(picture, PALETTES["light"].styles[role].color).sum() > 500, role
    assert stage.get_attribute("data-position") == "60"
    assert page.problems == []


FILM = """async (data) => {
  const film = document.createElement("video");
  film.muted = true;
  film.src = `data:video/webm;base64,${data}`;
  await new Promise((loaded) => { film.onloadeddata = loaded; });
  for (const time of [() => 1e6, () => film.duration - 0.1]) { // its length is known at its end
    film.currentTime = time();
    await new Promise((sought) => { film.onseeked = sought; });
  }
  const { duration, videoWidth, videoHeight } = film;
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [videoWidth, videoHeight];
  canvas.getContext("2d").drawImage(film, 0, 0);
  return { duration, videoWidth, videoHeight, last: canvas.toDataURL("image/png").split(",")[1] };
}"""


def test_a_sweep_is_recorded_as_a_film(stage, tmp_path):
    page = stage.page
    for _ in range(3):
        stage.locator('[data-act="faster"]').click()  # four times as fast
    button = stage.locator('[data-act="clip"]')
    with page.expect_download(timeout=30_000) as download:
        button.click()
        assert button.get_attribute("aria-pressed") == "true"
    file = tmp_path / "stage.webm"
    download.value.save_as(file)
    film = file.read_bytes()
    assert download.value.suggested_filename.endswith(".webm")
    assert film.startswith(b"\x1aE\xdf\xa3")
    assert len(film) > 10_000
    assert button.get_attribute("aria-pressed") == "false"
    told = page.evaluate(FILM, base64.b64encode(film).decode())
    lanes = stage.locator(".main-column").bounding_box()
    assert told["videoWidth"] == pytest.approx(lanes["width"] + 48, abs=3)
    assert told["duration"] > 0.1  # a busy machine leaves pictures out
    last = np.asarray(Image.open(io.BytesIO(base64.b64decode(told["last"]))).convert("RGB"))
    assert like(last.astype(int), PALETTES["light"].styles["cell"].color).sum() > 100
    assert page.problems == []


def test_no_button_for_films_where_none_can_be_made(stage):
    assert stage.locator('[data-act="clip"]').count() == 1
    page = stage.page
    page.add_init_script("delete window.MediaRecorder")
    page.reload()
    page.locator(".stage [data-act='save']").first.wait_for()
    assert page.locator("[data-act='clip']").count() == 0
