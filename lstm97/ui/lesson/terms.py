"""Every term and symbol of the lesson, the paper and the document that the lesson covers.

The words are in the catalogue of each language; here is what needs no language: a term's symbol,
its part of the lesson, the page where it can be touched, and the pages that use it besides.
"""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from lstm97.ui.base.contents import BY_SLUG
from lstm97.ui.base.text import exists, language, languages, other, t, translate

GLOSSARY = "glossary"  # the page that lists them all
GROUPS = (
    "network",
    "learning",
    "error",
    "carousel",
    "cell",
    "gradient",
    "evidence",
    "since",
)


class Term(NamedTuple):
    """A term: its group, its symbol in LaTeX (or nothing), and the page where it lives."""

    slug: str
    group: str
    symbol: str
    page: str


TERMS = (
    Term("neural-network", "network", "", "gradient-descent"),
    Term("unit", "network", "j", "gradient-descent"),
    Term("weight", "network", "w_{ij}", "gradient-descent"),
    Term("bias", "network", "", "gradient-descent"),
    Term("net-input", "network", "net_j(t)", "gradient-descent"),
    Term("activation", "network", "y_j(t)", "gradient-descent"),
    Term("activation-function", "network", "f_j", "gradient-descent"),
    Term("logistic", "network", r"f(x)=\frac{1}{1+e^{-x}}", "gradient-descent"),
    Term("input", "network", "x(t)", "gradient-descent"),
    Term("hidden-unit", "network", "i", "layers"),
    Term("output-unit", "network", "k", "layers"),
    Term("layer", "network", "", "layers"),
    Term("feed-forward", "network", "", "layers"),
    Term("time-step", "network", "t", "recurrent-network"),
    Term("sequence", "network", "T", "recurrent-network"),
    Term("recurrent-network", "network", "", "recurrent-network"),
    Term("feedback", "network", "", "recurrent-network"),
    Term("hidden-state", "network", "h_t", "recurrent-network"),
    Term("unrolling", "network", "", "recurrent-network"),
    Term("loss", "learning", "E(t)", "gradient-descent"),
    Term("target", "learning", r"d_k(t),\ t^k(t)", "gradient-descent"),
    Term("teacher-signal", "learning", "", "bptt"),
    Term("derivative", "learning", "f'", "gradient-descent"),
    Term("partial-derivative", "learning", r"\partial E/\partial w", "math-toolbox"),
    Term("chain-rule", "learning", "", "math-toolbox"),
    Term("gradient", "learning", r"\nabla E", "gradient-descent"),
    Term("gradient-descent", "learning", "", "gradient-descent"),
    Term("learning-rate", "learning", r"\alpha", "gradient-descent"),
    Term("backpropagation", "learning", "", "layers"),
    Term("forward-pass", "learning", "", "layers"),
    Term("bptt", "learning", "", "bptt"),
    Term("rtrl", "learning", "", "bptt"),
    Term("on-line", "learning", "", "experiments"),
    Term("gradient-check", "learning", "", "bptt"),
    Term("generalisation", "learning", "", "paper-tables"),
    Term("vector-matrix", "learning", "W", "layers"),
    Term("mean-variance", "learning", "", "math-toolbox"),
    Term("gaussian", "learning", "", "math-toolbox"),
    Term("error-signal", "error", r"\vartheta_j(t)", "bptt"),
    Term("state-error", "error", "e_s(t)", "memory-cell"),
    Term("lag", "error", "q", "vanishing-exploding"),
    Term("long-lag", "error", "", "error-race"),
    Term("local-factor", "error", r"f_j'(net_j(t))\,w_{ij}", "vanishing-exploding"),
    Term("vanishing", "error", "", "vanishing-exploding"),
    Term("exploding", "error", "", "vanishing-exploding"),
    Term("overflow", "error", "", "vanishing-exploding"),
    Term("saturation", "error", "", "gradient-descent"),
    Term(
        "global-flow",
        "error",
        r"\sum_u \frac{\partial\vartheta_v(t-q)}{\partial\vartheta_u(t)}",
        "vanishing-exploding",
    ),
    Term("bound", "error", r"n\,(f'_{max}\,\lVert W\rVert_A)^q", "vanishing-exploding"),
    Term("norm", "error", r"\lVert W\rVert_A", "vanishing-exploding"),
    Term("slope-max", "error", "f'_{max}", "vanishing-exploding"),
    Term(
        "wmax-tau",
        "error",
        r"w_{max} < \frac{4.0}{n},\ \tau=\frac{n\,w_{max}}{4.0}",
        "vanishing-exploding",
    ),
    Term("spectral-radius", "error", r"\rho(W)", "math-toolbox"),
    Term("effective-depth", "error", "", "vanishing-exploding"),
    Term("clipping", "error", "", "vanishing-exploding"),
    Term("linear-unit", "carousel", "f_j(x)=x", "carousel"),
    Term("cec", "carousel", "w_{jj}=1.0", "carousel"),
    Term("constant-flow", "carousel", "", "carousel"),
    Term("input-conflict", "carousel", "w_{ji}", "weight-conflict"),
    Term("output-conflict", "carousel", "w_{kj}", "weight-conflict"),
    Term("lstm", "cell", "", "memory-cell"),
    Term("memory-cell", "cell", "c_j", "memory-cell"),
    Term("state", "cell", "s_{c_j}(t)", "memory-cell"),
    Term("gate", "cell", "", "memory-cell"),
    Term("multiplicative", "cell", "", "memory-cell"),
    Term("input-gate", "cell", r"in_j,\ y^{in_j}(t)", "memory-cell"),
    Term("output-gate", "cell", r"out_j,\ y^{out_j}(t)", "memory-cell"),
    Term("g", "cell", r"g(x)=\frac{4}{1+e^{-x}}-2", "memory-cell"),
    Term("h", "cell", r"h(x)=\frac{2}{1+e^{-x}}-1", "memory-cell"),
    Term("cell-output", "cell", "y^{c_j}(t)", "memory-cell"),
    Term("block", "cell", r"c_j^v,\ S_j", "memory-cell"),
    Term("entry", "cell", r"y^{out}\,h'(s_c)", "memory-cell"),
    Term("exit", "cell", r"y^{in}\,g',\ g\,y^{in\prime}", "memory-cell"),
    Term("drift", "cell", "", "memory-cell"),
    Term("abuse", "cell", "", "memory-cell"),
    Term("gate-bias", "cell", "", "memory-cell"),
    Term("truncated", "gradient", r"\approx_{tr}", "memory-cell"),
    Term("full", "gradient", "", "memory-cell"),
    Term("scissors", "gradient", "", "scissors"),
    Term("paths", "gradient", "", "scissors"),
    Term("local", "gradient", "O(1)", "scissors"),
    Term("complexity", "gradient", "O(W)", "scissors"),
    Term("kronecker", "gradient", r"\delta_{kl}", "scissors"),
    Term("truncated-bptt", "gradient", "", "bptt"),
    Term("reber", "evidence", "", "experiments"),
    Term("long-lag-task", "evidence", "", "experiments"),
    Term("two-sequence", "evidence", "", "experiments"),
    Term("adding", "evidence", "", "experiments"),
    Term("multiplication", "evidence", "", "experiments"),
    Term("temporal-order", "evidence", "", "experiments"),
    Term("distractor", "evidence", "", "recurrent-network"),
    Term("st1", "evidence", "ST1", "paper-tables"),
    Term("st2", "evidence", "ST2", "paper-tables"),
    Term("st3", "evidence", r"ST3(\beta)", "paper-tables"),
    Term("abs", "evidence", r"ABS(\beta)", "paper-tables"),
    Term("guessing", "evidence", "", "paper-tables"),
    Term("trial", "evidence", "", "experiments"),
    Term("seed", "evidence", "", "gradient-descent"),
    Term("chunker", "evidence", "", "paper-tables"),
    Term("elman", "evidence", "", "paper-tables"),
    Term("forget-gate", "since", r"y^{\varphi}(t)", "forget-gate"),
    Term("gru", "since", "", "forget-gate"),
    Term("modern-lstm", "since", "", "forget-gate"),
)
BY_TERM = {term.slug: term for term in TERMS}

