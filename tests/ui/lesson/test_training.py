"""Live training: how long it will take, how often it draws, and who waits in line."""

import pytest

from lstm97.ui.lesson import training


@pytest.fixture
def clock(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(training.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(training, "t", lambda key, **values: f"{key} {values['count']}")
    return now


def test_the_rest_takes_as_long_as_the_pace_measured_says(clock):
    left = training.forecast(200, 1000)
    clock[0] += 4
    assert left(300) == "common.training.seconds 30"  # 700 at 25 a second: 28 s
    assert left(990) == "common.training.seconds 5"
    clock[0] += 96
    assert left(300) == "common.training.minutes 12"  # 700 at 1 a second


def test_nothing_is_forecast_before_anything_is_measured(clock):
    left = training.forecast(0, 1000)
    assert left(100) == ""
    clock[0] += 60
    assert left(0) == ""


def test_what_is_drawn_often_leaves_time_for_the_work(clock, monkeypatch):
    spent, drawn = [0.0], []
    monkeypatch.setattr(training.time, "thread_time", lambda: spent[0])

    def draw(what):
        drawn.append(what)
        spent[0] += 0.1

    sometimes = training.throttle(0.05, draw)
    for tick in range(10):
        sometimes(tick)
        clock[0] += 0.051
    assert drawn == [0, 4, 8]  # 0.1 s of drawing, then 0.2 s of work
