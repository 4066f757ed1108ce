"""A sentence that networks read word by word, and what they still know of it at the pronoun.

Two pages show it: where the lesson asks what memory is for, and again when the LSTM has come.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from lstm97.analysis.foundations import pronoun
from lstm97.analysis.foundations.pronoun import CHANCE, GAPS, SLUGS, Schools, Slug
from lstm97.engine.activations import Array
from lstm97.figures.foundations.word_influence import known_chart
from lstm97.figures.layers import rule
from lstm97.figures.lines import Line, line_chart
from lstm97.figures.palette import Role
from lstm97.tasks.pronoun import ACTIONS, NOUNS, PRONOUN
from lstm97.ui.base.caching import wrap_pure
from lstm97.ui.base.charts import draw
from lstm97.ui.base.numbers import share
from lstm97.ui.base.text import listed, t
from lstm97.ui.base.theme import current_palette
from lstm97.ui.lesson import parts as lesson
from lstm97.ui.lesson.bench import Bench, Drawer, how_to_read
from lstm97.ui.lesson.question import Judgement, Question
from lstm97.ui.link.settings import Settings

ENOUGH = 0.9  # of the sentences, for a network that is said to have learnt it
NONE = 0.4  # of the sentences, for one that is said to guess among four nouns
FAR = (4, 16)  # words between: few, and as many as make no difference any more
ROLES: dict[Slug, Role] = {"rnn": "rnn", "lstm97": "lstm"}


@wrap_pure
def schools() -> Schools:
    """All networks of the file, by kind and by the words between."""
    return pronoun.from_text(pronoun.FILE.read_text(encoding="utf-8"))


@dataclass(frozen=True, eq=False)
class Reader:
    """One network at one sentence: what it answers (nouns,), what it knows (W, W), its marks.

    Of the ``networks`` that were taught alike, ``successes`` have learnt it.
    """

    slug: Slug
    answers: Array
    sentence_values: Array
    median: float  # share of fresh sentences that the middle network answers right
    successes: int
    networks: int

    @property
    def answer(self) -> str:
        """The noun that it takes the pronoun for."""
        return NOUNS[int(self.answers.argmax())]

    @property
    def state(self) -> str:
        """Whether such networks have learnt it, guess, or are on their way."""
        if self.median >= ENOUGH:
            return "knows"
        return "guesses" if self.median <= NONE else "partly"


@dataclass(frozen=True, eq=False)
class SentenceRun:
    """A sentence, as numbers of words, and the networks that have read it."""

    noun: str
    words: Array
    readers: dict[Slug, Reader]


@wrap_pure
def read_sentence(noun: str, gap: int, seed: int) -> SentenceRun:
    """The sentence that the settings name, read by both kinds of network."""
    words = pronoun.between(gap, seed)
    readers = {slug: _read(slug, noun, gap, words) for slug in SLUGS}
    return SentenceRun(noun, words, readers)


def _read(slug: Slug, noun: str, gap: int, words: Any) -> Reader:
    pupil = schools()[slug][gap]
    return Reader(
        slug,
        pronoun.answers(pupil.params, noun, words),
        pronoun.word_influence(pupil.params, noun, words),
        pupil.median,
        int((pupil.right >= ENOUGH).sum()),
        len(pupil.right),
    )


def comparison(run: SentenceRun) -> str:
    """Whether both have learnt such sentences, the LSTM alone, or something else."""
    states = {slug: one.state for slug, one in run.readers.items()}
    if states == {"rnn": "knows", "lstm97": "knows"}:
        return "both"
    return "alone" if states == {"rnn": "guesses", "lstm97": "knows"} else "neither"


def code(values: Any, slugs: Sequence[Slug]) -> str:
    """The numbers of a sentence as Python: how often each kind is right, and what it answers."""
    return f"""\
from lstm97.analysis.foundations.pronoun import FILE, answers, between, from_text

schools = from_text(FILE.read_text("utf-8"))
for slug in {tuple(slugs)}:
    pupil = schools[slug][{values.gap}]
    print(slug, pupil.median, answers(pupil.params, {values.noun!r},
                                      between({values.gap}, {values.words})))
