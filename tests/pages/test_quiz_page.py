"""A question, an answer, its reasons; the wrong one comes back, and the link keeps the rest."""

import math
import re
from functools import cache

import pytest
from visit import opener, said

from lstm97.analysis.cell.carousel import loop
from lstm97.analysis.quiz.bank import QUESTIONS, ask
from lstm97.ui.base.contents import BY_SLUG
from lstm97.ui.base.fill import numbers, wording
from lstm97.ui.base.text import catalogue, languages, translate
from lstm97.ui.pages.quiz.standing import HOME

open_page = opener("quiz")

NUMBER = {slug: n for n, slug in enumerate(QUESTIONS, 1)}


def all_but(*slugs):
    """The link of a reader who has answered everything else."""
    return {"done": ".".join(str(NUMBER[slug]) for slug in QUESTIONS if slug not in slugs)}


def asked(at):
    return at.session_state["quiz"].question


def give(at, *options):
    """Choose these options and check."""
    question = asked(at)
    if len(question.right) > 1:
        for box in at.checkbox:
            if box.key.rsplit("/", 1)[-1] in options:
                box.check()
        at.run()
    else:
        at.radio[0].set_value(options[0]).run()
    return at.button(key="quiz/check").click().run()


def right(at):
    return give(at, *asked(at).right)


def wrong(at):
    question = asked(at)
    return give(at, next(one for one in question.options if one not in question.right))


def go_on(at):
    return at.button(key="quiz/next").click().run()


@cache
def drawn(slug):
    """A question with many different numbers."""
    return [ask(slug, seed) for seed in range(120)]


def told(lang, question, part):
    """The key of one of a question's texts: that of its variant, where there is one."""
    key = f"{question.slug}.{part}"
    mine = f"{key}.{question.variant}"
    return mine if mine in catalogue(lang, "quiz") else key


@pytest.mark.parametrize("lang", languages())
def test_every_text_of_every_question_is_there(lang):
    texts = catalogue(lang, "quiz")
    needed = set()
    for slug in QUESTIONS:
        for question in drawn(slug):
            needed.add(told(lang, question, "ask"))
            needed |= {told(lang, question, f"why.{option}") for option in question.options}
            needed |= {f"{slug}.options.{o}" for o, v in question.options.items() if v is None}
    about = {key for key in texts if key.split(".")[0] in QUESTIONS}
    assert needed == about


# What the explanation of an option says, as the number that it explains, or as a fact about the
# question that must hold wherever the text is shown.
CLAIMS = {
    "unit-step.right": lambda v, w, x, before: math.tanh(v * x + w * before),
    "unit-step.no_squash": lambda v, w, x, before: v * x + w * before,
    "unit-step.no_loop": lambda v, x, **_: math.tanh(v * x),
    "unit-step.sign": lambda v, w, x, before: -math.tanh(v * x + w * before),
    "error-step.right": lambda w, y, after: (1 - y * y) * w * after,
    "error-step.no_slope": lambda w, y, after: w * after,
    "error-step.no_weight": lambda w, y, after: (1 - y * y) * after,
    "error-step.sign": lambda w, y, after: -(1 - y * y) * w * after,
    "weight-share.right": lambda error, before, **_: error * before,
    "weight-share.same_step": lambda error, same, **_: error * same,
    "weight-share.next_error": lambda later, before, **_: later * before,
    "weight-share.sign": lambda error, before, **_: -error * before,
    "factor-power.right": lambda w, slope, q: (slope * w) ** q,
    "factor-power.no_slope": lambda w, slope, q: w**q,
    "factor-power.times_q": lambda w, slope, q: slope * w * q,
    "factor-power.one_slope": lambda w, slope, q: slope * w**q,
    "effective-depth.right": lambda w, option: w**option >= 0.01 > w ** (option + 1),
    "effective-depth.tenth": lambda w, option: w**option >= 0.1 > w ** (option + 1),
    "effective-depth.thousandth": lambda w, option: w**option >= 0.001 > w ** (option + 1),
    "effective-depth.inverse": lambda w, option: (
        option == round(1 / (1 - w)) and 0.2 <= w**option <= 0.4
    ),
    "bound-value.right": lambda n, norm, slope, q: n * (slope * norm) ** q,
    "bound-value.no_units": lambda norm, slope, q, **_: (slope * norm) ** q,
    "bound-value.inside": lambda n, norm, slope, q: (n * slope * norm) ** q,
    "bound-value.linear": lambda n, norm, slope, **_: n * slope * norm,
    "carousel-sum.sum.both": lambda at, **_: at <= 6,
    "carousel-sum.sum.one": lambda at, **_: at > 6,
    "carousel-sum.first.both": lambda at, **_: at <= 6,
    "carousel-sum.first.one": lambda at, **_: at > 6,
    "carousel-sum.second.both": lambda at, **_: at <= 6,
    "carousel-sum.second.one": lambda at, **_: at > 6,
    "carousel-sum.product": lambda first, second, **_: first * second,
    "state-two.right": lambda y1, g1, y2, g2: y1 * g1 + y2 * g2,
    "state-two.forgets": lambda y1, g1, y2, g2: (1 - y2) * y1 * g1 + y2 * g2,
    "state-two.last": lambda y2, g2, **_: y2 * g2,
    "state-two.ungated": lambda g1, g2, **_: g1 + g2,
    "entry-factor.right": lambda y_out, h: y_out * (1 + h) * (1 - h) / 2,
    "entry-factor.no_gate": lambda y_out, h: (1 + h) * (1 - h) / 2,
    "entry-factor.tanh": lambda y_out, h: y_out * (1 - h * h),
    "entry-factor.shown": lambda y_out, h: y_out * h,
    "forget-power.right": lambda gate, q, **_: gate**q,
    "forget-power.once": lambda gate, **_: gate,
    "forget-power.shut": lambda gate, q, **_: (1 - gate) ** q,
    "forget-power.carousel": lambda **_: 1.0,
    "which-fate.vanish": lambda mean, right, **_: right == (mean < 1),
    "which-fate.stay": lambda w, variant, right, **_: right == (variant == "identity" and w == 1),
    "which-fate.explode": lambda w, variant, right, **_: right == (variant == "identity" and w > 1),
    "cut-here.cut": lambda variant, right: (
        right == (variant in ("net_in", "net_out", "net_c"))
    ),
    "cut-here.whole": lambda variant, right: right == variant.startswith("carousel"),
    "cut-here.scaled": lambda variant, right: (
        right == (variant.endswith("_full") and not variant.startswith("carousel"))
    ),
}  # fmt: skip


