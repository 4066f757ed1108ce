"""The myths on their page: a saying, the reader's answer, and at once the experiment.

An answer is the prediction and the click that runs the experiment in one. Each saying is a part of
the page, so that an answer redraws nothing but its own figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import streamlit as st

from lstm97.analysis.myths.evidence import LAG, Curve, Evidence
from lstm97.analysis.myths.sayings import MYTHS, Myth
from lstm97.figures.lines import Line, Spec, line_chart
from lstm97.figures.palette import Role
from lstm97.room.question import Right
from lstm97.ui.base.cached import wrap_pure
from lstm97.ui.base.charts import draw
from lstm97.ui.base.contents import BY_SLUG
from lstm97.ui.base.fill import quote
from lstm97.ui.base.measures import READING
from lstm97.ui.base.numbers import share, size
from lstm97.ui.base.part import part
from lstm97.ui.base.text import t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.link import record
from lstm97.ui.link.settings import Settings
from lstm97.ui.room import wall as room
from lstm97.ui.room.questions import choice, measured

PAGE = "myths"
ANSWERS = ("true", "false", "depends")
POINTS = 200  # of a line in a figure, at most
ROWS = 9  # of a figure's table


@dataclass(frozen=True)
class MythValues(record.Record):
    """Which myth a reader looks at."""

    show: str = record.choice(("all", *MYTHS), "all")


SETTINGS = Settings(PAGE, MythValues)


@dataclass(frozen=True)
class Look:
    """How a figure is shown: axis titles, a role for each curve, and where to go on.

    ``page`` is the one where the reader can try it, ``query`` the settings that its link carries.
    """

    x: str
    y: str
    roles: Mapping[str, Role]
    page: str
    query: Mapping[str, str] = field(default_factory=dict)
    log_x: bool = False


LOOKS: dict[str, Look] = {
    "never-vanish": Look(
        "back", "left",
        {"old": "lstm", "full": "error", "bias_0": "forget_gate", "bias_3": "gru"},
        "carousel", {"echo": "r-m4"},
    ),
    "forget-gate-1997": Look(
        "step", "state", {"old": "cell", "new": "forget_gate"},
        "forget-gate",
    ),
    "cec-is-vanishing": Look(
        "back", "left", {"carousel": "cell", "below": "rnn", "bent": "neutral"},
        "carousel", {"w": "0.9", "T": "100"},
    ),
    "clipping": Look(
        "back", "adds", {"exploding": "error", "clipped": "target", "vanishing": "rnn"},
        "vanishing-exploding", {"act": "tanh", "size": "3.9", "T": "100"},
    ),
    "below-one": Look(
        "back", "left", {"many": "error", "one": "rnn"},
        "vanishing-exploding", {"act": "identity", "size": "2", "T": "100"},
    ),
    "never-decays": Look(
        "step", "apart", {"state": "cell", "shown": "error", "guarded": "input_gate"},
        "memory-cell", {"bias": "-1"},
    ),
    "any-lag": Look(
        "lag", "told", {"ajar": "error", "guarded": "input_gate"},
        "experiments", log_x=True,
    ),
    "total-zero": Look(
        "back", "beyond", {"whole": "neutral", "beyond": "error"},
        "bptt", {"T": "8", "w": "0.3"},
    ),
    "larger-rate": Look(
        "rate", "update", {"near": "signal", "far": "error"},
        "vanishing-exploding", {"rate": "100", "T": "20"}, log_x=True,
    ),
    "larger-weights": Look(
        "size", "factor", {"factor": "rnn", "one": "bound"},
        "vanishing-exploding", {"w": "20"}, log_x=True,
    ),
    "few-steps": Look(
        "back", "left", {"cell": "lstm", "network": "rnn"},
        "scissors",
    ),
    "own-error": Look(
        "step", "error", {"engine": "signal", "right": "target", "garbled": "error"},
        "bptt",
    ),
}  # fmt: skip


def _run(slug: str) -> Evidence:
    return MYTHS[slug].experiment()


evidence = wrap_pure(_run)


def shown(values: MythValues) -> tuple[str, ...]:
    """The sayings to show, by slug."""
    return tuple(MYTHS) if values.show == "all" else (values.show,)


def saying(slug: str) -> None:
    """One saying: the question, or what the experiment says."""
    part(f"{PAGE}/{slug}", lambda: _saying(slug))


def _saying(slug: str) -> None:
    with st.container(border=True):
        number = list(MYTHS).index(slug) + 1
        st.subheader(f"{number} · {t(f'{PAGE}.{slug}.statement')}", anchor=False, width=READING)
        of_class = _of_class(slug)
        if of_class or (of_class is None and answered(slug)):
            _show(MYTHS[slug])
        elif of_class is None:
            _ask(slug)


def _of_class(slug: str) -> bool | None:
    """Ask the class that has a room; whether it has been revealed, None where there is none."""
    if not room.leads():
        return None
    options = {one: f"{PAGE}.answer.{one}" for one in ANSWERS}
    asked = choice(_key(slug), f"{PAGE}.{slug}.statement", options)
    shown = room.ask(room.Form(asked, lambda: _right(slug)))
    if shown:  # what a class has been shown counts as skipped by whoever projects
        st.session_state.setdefault("predictions", {}).setdefault(_key(slug), None)
    return shown


def _right(slug: str) -> Right:
    words = measured(f"{PAGE}.{slug}", figures(slug), "measured")
    return Right((MYTHS[slug].verdict,), words=words)


def answered(slug: str) -> bool:
    """Whether the reader has answered, or asked to be shown."""
    return _key(slug) in st.session_state.get("predictions", {})


def figures(slug: str) -> dict[str, str]:
    """The numbers of an experiment, ready for its sentences."""
    numbers = {"steps": LAG, **evidence(slug).numbers}
    return {
        name: share(value) if name.endswith("_share") else size(value)
        for name, value in numbers.items()
    }


def _ask(slug: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        for answer in ANSWERS:
            _button(slug, answer, t(f"{PAGE}.answer.{answer}"))
        _button(slug, None, t(f"{PAGE}.answer.run"))


def _button(slug: str, answer: str | None, label: str) -> None:
    st.button(
        label,
        key=f"{PAGE}/{slug}/{answer or 'run'}",
        type="secondary" if answer else "tertiary",
        on_click=_answer,
        args=(slug, answer),
    )


def _show(myth: Myth) -> None:
    numbers = figures(myth.slug)
    st.markdown(_verdict(myth))
    left, right = st.columns([3, 2], gap="medium")
    with left:
        draw(_chart(myth), key=f"{PAGE}/{myth.slug}/figure", alt=_alt(myth.slug))
    with right:
        st.markdown(quote(f"{PAGE}.{myth.slug}.measured", numbers))
        st.markdown(quote(f"{PAGE}.{myth.slug}.instead", numbers))
    lesson.summary_and_table(f"{PAGE}/{myth.slug}", _alt(myth.slug), _rows(myth))
    with st.container(horizontal=True, vertical_alignment="center"):
        _explore(myth.slug)
        st.button(
            t(f"{PAGE}.answer.again"),
            key=f"{PAGE}/{myth.slug}/again",
            type="tertiary",
            on_click=_forget,
            args=(myth.slug,),
        )


def _alt(slug: str) -> str:
    return t(f"{PAGE}.{slug}.alt")


def _verdict(myth: Myth) -> str:
    said = st.session_state["predictions"][_key(myth.slug)]
    verdict = t(f"{PAGE}.answer.{myth.verdict}")
    if said is None:
        return t(f"{PAGE}.verdict.skipped", verdict=verdict)
    if said == myth.verdict:
        return f":material/check_circle: {t(f'{PAGE}.verdict.agreed', said=verdict)}"
    told = t(f"{PAGE}.verdict.differs", said=t(f"{PAGE}.answer.{said}"), verdict=verdict)
    return f":material/swap_horiz: {told}"


def _chart(myth: Myth) -> Spec:
    look = LOOKS[myth.slug]
    lines = [_line(myth, curve, look.roles[curve.slug]) for curve in evidence(myth.slug).curves]
    return line_chart(
        lines,
        current_palette(),
        x=t(f"{PAGE}.axes.{look.x}"),
        y=t(f"{PAGE}.axes.{look.y}"),
        domain=myth.domain,
        log=myth.log,
        log_x=look.log_x,
        height=360,
    )


def _line(myth: Myth, curve: Curve, role: Role) -> Line:
    """A curve of at most `POINTS` points; on a logarithmic axis 0 lies on the lower edge."""
    kept = np.unique(np.linspace(0, len(curve.x) - 1, POINTS).astype(int))
    y = np.where(curve.y == 0, myth.domain[0], curve.y) if myth.log else curve.y
    return Line(t(f"{PAGE}.{myth.slug}.curves.{curve.slug}"), y[kept], role, x=curve.x[kept])


def _rows(myth: Myth) -> list[dict[str, str]]:
    """The numbers of a figure at a few places, a column for each curve."""
    curves = evidence(myth.slug).curves
    across = t(f"{PAGE}.axes.{LOOKS[myth.slug].x}")
    names = [t(f"{PAGE}.{myth.slug}.curves.{curve.slug}") for curve in curves]
    kept = np.unique(np.linspace(0, min(len(one.x) for one in curves) - 1, ROWS).astype(int))
    return [
        {across: size(curves[0].x[at])}
        | {name: size(curve.y[at], 3) for name, curve in zip(names, curves, strict=True)}
        for at in kept
    ]


def _explore(slug: str) -> None:
    """A link to the page where a saying can be tried, with the settings that show it."""
    look = LOOKS[slug]
    info = BY_SLUG[look.page]
    st.page_link(
        info.file,
        label=t(f"{PAGE}.explore.link", title=t(info.title_key)),
        icon=f":material/{info.icon}:",
        query_params=dict(look.query),
    )


def _key(slug: str) -> str:
    return f"{PAGE}.{slug}"


def _answer(slug: str, answer: str | None) -> None:
    st.session_state.setdefault("predictions", {})[_key(slug)] = answer


def _forget(slug: str) -> None:
    st.session_state["predictions"].pop(_key(slug), None)
