"""The benches of the page on vanishing and exploding errors: a network, a weight, remedies, paths.

Everything that they say is read off the run on screen.
"""

from __future__ import annotations

from typing import Any

from lstm97.ui.base.text import prose
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.bench import Bench, Drawer
from lstm97.ui.pages.vanishing_exploding import (
    chain,
    code,
    experts,
    exploding,
    many,
    network,
    one,
    remedies,
)
from lstm97.ui.pages.vanishing_exploding.conditions import (
    NETWORK,
    PAGE,
    SETTINGS,
    STOPS,
    VanishingValues,
)


def _read(section: str) -> Drawer[Any]:
    return Drawer(
        "how-to-read", "visibility", lambda view: lesson.text(prose(PAGE, section)), wide=False
    )


BENCHES = (
    Bench[network.NetworkView, VanishingValues](
        settings=SETTINGS,
        tab="flow",
        measure=network.network,
        picture=network.picture,
        question=network.QUESTION,
        code=code.flow,
        readings=network.readings,
        notice=network.remarks,
        drawers=(
            _read("how-to-read"),
            Drawer("chain", "linear_scale", chain.chain),
            Drawer("words", "notes", network.words),
            Drawer("equations", "code", network.equations),
            Drawer("proof", "verified", network.proof),
            Drawer("credit", "grid_on", experts.credit),
            Drawer("singular", "stacked_line_chart", experts.singular),
        ),
    ),
    Bench[one.Single, VanishingValues](
        settings=SETTINGS,
        tab="one",
        controls=("y", "w"),
        more=(),
        presets=(),
        measure=one.single,
        picture=one.picture,
        question=one.QUESTION,
        case=lambda values: "",
        code=lambda values: code.one(values, one.MANY),
        readings=one.readings,
        notice=one.remarks,
        acts=one.acts,
        intro="one-weight",
        takeaway="",
        ghosts=lambda _: False,
    ),
    Bench[remedies.RemedySweep, VanishingValues](
        settings=SETTINGS,
        tab="weights",
        controls=("act", "n", "sweep"),
        answering=("sweep",),
        more=("T", *NETWORK),
        presets=(),
        measure=remedies.remedy_sweep,
        picture=remedies.weights_picture,
        question=remedies.LARGER,
        case=lambda values: f"{values.act} {values.n}",
        code=lambda values: code.weights(values, STOPS, remedies.LONGEST),
        readings=remedies.weights_readings,
        notice=remedies.weights_noticed,
        intro="larger-weights",
        takeaway="",
        ghosts=lambda _: False,
    ),
    Bench[remedies.RatePair, VanishingValues](
        settings=SETTINGS,
        tab="rate",
        controls=("rate", "act", "size", "T"),
        answering=("rate",),
        more=("n", *NETWORK),
        presets=(),
        measure=remedies.rate_pair,
        picture=remedies.rate_picture,
        question=remedies.FASTER,
        case=lambda values: f"{values.act} {values.size} {values.T}",
        code=lambda values: code.rate(values, remedies.TENFOLD),
        readings=remedies.rate_readings,
        notice=remedies.rate_noticed,
        acts=remedies.rate_acts,
        intro="larger-rate",
        takeaway="",
        ghosts=lambda _: False,
    ),
    exploding.BENCH,
    Bench[many.Paths, VanishingValues](
        settings=SETTINGS,
        tab="many",
        controls=("q", "n", "act", "size"),
        more=("T", *NETWORK),
        presets=(),
        measure=many.paths,
        picture=many.picture,
        question=many.QUESTION,
        code=code.many,
        readings=many.readings,
        notice=many.remarks,
        intro="many-units",
        takeaway="",
        ghosts=lambda _: False,
    ),
)