def case(question, option):
    """What a claim is about."""
    facts = dict(question.values)
    if question.slug in ("which-fate", "cut-here"):
        facts |= {"variant": question.variant, "right": option in question.right}
    if question.slug == "which-fate":
        facts["mean"] = loop(facts["w"], 201, question.variant).retention ** (1 / 200)
    if question.slug == "effective-depth":
        facts["option"] = question.options[option]
    return facts


@pytest.mark.parametrize("lang", languages())
def test_every_explanation_of_a_drawn_question_has_its_claim(lang):
    of_numbers = {slug for slug in QUESTIONS if ask(slug, 0).values or ask(slug, 0).variant}
    texts = {key for key in catalogue(lang, "quiz") if key.split(".")[0] in of_numbers}
    assert {key.replace(".why.", ".") for key in texts if ".why." in key} == set(CLAIMS)


@pytest.mark.parametrize("slug", sorted({key.split(".")[0] for key in CLAIMS}))
def test_every_explanation_belongs_to_its_variant(slug):
    for question in drawn(slug):
        for option, value in question.options.items():
            key = told("en", question, f"why.{option}").replace(".why.", ".")
            found = CLAIMS[key](**case(question, option))
            assert found is True or found == pytest.approx(value, rel=1e-9), (key, question)


LOW = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
SIGNS = {")(": ")*(", "·": "*", "−": "-", "tanh": "math.tanh"}


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize(
    "slug",
    ["unit-step", "error-step", "factor-power", "bound-value", "state-two", "entry-factor"],
)
def test_who_computes_what_the_explanation_prints_gets_the_key(slug, lang):
    for question in drawn(slug)[:40]:
        (option,) = question.right
        key = f"quiz.{told(lang, question, f'why.{option}')}"
        shown = numbers(question, product=True)
        said_so = translate(lang, key)
        for name, number in shown.items():
            said_so = said_so.replace(f"{{{name}}}", number)
        text = re.sub(r"×10([⁻⁰-⁹¹²³]+)", lambda m: f"e{m[1].translate(LOW)}", said_so)
        sum_ = re.split(r"[:：,，。]|\.(?!\d)", text.rpartition("=")[2].strip())[0]
        for sign, python in SIGNS.items():
            sum_ = sum_.replace(sign, python)
        sum_ = re.sub(r"[⁰-⁹¹²³]+", lambda m: f"**{m[0].translate(LOW)}", sum_)
        assert eval(sum_) == pytest.approx(question.options[option], rel=1e-9), sum_


