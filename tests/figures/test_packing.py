"""What the browser gets is what the page said: the same numbers, in the places the header names."""

import json
import struct
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm97.figures.palette import ROLES
from lstm97.figures.stage.packing import LOG_OFFSET, encode_log, envelope, pack, pack_columns
from lstm97.figures.stage.scene import (
    ERROR_DOMAIN,
    Bars,
    CellDiagram,
    Curve,
    Curves,
    Errors,
    Event,
    Inputs,
    Scene,
    StageNetwork,
    Units,
    refill,
)

T = 6
NETWORKS = (StageNetwork("rnn", "RNN", "rnn"), StageNetwork("lstm", "LSTM 1997", "lstm"))


def scene(**changes: Any) -> Scene:
    steps = np.arange(1.0, T + 1)
    two = np.stack([steps, -steps], axis=1)
    lanes = (
        Inputs("input", codes=[0, 1, 0, 1, 1, 0], alphabet=("a", "X"), marks=(2, 4), target="a"),
        Units("hidden", two / 10, ("1", "2"), network="rnn"),
        Errors("error", two * 1e-30, network="rnn"),
        Curves("size", (Curve("RNN", 10.0**-steps, "rnn", "rnn", depth=2),), floor=1e-17),
        Bars("loss", np.where(steps == T, 0.5, np.nan), network="lstm"),
        CellDiagram(
            "cell",
            gates={"y_in": two / 10, "s": two},
            errors={"e_s": two * 1e-3},
            cells=("1", "2"),
            cuts=("net_in",),
            network="lstm",
        ),
    )
    return replace(Scene(T, NETWORKS, lanes, "in words"), **changes)


def read(header: dict[str, Any], values: bytes, place: list[int]) -> Any:
    offset, steps, columns = place
    floats = np.frombuffer(values, "<f4")
    assert len(floats) == sum(s * c for _, s, c in header["arrays"])
    return floats[offset : offset + steps * columns].reshape(steps, columns)


def test_arrays_are_found_where_the_header_says() -> None:
    header, values = pack(scene())
    hidden, loss, cell = (header["lanes"][i] for i in (1, 4, 5))
    assert read(header, values, hidden["values"])[2] == pytest.approx([0.3, -0.3])
    assert np.isnan(read(header, values, loss["values"])[:-1]).all()
    assert read(header, values, loss["values"])[-1, 0] == 0.5
    assert read(header, values, cell["gates"]["s"])[4] == pytest.approx([5, -5])


def test_the_header_is_plain_json_and_keeps_what_a_lane_says() -> None:
    header, _ = pack(scene(), {"play": "播放"})
    again = json.loads(json.dumps(header, allow_nan=False))
    assert [lane["kind"] for lane in again["lanes"]] == [
        "sequence", "units", "units", "curves", "bars", "cell",
    ]  # fmt: skip
    assert again["labels"] == {"play": "播放"}
    assert again["lanes"][0]["marks"] == [2, 4]
    assert again["lanes"][2]["domain"] == list(ERROR_DOMAIN)
    assert again["lanes"][2]["phase"] == "backward"
    assert again["lanes"][3]["curves"][0]["depth"] == 2
    assert set(again["palette"]["dark"]["roles"]) == set(ROLES)


def test_ramps_are_sent_for_the_roles_that_need_them() -> None:
    roles = pack(scene())[0]["palette"]["light"]["roles"]
    assert {role for role in roles if "ramp" in roles[role]} == {"signal", "error"}


def test_events_arrive_in_words() -> None:
    curves = Curves("size", (), events=(Event(3, "overflow at t = 3", "rnn"),))
    header, _ = pack(scene(lanes=(curves,)))
    assert header["lanes"][0]["events"] == [
        {"step": 3, "text": "overflow at t = 3", "network": "rnn"}
    ]


