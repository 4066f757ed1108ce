"""The proof on a page: the gradient check of exactly the networks that are on screen.

It runs when the reader asks for it, since moving every weight of two networks costs more than the
picture that it vouches for; once made it is kept, as an open proof is drawn with every rerun. It
ends when the reader leaves or moves on.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import streamlit as st

from lstm97.engine import At, ErrorFlow, Params, network_of
from lstm97.engine.gradcheck import BAR, Check, gradcheck
from lstm97.engine.trace import NetworkInputs
from lstm97.figures.evidence.proof import check_chart
from lstm97.figures.palette import Role
from lstm97.figures.stage.lanes import ROLES
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.charts import draw
from lstm97.ui.base.fill import quote
from lstm97.ui.base.measures import READING
from lstm97.ui.base.numbers import size
from lstm97.ui.base.part import give_way
from lstm97.ui.base.text import t
from lstm97.ui.base.theme import current_palette


def prove(page: str, flows: Mapping[str, ErrorFlow], at: At = None) -> None:
    """The gradients of these single runs checked; ``at`` is where their errors entered."""
    checks = {_name(slug): check_of(flow, at) for slug, flow in flows.items()}
    show_checks(page, checks, {_name(slug): ROLES[slug] for slug in flows})


def show_checks(page: str, checks: Mapping[str, Check], roles: Mapping[str, Role]) -> None:
    """Gradient checks that were made, by the names of networks, with the colours of these."""
    st.markdown(t("common.proof.says"), width=READING)
    for name, check in checks.items():
        _verdict(name, check)
    words = {side: t(f"common.proof.{side}") for side in ("analytic", "numeric")}
    chart = check_chart(checks, roles, words, current_palette())
    draw(chart, key=f"{page}/proof/chart", alt=t("common.proof.alt"))


def _name(slug: str) -> str:
    return t(f"lanes.networks.{slug}")


def check_of(flow: ErrorFlow, at: At = None) -> Check:
    """The gradient of a single run checked; it ends when the reader leaves or moves on."""
    return _check(flow.trace.params, flow.trace.inputs, tuple(sorted(flow.cuts)), at)


def _measure(params: Params, inputs: NetworkInputs, cuts: tuple[str, ...], at: At) -> Check:
    network = network_of(params)
    return gradcheck(network, params, *inputs, cuts=frozenset(cuts), at=at, stop=give_way)


_check = wrap_pure(_measure, entries=32)


def _verdict(name: str, check: Check) -> None:
    found = outcome(check)
    show = {"passed": st.success, "faint": st.info}.get(found, st.warning)
    show(quote(f"common.proof.{found}", _facts(name, check)), width=READING)


def outcome(check: Check) -> str:
    """How a check came out: the predicate behind what is said of it."""
    if check.passed:
        return "passed"
    if check.faint:
        return "faint"
    return "failed" if np.isfinite(check.error) else "overflow"


def _facts(name: str, check: Check) -> dict[str, str]:
    off, largest = np.abs(check.analytic - check.numeric), np.abs(check.analytic)
    return {
        "name": name,
        "mode": t("common.proof.truncated" if check.cuts else "common.proof.full"),
        "weights": weights_checked(check),
        "error": size(check.error),
        "bar": size(BAR, 1),
        "off": size(float(off.max(initial=0)), 1),
        "largest": size(float(largest.max(initial=0))),
    }


def weights_checked(check: Check) -> str:
    """How many weights were moved, and of how many, where that was a sample."""
    if not check.sampled:
        return str(check.parameters)
    return t("common.proof.some", weights=check.parameters, total=check.total)
