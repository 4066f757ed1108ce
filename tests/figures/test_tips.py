"""A pointer is told words, and no field's name."""

import re

import pytest
import vl_convert

from lstm97.figures.tips import with_powers, without_field_names

TITLED = {"x": {"field": "t", "axis": {"title": "time step t"}}, "y": {"field": "v", "title": "E"}}


def test_a_mark_whose_fields_have_titles_tells_them():
    spec = {"mark": "line", "encoding": TITLED}
    assert without_field_names(spec) == spec


def test_a_mark_that_would_tell_a_field_is_silent():
    raw = {"mark": {"type": "text", "dx": 3}, "encoding": {"text": {"field": "note"}}}
    own = {"mark": "rule", "encoding": {"x2": {"field": "x2"}, "tooltip": {"field": "v"}}}
    told = {"mark": {"type": "bar", "tooltip": True}, "encoding": {"color": {"field": "c"}}}
    found = without_field_names({"encoding": TITLED, "layer": [raw, own, told]})["layer"]
    assert found == [{**raw, "mark": {"tooltip": None, "type": "text", "dx": 3}}, own, told]


def test_what_stands_beside_and_below_is_read_too():
    raw = {"mark": "point", "encoding": {"x": {"field": "x"}, "y": {"value": 3}}}
    for outer in ({"hconcat": [raw]}, {"spec": raw, "facet": {}}):
        found = without_field_names(outer)
        inner = found.get("spec") or found["hconcat"][0]
        assert inner["mark"] == {"tooltip": None, "type": "point"}
    assert raw["mark"] == "point"


SIZES = {
    **{0.0: "0", 1.0: "1", 0.99999: "1.000", -0.25: "−0.25", 123.456: "123.5", 37000.0: "37,000"},
    **{12345.6: "1.235×10⁴", 1e-9: "1×10⁻⁹", -9.9999e-10: "−1.000×10⁻⁹", 7.8e-93: "7.8×10⁻⁹³"},
}
SHARES = {0.0: "0%", 1.0: "100%", 0.99999: "100.0%", 0.345678: "34.57%", 1e-9: "1.000×10⁻⁷%"}


def told(values, channel):
    """What Vega writes under a pointer, drawn as text to be read off."""
    rows = [{"row": n, "y": value} for n, value in enumerate(values)]
    tip = {"field": "y", "type": "quantitative", "title": "E", **channel}
    spec = with_powers({"data": {"values": rows}, "mark": "text", "encoding": {"tooltip": [tip]}})
    said = spec["encoding"]["tooltip"][0]
    spec["encoding"] = {"y": {"field": "row", "type": "ordinal", "axis": None}, "text": said}
    return re.findall(r">([^<>]+)</text>", vl_convert.vegalite_to_svg(spec))


@pytest.mark.parametrize(
    ("channel", "values"), [({}, SIZES), ({"format": ".4g"}, SIZES), ({"format": ".1%"}, SHARES)]
)
def test_a_pointer_is_told_numbers_as_sentences_have_them(channel, values):
    assert told(values, channel) == list(values.values())


def test_what_is_encoded_is_told_in_the_same_words():
    up = {"field": "v", "type": "quantitative", "axis": {"title": ["size of", "E"]}}
    inner = {"mark": "point", "encoding": {"color": {"value": "red"}}}
    found = with_powers({"encoding": {"y": up}, "layer": [inner]})["layer"][0]
    assert found["encoding"]["tooltip"] == [
        {"field": "v_in_words", "type": "nominal", "title": "size of E"}
    ]
    assert [one["as"] for one in found["transform"]] == ["v_in_words"]


def test_a_silent_mark_stays_silent_and_a_whole_number_as_it_is():
    up = {"field": "v", "type": "quantitative", "title": "E"}
    kept = (
        {"mark": {"type": "point", "tooltip": None}, "encoding": {"y": up}},
        {"mark": "point", "encoding": {"y": up, "tooltip": None}},
        {"mark": "point", "encoding": {"y": up, "tooltip": [up | {"format": ",.0f"}]}},
        {"mark": "rule", "encoding": {"y": up | {"aggregate": "max"}}},
    )
    for spec in kept:
        assert with_powers(spec) == spec
