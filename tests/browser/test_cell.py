"""The memory cell in a browser: gates and drawing on one screen, and a part that is pressed."""

import pytest
from driving import settle

SKIP = "Skip"
PLACES = """() => {
  const host = [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')]
    .find(one => one.shadowRoot?.querySelector('.cell svg'));
  const box = node => node.getBoundingClientRect().toJSON();
  const all = what => [...document.querySelectorAll(`.st-key-valves ${what}`)].map(box);
  return { cell: box(host.shadowRoot.querySelector('.cell svg')),
           rows: all('[role=toolbar]'), switches: all('[role=toolbar] button') };
}"""


@pytest.fixture
def cell(use):
    def open_at(**how):
        page = use("/memory-cell?inn=6&out=12", **how)
        settle(page)
        page.get_by_role("button", name=SKIP).click()
        settle(page)
        return page

    return open_at


def test_gates_and_cell_stand_on_one_phone_screen(cell):
    page = cell(width=390, height=844)
    page.locator(".st-key-switches").evaluate("one => one.scrollIntoView({ block: 'end' })")
    page.wait_for_timeout(300)
    seen = page.evaluate(PLACES)
    assert seen["cell"]["top"] >= 0
    assert seen["cell"]["bottom"] <= min(row["top"] for row in seen["rows"])
    assert max(row["bottom"] for row in seen["rows"]) <= 844
    assert all(one["height"] >= 39.5 and one["width"] >= 39.5 for one in seen["switches"])


def test_a_pressed_part_opens_its_formula_and_its_lane(cell):
    page = cell(width=1280, height=720)
    assert page.evaluate(PLACES)["cell"]["width"] >= 420
    part = page.locator('[data-part="s"]')
    part.click()
    formula = page.locator(".formula")
    assert "−0.839" in formula.inner_text()
    marked = page.locator(".pointed")
    assert marked.count() == 1
    assert marked.bounding_box()["y"] + marked.bounding_box()["height"] <= 720
    assert page.evaluate(PLACES)["cell"]["width"] >= 420
    part.press("Enter")
    assert formula.is_hidden()
    page.locator('[data-part="y_k"]').press("Enter")
    assert "2.200 · (−0.397) = −0.872" in formula.inner_text()
    assert not page.problems