# Words that a page needs and that live on another one.
ALSO = {
    "layers": ("weight", "activation-function", "logistic", "loss", "learning-rate", "input"),
    "recurrent-network": (
        "activation-function",
        "weight",
        "net-input",
        "activation",
        "input",
        "logistic",
        "saturation",
    ),
    "bptt": ("backpropagation", "chain-rule", "weight", "activation", "unrolling"),
    "vanishing-exploding": ("error-signal", "spectral-radius", "logistic"),
    "math-toolbox": ("derivative", "vector-matrix"),
    "carousel": ("local-factor",),
    "weight-conflict": ("linear-unit", "cec", "learning-rate"),
    "memory-cell": ("teacher-signal", "cec", "bias", "logistic"),
    "error-race": (
        "effective-depth",
        "teacher-signal",
        "error-signal",
        "state-error",
        "truncated",
        "full",
        "cec",
    ),
    "scissors": ("truncated", "full", "state-error", "cec", "rtrl", "bptt"),
    "experiments": ("distractor", "state", "input-gate", "output-gate"),
    "paper-tables": ("trial", "rtrl", "bptt", "block", "gate-bias"),
    "forget-gate": ("cec", "gate-bias", "state", "full"),
    "your-network": (
        "effective-depth",
        "forget-gate",
        "modern-lstm",
        "spectral-radius",
        "clipping",
    ),
    "myths": ("cec", "truncated", "full", "vanishing", "clipping", "forget-gate"),
    "quiz": ("cec", "truncated", "effective-depth", "bound", "drift", "abuse"),
    "classroom": (
        "bptt",
        "vanishing",
        "exploding",
        "cec",
        "gate",
        "truncated",
        "full",
        "effective-depth",
    ),
}


