"""What every bench says, in every state of its controls: it can be said, and reads as language.

Whether it is true is asked in the test of each page, over the same states.
"""

import re

import pytest
from benches import BENCHES, values_of
from sweep import ODD, moved_by_hand, some

from lstm97.ui.base.fill import quote
from lstm97.ui.base.text import exists
from lstm97.ui.lesson import parts
from lstm97.ui.lesson.bench import View
from lstm97.ui.lesson.question import UNSURE
from lstm97.ui.link.kinds import Number


def in_words(bench, view, monkeypatch):
    """The picture in words, as the drawer has it that every bench with numbers offers."""
    said = []
    monkeypatch.setattr(parts, "words_and_rows", lambda words, rows: said.append(words))
    for one in bench.drawers:
        if one.name == "words":
            one.draw(view)
    return said


def _beside(reading):
    """A number and what stands below it: its unit, or a name and a number of their own."""
    return f"{reading.value}{' · ' if ': ' in reading.note else ' '}{reading.note}"


def words_of(bench, values, monkeypatch):
    """All that a bench says of its picture, once it is answered."""
    run = bench.measure(values)
    view = View(values, run, True, page=bench.page)
    told = in_words(bench, view, monkeypatch)
    told += [bench.notice(view) if bench.notice else ""]
    told += [f"{one.name}: {_beside(one)}" for one in bench.readings(view)]
    if bench.question:
        judgement = bench.question.judge(run)
        assert UNSURE not in judgement.right
        assert set(bench.question.options) >= judgement.right
        told.append(quote(f"{bench.question.key(bench.page)}.measured", judgement.values))
    return "\n".join(told)


@pytest.mark.parametrize("name", BENCHES)
def test_every_state_can_be_said(name, monkeypatch):
    bench = BENCHES[name]
    for values in some(bench):
        told = words_of(bench, values, monkeypatch)
        found = {what: re.findall(odd, told) for what, odd in ODD.items()}
        assert not any(found.values()), (found, values, told)


TINY = 1e-5  # what no slider stops at, but a link may ask for


def _around_zero(bench):
    """The settings of a bench that may be anything around 0."""
    moved = moved_by_hand(bench).values()
    return [one.name for one in moved if isinstance(one, Number) and one.low < 0 < one.high]


@pytest.mark.parametrize("name", [one for one, bench in BENCHES.items() if _around_zero(bench)])
def test_a_number_next_to_nothing_is_written_by_hand(name, monkeypatch):
    bench = BENCHES[name]
    for moved in [*([one] for one in _around_zero(bench)), _around_zero(bench)]:
        values = values_of(bench, **dict.fromkeys(moved, TINY))
        told = words_of(bench, values, monkeypatch)
        assert not re.findall(ODD["a computer's power of ten"], told), (moved, told)


ASKING = [name for name, bench in BENCHES.items() if bench.question]


def test_every_bench_asks():
    assert set(BENCHES) == set(ASKING)


@pytest.mark.parametrize("name", BENCHES)
def test_every_bench_has_numbers_that_a_change_can_be_seen_by(name):
    bench, values = BENCHES[name], values_of(BENCHES[name])
    assert bench.readings(View(values, bench.measure(values), True, page=bench.page))


@pytest.mark.parametrize("name", ASKING)
def test_a_guess_is_judged_in_words_by_a_number_and_with_a_reason(name):
    bench, values = BENCHES[name], values_of(BENCHES[name])
    question, judgement = bench.question, bench.question.judge(bench.measure(values))
    assert set() < judgement.right < set(question.options)
    assert re.search(r"\d", quote(f"{question.key(bench.page)}.measured", judgement.values))
    why = f"why-{judgement.why}" if judgement.why else "why"
    assert exists(f"{question.key(bench.page)}.{why}")
    assert all(question.option(bench.page, one) for one in (*question.options, UNSURE))
