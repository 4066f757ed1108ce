"""A question, an answer, its reasons; the wrong one comes back, and the link keeps the rest."""

import re

import pytest
from visit import opener, said

from lstm97.analysis.quiz.bank import QUESTIONS, ask
from lstm97.ui.base.contents import BY_SLUG
from lstm97.ui.base.text import catalogue, languages
from lstm97.ui.pages.quiz import view as quiz

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


@pytest.mark.parametrize("lang", languages())
def test_every_text_of_every_question_is_there(lang):
    texts = catalogue(lang, "quiz")
    needed = set()
    for slug in QUESTIONS:
        for seed in range(60):
            question = ask(slug, seed)
            variant = f".{question.variant}" if question.variant else ""
            needed.add(f"{slug}.ask{variant}")
            needed |= {f"{slug}.why.{option}" for option in question.options}
            needed |= {f"{slug}.options.{o}" for o, v in question.options.items() if v is None}
    about = {key for key in texts if key.split(".")[0] in QUESTIONS}
    assert needed == about


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
    assert at.session_state["quiz"].deck.known == set(list(QUESTIONS)[:3]) | {list(QUESTIONS)[-1]}
    assert len(at.warning) == 1


def test_topic_and_kind_choose_the_questions():
    at = open_page(topic="cell", depth="apply")
    assert asked(at).slug in ("state-two", "entry-factor")
    right(at)
    go_on(at)
    right(at)
    go_on(at)
    assert asked(at) is None
    assert any("All questions" in one.value for one in at.success)


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
    assert not at.session_state["quiz"].deck.known


def test_every_topic_has_a_page():
    assert set(quiz.HOME) == {ask(slug, 0).topic for slug in QUESTIONS}
    assert set(quiz.HOME.values()) <= set(BY_SLUG)