"""


def far(slug: Slug) -> str:
    """How many words there may be between: ``few``, ``some``, or ``all`` that were tried."""
    reached = pronoun.reach(schools()[slug], ENOUGH)
    return "few" if reached <= FAR[0] else "some" if reached <= FAR[1] else "all"


def reach_values(slug: Slug) -> dict[str, str]:
    """What is told of the networks of a kind: up to where they learn, and of the next length."""
    pupils = schools()[slug]
    last = pronoun.reach(pupils, ENOUGH)
    return {"reached": str(last), "longest": str(GAPS[-1]), "sentences": _sentences()}


def _sentences() -> str:
    return str(pronoun.SCHOOL["sentences"])


def sentence(run: SentenceRun) -> list[str]:
    """The words of the sentence in the reader's language, without the pronoun."""
    return [t(f"pronoun.{run.noun}"), *(t(f"pronoun.{ACTIONS[word]}") for word in run.words)]


def sentence_text(run: SentenceRun) -> str:
    """The sentence as it is written, up to the pronoun."""
    noun, *words = sentence(run)
    it = t(f"pronoun.{PRONOUN}")
    return t("pronoun.sentence", noun=noun, words=listed(words), pronoun=it)


def known_figure(run: SentenceRun, slug: Slug, page: str, *, told: bool = True) -> None:
    """Which word the network still knows, moment by moment; its empty squares where untold."""
    words = {name: t(f"pronoun.known.{name}") for name in ("x", "y", "value")}
    one = run.readers[slug]
    known = one.sentence_values if told else 0 * one.sentence_values
    chart = known_chart(known, sentence(run), words, current_palette(), ROLES[slug])
    alt = t("pronoun.known.alt", network=t(f"lanes.networks.{slug}"), sentence=sentence_text(run))
    draw(chart, key=f"{page}/known/{slug}", alt=alt, height="stretch")


def marks_figure(run: SentenceRun, slugs: Sequence[Slug], page: str, *, revealed: bool) -> None:
    """The share of right answers by the words between; before the answer, chance alone.

    A line stands where the sentence of the ``run`` has its place.
    """
    lines = [Line(t("pronoun.marks.chance"), [CHANCE] * len(GAPS), "bound", x=GAPS)]
    if revealed:
        lines += [_marks(slug) for slug in slugs]
    x, y, look = t("pronoun.marks.x"), t("pronoun.marks.y"), current_palette()
    chart = line_chart(lines, look, x=x, y=y, domain=(0, 1.02))
    here = rule("x", [len(run.words)], look)
    here["encoding"] |= {"color": {"value": look.text}, "tooltip": None}
    chart["layer"].insert(0, here)
    draw(chart, key=f"{page}/marks", alt=t("pronoun.marks.alt"), height="stretch")


def _marks(slug: Slug) -> Line:
    marks = [schools()[slug][gap].median for gap in GAPS]
    return Line(t(f"lanes.networks.{slug}"), marks, ROLES[slug], x=GAPS)


def rows(slugs: Sequence[Slug]) -> list[dict[str, str]]:
    """A record for each number of words between: the middle network's share of each kind."""
    return [
        {t("pronoun.marks.x"): str(gap)}
        | {t(f"lanes.networks.{slug}"): share(schools()[slug][gap].median) for slug in slugs}
        for gap in GAPS
    ]


def bench(settings: Settings[Any], slugs: Sequence[Slug], **own: Any) -> Bench[SentenceRun, Any]:
    """The tab of a page that shows these kinds, and asks how far the last of them gets.

    ``own`` is the page's: its picture, readings and remarks.
    """
    asked = slugs[-1]
    shared = Bench[SentenceRun, Any](
        settings=settings,
        tab="sentence",
        controls=("noun", "gap"),
        more=("words",),
        presets=(),
        measure=lambda values: read_sentence(values.noun, values.gap, values.words),
        picture=lambda view: None,
        question=Question(
            "sentence",
            ("few", "some", "all"),
            lambda _: Judgement(frozenset({far(asked)}), reach_values(asked)),
        ),
        case=lambda values: "",
        code=lambda values: code(values, slugs),
        ghosts=lambda _: False,
        intro="sentence",
        takeaway="takeaway-sentence",
        drawers=(
            how_to_read(settings.page, "how-to-read-sentence"),
            Drawer("words", "notes", lambda view: lesson.words_and_rows(
                sentence_text(view.run), rows(slugs))),
        ),
    )  # fmt: skip
    return replace(shared, **own)
