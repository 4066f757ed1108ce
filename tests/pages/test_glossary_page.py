"""Terms are found in either language, explained in the reader's, and linked to where they live."""

import re

import pytest
from visit import opener, said, visit

from lstm97.ui.base.contents import BY_SLUG, PAGES
from lstm97.ui.base.text import catalogue, languages, translate
from lstm97.ui.lesson import terms
from lstm97.ui.lesson.terms import GROUPS, TERMS
from lstm97.ui.pages.glossary import view as glossary

open_page = opener("glossary")

PAPER = ("net-input", "activation", "weight", "g", "h", "state", "error-signal", "input-gate",
         "output-gate", "block", "cec", "bptt", "rtrl", "truncated", "abuse", "drift",
         "input-conflict", "output-conflict", "bound", "st1", "st2", "st3", "abs")  # fmt: skip
DESIGN = ("time-step", "net-input", "error-signal", "state-error", "local-factor", "bound", "cec",
          "truncated", "full", "paths", "effective-depth")  # fmt: skip
SOURCE = ("vanishing", "exploding", "long-lag", "cec", "memory-cell", "gate", "input-gate",
          "output-gate", "gradient-descent", "backpropagation", "activation-function", "loss",
          "hidden-state", "unrolling", "chain-rule", "partial-derivative", "vector-matrix",
          "gaussian", "mean-variance", "multiplicative", "generalisation")  # fmt: skip


def test_every_term_of_the_design_the_paper_and_the_source_is_there():
    assert {*PAPER, *DESIGN, *SOURCE} <= set(terms.BY_TERM)


def test_terms_are_unique_and_live_on_pages_of_the_lesson():
    assert len({term.slug for term in TERMS}) == len(TERMS)
    assert {term.group for term in TERMS} == set(GROUPS)
    assert {term.page for term in TERMS} <= set(BY_SLUG)


@pytest.mark.parametrize("lang", languages())
def test_the_catalogue_has_these_terms_and_no_others(lang):
    keys = {key for key in catalogue(lang, "glossary") if key.startswith("term.")}
    assert keys == {f"term.{term.slug}.{part}" for term in TERMS for part in ("name", "means")}


def test_chinese_names_and_meanings_are_chinese():
    for term in TERMS:
        assert re.search(r"[\u4e00-\u9fff]", translate("zh", f"glossary.term.{term.slug}.means"))


@pytest.mark.parametrize("lang", languages())
def test_all_terms_are_listed_with_both_names(lang):
    at = open_page(lang, group="all")
    assert not at.exception
    for term in TERMS:
        for each in languages():
            assert translate(each, f"glossary.term.{term.slug}.name") in said(at)
    linked = [link.proto.page for link in at.get("page_link")]
    assert {term.page for term in TERMS} <= set(linked)


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("find", ["carousel", "传送带", "CEC", "=cec"])
def test_a_term_is_found_in_either_language(lang, find):
    at = open_page(lang, find=find)
    assert translate("zh", "glossary.term.cec.name") in said(at)
    assert translate("zh", "glossary.term.reber.name") not in said(at)


# Everyday words, and those of the document that the lesson covers, with the term that is meant.
MEANT = {
    "长期依赖": "long-lag", "长时依赖": "long-lag", "恒定错误传输": "cec", "门控单元": "gate",
    "门控机制": "gate", "损失函数": "loss", "隐状态": "hidden-state", "sigmoid": "logistic",
    "前向传播": "forward-pass", "溢出": "overflow", "标准差": "mean-variance",
    "ANN": "neural-network", "hidden state": "hidden-state", "exploding": "exploding",
    "短期记忆": "hidden-state", "谷底": "gradient-descent", "守门员": "gate", "阀门": "gate",
    "永动机": "constant-flow", "传送带": "cec", "前馈神经网络": "unrolling", "反馈连接": "feedback",
    "线性代数": "vector-matrix", "高斯分布": "gaussian", "泛化": "generalisation",
    "计算复杂度": "complexity", "乘法单元": "multiplicative", "偏导数": "partial-derivative",
    "long-term dependency": "long-lag", "cell state": "state", "backprop": "backpropagation",
    "loss function": "loss", "overflow": "overflow", "forward pass": "forward-pass",
    "long-term dependencies": "long-lag", "Vanishing gradients": "vanishing",
    "cell-state": "state", "hidden states": "hidden-state", "loss functions": "loss",
    "losses": "loss", "biases": "bias", "ＡＮＮ": "neural-network", "Ｓｉｇｍｏｉｄ": "logistic",
    "feedforward": "feed-forward", "feed-forward": "feed-forward", "tanh": "activation-function",
    "hidden layer": "hidden-unit", "peephole": "modern-lstm", "online learning": "on-line",
    "eigenvalue": "spectral-radius", "Jacobian": "local-factor", "dot product": "vector-matrix",
    "finite differences": "gradient-check", "cross-entropy": "loss", "overfitting":
    "generalisation", "time delay": "lag", "deep learning": "neural-network", "epoch": "on-line",
    "通过时间的反向传播": "bptt", "隐藏层": "hidden-unit", "输入层": "input",
    "输出层": "output-unit", "存储块": "block",
    "深度学习": "neural-network", "均方误差": "loss", "长期记忆": "state",
    "存储单元": "memory-cell",
    "初始化": "seed", "期望": "mean-variance", "收敛": "gradient-descent", "雅可比": "local-factor",
    "特征值": "spectral-radius", "训练集": "generalisation", "交叉熵": "loss", "双曲正切":
    "activation-function", "S型函数": "logistic", "窥视孔": "modern-lstm",
    "权重矩阵": "vector-matrix", "weight matrix": "vector-matrix", "向量与矩阵": "vector-matrix",
    "导数与偏导数": "partial-derivative", "高斯噪声": "gaussian", "ReLU": "activation-function",
    "梯度消失与梯度爆炸": "vanishing", "门控单元（Gate Units）": "gate", "“反馈连接”": "feedback",
    "链式法则 (Chain Rule)": "chain-rule", "输入门 (Input Gate)": "input-gate",
    "conveyor": "cec", "standard deviation": "mean-variance", "step size": "learning-rate",
}  # fmt: skip


@pytest.mark.parametrize("lang", languages())
def test_terms_are_found_by_the_words_that_others_use(lang):
    at = open_page(lang)
    for words, slug in MEANT.items():
        found = [one.slug for one in glossary.matches(glossary.GlossaryValues(find=words))]
        assert slug in found, (words, found)
        assert len(found) <= 12, words
    assert not at.exception


@pytest.mark.parametrize("lang", languages())
def test_other_names_are_of_terms(lang):
    keys = {key for key in catalogue(lang, "glossary") if key.startswith("aka.")}
    assert keys <= {f"aka.{term.slug}" for term in TERMS}


def test_nothing_found_is_said():
    at = open_page(find="<script>zzz")
    assert not at.exception
    assert "No term contains" in at.info[0].value


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
def test_the_words_of_a_page_are_terms(page):
    slugs = terms.words_of(page.slug)
    assert set(slugs) <= set(terms.BY_TERM)
    assert len(slugs) <= 24
    assert slugs or page.slug in ("home", "glossary", "classroom")


def test_pages_named_for_their_words_exist():
    assert set(terms.ALSO) <= set(BY_SLUG)
    assert {slug for also in terms.ALSO.values() for slug in also} <= set(terms.BY_TERM)


def test_a_page_offers_its_words():
    at = visit("carousel", "zh")
    assert translate("zh", "glossary.term.cec.means") in said(at)
