"""Lessons of 20, 45 and 90 minutes fill their time, and each opens its stages as its own."""

import pytest

from lstm97.ui.lesson import plan
from lstm97.ui.lesson.plan import LESSON_STAGES, PLANS, starts


@pytest.mark.parametrize("minutes", PLANS)
def test_a_plan_fills_its_time(minutes):
    stages = PLANS[minutes]
    assert sum(stage.minutes for stage in stages) == minutes
    assert starts(stages)[-1] + stages[-1].minutes == minutes
    order = [one.page for one in LESSON_STAGES]
    assert [order.index(stage.page) for stage in stages] == sorted(
        order.index(stage.page) for stage in stages
    )


@pytest.mark.parametrize(("minutes", "said"), [(20, "20"), (45, "1"), (90, "90")])
def test_a_stage_is_projected_in_its_own_plan(minutes, said, monkeypatch):
    monkeypatch.setattr(plan, "present_value", lambda: said)
    assert plan.current_plan() is PLANS[minutes]
    for stage in plan.current_plan():
        assert stage.on_a_wall["present"] == said
        assert stage.on_a_wall.items() >= stage.query.items()