@pytest.mark.parametrize("slug", QUESTIONS)
@pytest.mark.parametrize("lang", languages())
def test_every_question_can_be_answered(slug, lang):
    at = open_page(lang, **all_but(slug))
    assert asked(at).slug == slug
    assert at.button(key="quiz/check").disabled
    right(at)
    assert not at.exception
    assert at.success
    assert not at.warning
    assert "{" not in re.sub(r"\$[^$]*\$", "", said(at))
    done = at.query_params["done"]
    assert "".join(done).split(".") == [str(number) for number in NUMBER.values()]
    go_on(at)
    assert asked(at) is None


def test_a_wrong_answer_is_explained_and_comes_back_after_two_others():
    at = open_page()
    first = asked(at).slug
    wrong(at)
    assert at.warning
    assert "done" not in at.query_params
    assert "your choice" in said(at)
    for _ in range(2):
        go_on(at)
        assert asked(at).slug != first
        right(at)
    go_on(at)
    assert asked(at).slug == first
    assert any("asked again" in caption.value for caption in at.caption)


def test_not_knowing_shows_the_right_one_and_counts_as_wrong():
    at = open_page()
    at.button(key="quiz/unknown").click().run()
    assert "Here is the answer" in at.warning[0].value
    assert at.warning
    assert "check_circle" in said(at)


def test_a_computed_question_comes_back_with_other_numbers():
    at = open_page(**all_but("state-two"))
    before = asked(at).values
    wrong(at)
    go_on(at)
    assert asked(at).slug == "state-two"
    assert asked(at).values != before


def test_the_link_restores_progress_and_bad_ones_are_told():
    at = open_page(done="1.2.3.99")
    assert at.session_state["quiz"].deck.known_cards == set(list(QUESTIONS)[:3]) | {
        list(QUESTIONS)[-1]
    }
    assert len(at.warning) == 1


def test_after_three_tries_a_question_rests_and_the_result_is_a_link():
    at = open_page(**all_but("state-two"))
    for _ in range(3):
        wrong(at)
        go_on(at)
    assert asked(at) is None
    assert f"tried={NUMBER['state-two']}" in at.code[0].value
    assert f"{NUMBER['state-two']}" in "".join(at.query_params["tried"])
    result = at.success[0].value
    assert result == translate(
        "en", "quiz.ui.finished", total=len(QUESTIONS), first=0, later=len(QUESTIONS) - 1, rest=1
    )
    handed_in = open_page(**{name: "".join(at.query_params[name]) for name in ("done", "tried")})
    assert handed_in.success[0].value == result
    at.button(key="quiz/wake").click().run()
    assert asked(at).slug == "state-two"
    assert "tried" not in at.query_params


def test_the_link_tells_what_was_right_at_the_first_try():
    at = open_page(**all_but("state-two"))
    right(at)
    assert "".join(at.query_params["first"]) == str(NUMBER["state-two"])
    go_on(at)
    assert "1 right at the first try" in at.success[0].value


def test_a_link_that_contradicts_itself_still_opens():
    at = open_page(done="1.2", first="2.3", tried="2.4")
    now = at.session_state["quiz"].deck
    slugs = list(QUESTIONS)
    assert (now.known_cards, now.first, now.resting) == (set(slugs[:2]), {slugs[1]}, {slugs[3]})
    right(at)
    assert not at.exception


def test_topic_and_kind_choose_the_questions():
    at = open_page(topic="cell", depth="apply")
    assert asked(at).slug in ("state-two", "entry-factor")
    right(at)
    go_on(at)
    right(at)
    go_on(at)
    assert asked(at) is None
    assert any("2 right at the first try" in one.value for one in at.success)


def test_a_choice_without_questions_is_finished():
    at = open_page(topic="paper", depth="apply")
    assert not at.exception
    assert asked(at) is None


def test_language_changes_in_the_middle_of_a_question():
    at = open_page()
    before = asked(at)
    at.button(key="language-switch").click().run()
    assert not at.exception
    assert asked(at) == before


def test_reset_begins_again():
    at = open_page(done="1.2.3")
    at.button(key="quiz/reset").click().run()
    assert not at.session_state["quiz"].deck.known_cards


def test_every_topic_has_a_page():
    assert set(HOME) == {ask(slug, 0).topic for slug in QUESTIONS}
    assert set(HOME.values()) <= set(BY_SLUG)


def test_a_negative_number_has_brackets_where_it_is_computed_with_and_none_in_a_sentence():
    quoted = [
        wording(one, f"why.{option}", product=True)
        for one in drawn("carousel-sum")[:40]
        for option in one.options
    ]
    assert any("−0." in one for one in quoted)
    assert not any("(−" in one for one in quoted)
    computed = [wording(one, "why.right", product=True) for one in drawn("state-two")[:40]]
    assert any("·(−" in one for one in computed)
