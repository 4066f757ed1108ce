"""The link as a save file: whatever is encoded comes back, whatever comes in opens."""

from dataclasses import dataclass, make_dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm97.ui.link.record import Record, choice, integer, integers, line, real, stops, toggle
from lstm97.ui.link.settings import Link, Preset, Settings, decode, encode


@dataclass(frozen=True)
class Demo(Record):
    T: int = integer(5, 1000, 50)
    w: float = real(-2.0, 2.0, 0.5)
    net: str = choice(("rnn", "lstm97"), "rnn")
    bound: bool = toggle(True)
    rate: float = stops((1e-5, 0.1, 1.0, 10.0), 0.1, place="more")
    at: tuple[int, ...] = integers(1, 1000, (3, 7), place="more")


TABLE = Settings("demo", Demo)
VALUES = st.fixed_dictionaries(
    {
        "T": st.integers(5, 1000),
        "w": st.floats(-2, 2).map(TABLE.every["w"].clean),
        "net": st.sampled_from(["rnn", "lstm97"]),
        "bound": st.booleans(),
        "rate": st.sampled_from([1e-5, 0.1, 1.0, 10.0]),
        "at": st.lists(st.integers(1, 1000), max_size=20).map(tuple),
    }
)
NAMES = st.sampled_from([*TABLE.every, "lang", "v", "present", "hide", "lock", "x"]) | st.text(
    max_size=9
)


def settings_of(presets=(), **fields):
    """The table of a record with these fields, each with its type."""
    rows = [(name, *one) for name, one in fields.items()]
    record = make_dataclass("Made", rows, bases=(Record,), frozen=True)
    return Settings("demo", record, presets=presets)


def read(**query):
    return decode(TABLE, {name: [value] for name, value in query.items()})


def kinds(link):
    return [notice.kind for notice in link.notices]


@given(VALUES, st.sets(st.sampled_from(list(TABLE.every))), st.sets(st.sampled_from(["T", "at"])))
def test_a_link_reopens_to_the_same_state(values, hide, lock):
    state = Link(Demo(**values), (), frozenset(hide), frozenset(lock))
    query = encode(TABLE, state)
    assert decode(TABLE, {name: [value] for name, value in query.items()}) == state


@given(VALUES)
def test_only_what_differs_from_the_defaults_is_in_the_link(values):
    query = encode(TABLE, Link(Demo(**values)))
    assert set(query) == {name for name in values if values[name] != TABLE.every[name].default}


@given(st.dictionaries(NAMES, st.lists(st.text(max_size=400), max_size=3)))
def test_no_link_breaks_the_page(query):
    values = decode(TABLE, query).values
    for name, setting in TABLE.every.items():
        assert setting.clean(values[name]) == values[name]
        assert type(values[name]) is type(setting.default)


def test_a_bad_value_is_named_with_what_would_be_good():
    link = read(T="banana", w="1.25")
    assert link.values.T == 50
    assert link.values.w == 1.25
    (notice,) = link.notices
    assert (notice.kind, notice.name, notice.raw) == ("bad", "T", "banana")
    assert notice.rule.values == {"low": 5, "high": 1000}


@pytest.mark.parametrize(
    ("name", "raw", "used"),
    [
        ("T", "4", 5),
        ("T", "-" + "9" * 5000, 5),
        ("T", "9" * 5000, 1000),
        ("w", "1e999", 2.0),
        ("w", "-1e999", -2.0),
        ("rate", "0.3", 0.1),
        ("rate", "1e999", 10),
        ("at", "0.2000", (1, 1000)),
    ],
)
def test_a_value_out_of_range_is_moved_into_it(name, raw, used):
    link = read(**{name: raw})
    assert link.values[name] == used
    assert kinds(link) == ["clamped"]


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("T", ""),
        ("T", "5.5"),
        ("T", "٣٤"),
        ("T", "1_000"),
        ("w", "nan"),
        ("w", "inf"),
        ("w", "0x1p3"),
        ("net", "LSTM97"),
        ("net", "<b>rnn</b>"),
        ("bound", "yes"),
        ("rate", "fast"),
        ("at", "3.x"),
    ],
)
def test_nonsense_falls_back_to_the_default(name, raw):
    link = read(**{name: raw})
    assert link.values == TABLE.defaults()
    assert kinds(link) == ["bad"]


def test_a_text_is_kept_to_its_declared_length_and_what_is_cut_is_named():
    table = settings_of(text=(str, line(longest=400)))
    for length, found in ((400, []), (401, ["clamped"])):
        link = decode(table, {"text": ["x" * length]})
        assert link.values.text == "x" * 400
        assert kinds(link) == found


@pytest.mark.parametrize(
    ("asked", "used", "said"),
    [("0", 0, []), ("25", 25, []), ("7", 0, ["between"]), ("130", 125, ["between"]),
     ("-7", 0, ["clamped"]), ("110", 110, []), ("9" * 5000, 210, ["clamped"])],
)  # fmt: skip
def test_a_number_between_two_steps_is_read_as_the_one_below(asked, used, said):
    low, step = (10, 100) if asked in ("110", "9" * 5000) else (0, 25)
    table = settings_of(n=(int, integer(low, 225 if low == 0 else 250, low, step=step)))
    link = decode(table, {"n": [asked]})
    assert (link.values["n"], kinds(link)) == (used, said)


def test_unknown_and_repeated_parameters_are_named():
    link = decode(TABLE, {"tee": ["1"], "T": ["10", "20"], "lang": ["en"], "v": ["1"]})
    assert link.values.T == 20
    assert kinds(link) == ["unknown", "repeated"]


def test_another_version_is_read_as_far_as_possible():
    link = read(v="2", T="60")
    assert link.values.T == 60
    assert kinds(link) == ["version"]


def test_an_unknown_language_is_named():
    assert [(one.name, one.raw) for one in read(lang="xx").notices] == [("lang", "xx")]


def test_a_teacher_hides_and_locks_by_link():
    link = read(hide="w.net.nothing", lock="T")
    assert link.hide == {"w", "net"}
    assert link.lock == {"T"}
    assert [(one.kind, one.name, one.raw) for one in link.notices] == [("bad", "hide", "nothing")]


@pytest.mark.parametrize("name", ["present", "lock", "hide"])
def test_nonsense_for_the_frame_is_named_and_the_page_opens(name):
    link = read(**{name: "xyz", "T": "60"})
    assert [(one.kind, one.name, one.raw) for one in link.notices] == [("bad", name, "xyz")]
    assert link == (Demo(T=60), link.notices, frozenset(), frozenset())


@pytest.mark.parametrize("query", [{"present": "1"}, {"present": "0"}, {"lock": ""}])
def test_what_makes_sense_to_the_frame_is_not_told(query):
    assert not read(**query).notices


@pytest.mark.parametrize(
    ("fields", "preset"),
    [
        ({name: (bool, toggle()) for name in "abcde"}, {}),
        ({"lang": (bool, toggle())}, {}),
        ({"T": (int, integer(5, 10, 50))}, {}),
        ({"net": (str, choice(("Plain RNN",), "Plain RNN"))}, {}),
        ({"a": (bool, toggle())}, {"b": True}),
        ({"T": (int, integer(5, 10, 5))}, {"T": 11}),
    ],
)
def test_a_table_that_makes_bad_links_is_refused(fields, preset):
    with pytest.raises(ValueError, match="settings of demo"):
        settings_of(presets=[Preset("all", preset)], **fields)


def test_values_read_as_attributes():
    values = TABLE.defaults()
    assert values.T == values["T"] == 50
    with pytest.raises(AttributeError):
        _ = values.nothing
