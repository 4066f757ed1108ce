"""The last bench: many units, many paths, and signs that cancel."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st

from lstm97.analysis.problem.path_sum import MOST_PATHS, PathSum, path_sum
from lstm97.figures.foundations.one_weight import running_sum
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.charts import draw
from lstm97.ui.base.numbers import share, size, whole
from lstm97.ui.base.text import labelled, prose, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson.bench import Reading, View
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.pages.vanishing_exploding import sentences
from lstm97.ui.pages.vanishing_exploding.conditions import PAGE, VanishingValues, setup

_sum_paths = wrap_pure(path_sum, entries=32)


@dataclass(frozen=True, eq=False)
class Paths:
    """All paths of an error over so many steps; ``request`` is how many the reader asked for."""

    request: int
    sum: PathSum


def paths(values: VanishingValues) -> Paths:
    """The paths in the network that the settings describe."""
    return Paths(values.q, _sum_paths(setup(values), values.q))


def judge(found: Paths) -> Judgement:
    """How much of all paths is left once their signs have cancelled."""
    slug = sentences.paths(found.sum)
    right = {"alone": "most", "overflow": "", "zero": ""}.get(slug, slug)
    told = {"left": _remainder(found.sum), "paths": whole(len(found.sum.products))}
    return Judgement(frozenset({right} - {""}), told, slug)


def _remainder(found: PathSum) -> str:
    known = sentences.paths(found) not in ("overflow", "zero")
    return share(found.survives, sentences.HALF, sentences.LITTLE) if known else "—"


QUESTION = Question("paths", ("most", "part", "little"), judge)


def picture(view: View[Paths]) -> None:
    """The paths added up, the largest first; before the answer, only those that add."""
    found = view.run.sum
    words = {name: t(f"{PAGE}.many.{name}") for name in ("paths", "sum")}
    words["left"] = t("vanishing-exploding.many.left", entry=size(found.entry))
    if not np.isfinite(found.products).all():
        st.info(t("vanishing-exploding.many.overflow"))
        return
    chart = running_sum(found.products, words, current_palette(), revealed=view.revealed)
    alt = labelled(words["sum"], words["left"] if view.revealed else words["paths"])
    draw(chart, key=f"{PAGE}/paths", alt=alt, height="stretch")


def readings(view: View[Paths]) -> list[Reading]:
    """How many paths there are, and what is left of them."""
    found = view.run.sum
    return [
        Reading(t("vanishing-exploding.many.count"), whole(len(found.products))),
        Reading(t("vanishing-exploding.many.survives"), _remainder(found)),
    ]


def remarks(view: View[Paths]) -> str:
    """The sums of both signs, and where the picture shows fewer steps than asked for."""
    found, slug = view.run.sum, sentences.paths(view.run.sum)
    if slug in ("overflow", "zero"):  # the verdict has said so
        return prose(PAGE, "many-units")
    told = prose(
        PAGE,
        "many-says",
        u=found.u + 1,
        v=found.v + 1,
        q=found.q,
        up=size(found.up),
        down=size(found.down),
        entry=size(found.entry),
    ).strip()
    if found.q < view.run.request:
        told += "\n- " + _limit(found)
    return told


def _limit(found: PathSum) -> str:
    """Why fewer steps are shown than asked for: too many paths, or no longer way."""
    if found.units**found.q <= MOST_PATHS:  # as many as one step more would take
        return t("vanishing-exploding.many.short", q=found.q)
    return t("vanishing-exploding.many.cut", q=found.q, n=found.units)
