"""The benches of the page on the scissors: cuts, ways of an error, learning, cost.

Every angle and share is of the run on screen, beside thirty others.
"""

from __future__ import annotations

from lstm97.analysis.scissors.training import EVERY, LONGEST
from lstm97.ui.lesson import training as live
from lstm97.ui.lesson.bench import Bench, Drawer, how_to_read
from lstm97.ui.lesson.equations import equation_drawer
from lstm97.ui.pages.scissors import code, conditions, cost, cuts, learning, paths
from lstm97.ui.pages.scissors.conditions import PAGE, SETTINGS, CutRun, ScissorsValues

EQUATION = equation_drawer(PAGE, cuts.EQUATIONS)
NETWORK = ("seed", "length", "scale", "input_bias")
BENCHES = (
    Bench[CutRun, ScissorsValues](
        settings=SETTINGS,
        tab="cuts",
        measure=conditions.run,
        picture=cuts.picture,
        question=cuts.QUESTION,
        case=conditions.network,
        code=code.cuts,
        readings=cuts.readings,
        notice=cuts.remarks,
        drawers=(
            how_to_read(PAGE),
            Drawer("thirty", "groups", cuts.thirty),
            Drawer("words", "notes", cuts.words),
            Drawer("proof", "verified", cuts.proof),
            EQUATION,
        ),
    ),
    Bench[CutRun, ScissorsValues](
        settings=SETTINGS,
        tab="paths",
        controls=("net_in", "net_out", "net_c", "net"),
        more=NETWORK,
        measure=conditions.run,
        picture=paths.picture,
        question=paths.QUESTION,
        code=code.paths,
        readings=paths.readings,
        notice=paths.remarks,
        ghosts=lambda _: False,
        intro="paths",
        takeaway="",
        drawers=(how_to_read(PAGE, "how-to-read-paths"), Drawer("words", "notes", cuts.words)),
    ),
    Bench[learning.LearningRun, ScissorsValues](
        settings=SETTINGS,
        tab="learn",
        controls=("first",),
        more=("trained",),
        presets=(),
        measure=learning.learning_run,
        picture=learning.picture,
        question=learning.QUESTION,
        case=lambda values: "",
        code=lambda values: code.learn(values, learning.CLASS, LONGEST, EVERY),
        readings=learning.readings,
        notice=learning.remarks,
        acts=learning.acts,
        busy=lambda: live.running(PAGE),
        ghosts=lambda _: False,  # a training would have to be made again
        intro="learning",
        takeaway="",
        drawers=(how_to_read(PAGE, "how-to-read-learning"),),
    ),
    Bench[cost.Bills, ScissorsValues](
        settings=SETTINGS,
        tab="cost",
        controls=(),
        more=(),
        presets=(),
        measure=cost.bills,
        picture=cost.picture,
        question=cost.QUESTION,
        case=lambda values: "",
        code=lambda _: code.cost(cost.MOST_RTRL, cost.FEW, cost.EIGHT, cost.TIMES[-1]),
        readings=cost.readings,
        notice=cost.remarks,
        acts=cost.acts,
        ghosts=lambda _: False,
        intro="cost",
        takeaway="",
        drawers=(
            how_to_read(PAGE, "how-to-read-cost"),
            Drawer("times", "timer", cost.times),
            EQUATION,
        ),
    ),
)
