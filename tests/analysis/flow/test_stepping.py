"""What is streamed step by step is what whole passes find, to the last bit where the sums agree."""

import numpy as np
import pytest

from lstm97.analysis.flow.race import RaceSetup, contenders, run_race
from lstm97.analysis.flow.stepping import Wave
from lstm97.engine import FULL, TRUNCATED, backward, retreat, stream
from lstm97.tasks import TASKS, pick

SIDES = ("rnn", "lstm97")


def started(slug="temporal-order", cuts=TRUNCATED, at=None, **parameters):
    """The finished laps of a race, and the wave of the same race before its first step."""
    task = TASKS[slug](**parameters)
    sequence = pick(task.draw(1, rng=np.random.default_rng([1, 97])), 0)
    laps = run_race(contenders(task, RaceSetup()), sequence, cuts=cuts, at=at)
    return laps, Wave(laps, at)


def run(wave, until=None):
    while wave.position < (until or 2 * wave.steps):
        wave.advance()
    return wave


@pytest.mark.parametrize("cuts", [TRUNCATED, FULL])
@pytest.mark.parametrize(("slug", "at"), [("temporal-order", None), ("adding", "every")])
def test_every_value_is_the_engines_own_to_the_last_bit(slug, at, cuts):
    laps, wave = started(slug, cuts, at, length=30)
    for side, lap in run(wave).laps.items():
        trace, flow = lap.trace, lap.flow
        for moment in stream(trace.params, *trace.inputs):
            for name, values in moment.gates._asdict().items():
                assert (getattr(trace.gates, name)[moment.t] == values).all()
            assert trace.loss[moment.t] == moment.loss
        for step in retreat(trace, cuts=laps[side].flow.cuts, at=at):
            assert (flow.nets[step.t] == step.nets).all()
            assert (flow.state[step.t] == step.state).all()


@pytest.mark.parametrize("cuts", [TRUNCATED, FULL])
def test_at_the_end_there_is_what_whole_passes_find(cuts):
    laps, wave = started(cuts=cuts, length=30)
    run(wave)
    for side in SIDES:
        whole, live = laps[side], wave.laps[side]
        for name, values in whole.trace.gates._asdict().items():
            assert getattr(live.trace.gates, name) == pytest.approx(values, rel=1e-12, abs=1e-14)
        assert live.reach.curve == pytest.approx(whole.reach.curve, rel=1e-12)
        again = backward(live.trace, cuts=whole.flow.cuts)
        assert (live.flow.nets == again.nets).all()
        assert (live.flow.state == again.state).all()


def test_nothing_is_there_before_the_wave():
    _, wave = started(length=20)
    run(wave, 7)
    for lap in wave.laps.values():
        done = np.isfinite(lap.trace.gates[0]).all(axis=1)
        assert done.tolist() == [True] * 7 + [False] * (wave.steps - 7)
        assert np.isnan(lap.flow.state).all()
    run(wave, wave.steps + 3)
    for lap in wave.laps.values():
        assert np.flatnonzero(np.isfinite(lap.reach.curve)).tolist() == [
            wave.steps - n for n in (3, 2, 1)
        ]


def test_it_ends_after_both_sweeps_and_knows_what_a_step_took():
    _, wave = started(length=10)
    assert np.isnan(wave.pace("rnn").forward)
    run(wave)
    assert wave.done
    assert all(0 < took < 1 for side in SIDES for took in vars(wave.pace(side)).values())
    with pytest.raises(StopIteration):
        wave.advance()