def names(term: Term) -> tuple[str, str]:
    """A term's name in the reader's language, and in the other one."""
    key = f"glossary.term.{term.slug}.name"
    return t(key), translate(other(language()), key)


def aliases(term: Term) -> list[str]:
    """What else a term is called, in every language: by everyday words and by other texts."""
    key = f"glossary.aka.{term.slug}"
    return [translate(lang, key) for lang in languages()] if exists(key) else []


def line(term: Term) -> str:
    """A term in one line of Markdown: both names and the symbol."""
    mine, second = names(term)
    symbol = f" · ${term.symbol}$" if term.symbol else ""
    return f"**{mine}** · {second}{symbol}"


def means(slug: str) -> str:
    """What a term means, in the reader's language."""
    return t(f"glossary.term.{slug}.means")


def words_of(page: str) -> tuple[str, ...]:
    """The terms that a page uses, in the glossary's order: those that live there, and others."""
    also = ALSO.get(page, ())
    return tuple(one.slug for one in TERMS if one.page == page or one.slug in also)


def words(page: str) -> None:
    """A small button that opens the words of a page and what they mean; nothing if it has none."""
    slugs = words_of(page)
    if not slugs:
        return
    with st.popover(
        t("glossary.ui.words"),
        icon=":material/menu_book:",
        type="tertiary",
        help=t("glossary.ui.words_help"),
    ):
        st.markdown("\n".join(f"- {line(BY_TERM[slug])}  \n  {means(slug)}" for slug in slugs))
        info = BY_SLUG[GLOSSARY]
        st.page_link(info.file, label=t("glossary.ui.all"), icon=f":material/{info.icon}:")
