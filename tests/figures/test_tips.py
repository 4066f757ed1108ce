"""A pointer is told words, and no field's name."""

from lstm97.figures.tips import without_field_names

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