@given(st.floats(min_value=1e-300, max_value=1e300), st.sampled_from([-1, 1]))
def test_logs_survive_float32(size: float, sign: int) -> None:
    code = float(np.float32(encode_log([sign * size])[0]))
    assert np.sign(code) == sign
    assert abs(code) - LOG_OFFSET == pytest.approx(np.log10(size), abs=5e-5)


def test_the_code_of_one_is_that_of_one_alone() -> None:
    codes = np.float32(encode_log([1.0, -1.0, 1 - 1e-16, 1 - 1e-7, 1 + 1e-7, 0.9996]))
    assert list(np.abs(codes) == LOG_OFFSET) == [True, True, True, False, False, False]
    assert codes[3] < codes[0] < codes[4]


def test_logs_of_nothing_and_of_overflow() -> None:
    codes = encode_log([0.0, np.inf, -np.inf, np.nan])
    assert codes[0] == 0
    assert codes[1] == np.inf
    assert codes[2] == -np.inf
    assert np.isnan(codes[3])


def test_linear_overflow_is_infinite_and_silent() -> None:
    header, values = pack(scene(lanes=(Units("hidden", np.full((T, 1), 1e200)),)))
    assert np.isinf(read(header, values, header["arrays"][0])).all()


def test_the_id_names_the_content() -> None:
    assert pack(scene())[0]["id"] == pack(scene())[0]["id"]
    assert pack(scene())[0]["id"] != pack(scene(summary="other"))[0]["id"]
    other = Units("hidden", np.zeros((T, 2)), network="rnn")
    assert pack(scene(lanes=(other,)))[0]["id"] != pack(scene())[0]["id"]


def test_a_patch_holds_the_same_arrays_in_the_same_order() -> None:
    whole_header, whole = pack(scene())
    header, values = pack_columns(scene(live=3), "base", 1, 3)
    assert (header["patch"], header["first"], header["last"], header["live"]) == ("base", 1, 3, 3)
    floats, start = np.frombuffer(values, "<f4"), 0
    for place in whole_header["arrays"]:
        expected = read(whole_header, whole, place)[1:3].ravel()
        np.testing.assert_array_equal(floats[start : start + len(expected)], expected)
        start += len(expected)
    assert start == len(floats)


@pytest.mark.parametrize("word", ["a", "ab", "播放", "误差流"])
def test_the_envelope_keeps_floats_aligned(word: str) -> None:
    header, values = {"summary": word}, np.float32([1, 2]).tobytes()
    whole = envelope(header, values)
    (length,) = struct.unpack_from("<I", whole)
    assert length % 4 == 0
    assert json.loads(whole[4 : 4 + length]) == header
    assert whole[4 + length :] == values


def test_wrong_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="hidden: expected 6 time steps"):
        pack(scene(lanes=(Units("hidden", np.zeros((5, 2))),)))


def test_a_scene_refilled_keeps_its_axes_and_words() -> None:
    before = scene()
    lanes = tuple(_nothing(lane) for lane in before.lanes)
    empty = refill(before, replace(before, lanes=lanes, summary="other words"))
    old, new = pack(before), pack(empty)
    assert new[0]["lanes"] == old[0]["lanes"]
    assert new[0]["summary"] == "in words"
    hidden = new[0]["lanes"][1]["values"]
    assert np.isnan(read(*new, hidden)).all()
    assert pack(refill(empty, before)) == old


def _nothing(lane: Any) -> Any:
    """A lane without values, and with another axis."""
    if isinstance(lane, CellDiagram):
        gates = {name: np.full(np.shape(values), np.nan) for name, values in lane.gates.items()}
        return replace(lane, gates=gates, state_range=9.0)
    if isinstance(lane, Curves):
        curves = tuple(replace(one, values=np.full(T, np.nan), depth=None) for one in lane.curves)
        return replace(lane, curves=curves)
    if isinstance(lane, Units | Bars):
        return replace(lane, values=np.full(np.shape(lane.values), np.nan), domain=(-9.0, 9.0))
    return lane
