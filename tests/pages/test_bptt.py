"""The page on backpropagation through time, as a reader uses it."""

import pytest
from visit import opener, skipper

from lstm97.analysis.foundations import exercise
from lstm97.ui.pages.bptt import view as bptt

open_page = opener("bptt")
reveal = skipper("bptt", "largest")


def answer(at, value):
    box = next(one for one in at.number_input if one.key.startswith("bptt/answer"))
    return box.set_value(value).run()


def flow():
    values = bptt.SETTINGS.defaults()
    return bptt.run(values)


def test_errors_are_shown_only_after_a_prediction():
    at = open_page()
    before = len(at.get("vega_lite_chart"))
    at = reveal(at)
    assert not at.exception
    assert len(at.get("vega_lite_chart")) == before + 1
    assert any("−0.472" in one.value for one in at.markdown)


@pytest.mark.parametrize("kind", exercise.KINDS)
def test_right_answer_is_accepted_and_a_slip_is_explained(kind):
    at = reveal(open_page(cell=kind))
    asked = exercise.cell(flow(), kind)
    slip = next(iter(asked.slips.values()))
    at = answer(at, slip)
    assert at.warning
    assert not at.success
    at = answer(at, round(asked.value, 3))
    assert not at.exception
    assert at.success
    assert not at.warning


def test_solution_can_be_looked_up():
    at = reveal(open_page())
    at = at.button(key="bptt/show").click().run()
    assert not at.exception
    assert any(f"{exercise.cell(flow(), 'error').value:.4f}" in one.value for one in at.markdown)


@pytest.mark.parametrize("preset", [preset.slug for preset in bptt.SETTINGS.presets])
def test_presets(preset):
    at = reveal(open_page())
    at = at.button(key=f"bptt/preset/{preset}").click().run()
    assert not at.exception


@pytest.mark.parametrize(
    "query",
    [
        {"T": "3", "w": "-2", "vin": "2", "u": "-2", "d": "-1", "every": "1"},
        {"T": "8", "w": "0", "vin": "0", "u": "0", "seed": "9999"},
        {"T": "nonsense", "w": "1e99", "cell": "<script>"},
    ],
)
def test_extreme_settings_do_not_break_it(query):
    at = reveal(open_page(**query))
    assert not at.exception
    assert not at.error
