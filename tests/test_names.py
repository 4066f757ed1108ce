"""Names are nouns of the subject, and a name means one thing."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "lstm97").rglob("*.py"))
INTERFACE = "every network's room has its own, under the same name"
TWICE = {  # classes that may stand in several modules, each with the reason
    "Spec": INTERFACE + "; params and stacked say what all of them have",
    "State": INTERFACE,
    "Gates": INTERFACE,
}


def module(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def classes(trees):
    """The modules in which each public class stands, by its name."""
    found = defaultdict(list)
    for name, tree in trees.items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(name)
    return found


@pytest.fixture(scope="module")
def trees():
    return {module(path): ast.parse(path.read_text(encoding="utf-8")) for path in FILES}


def test_a_class_name_stands_once(trees):
    found = classes(trees)
    assert {
        name: where for name, where in found.items() if len(where) > 1 and name not in TWICE
    } == {}
    assert [name for name in TWICE if len(found[name]) < 2] == []  # an exception that is not needed


def test_a_class_of_the_same_name_would_be_noticed():
    source = ast.parse("class Run: ...")
    assert classes({"a": source, "b": source}) == {"Run": ["a", "b"]}


IRREGULAR = {
    "begun", "brought", "built", "caught", "chosen", "done", "drawn", "fed", "felt", "forgotten",
    "found", "given", "gone", "grown", "heard", "held", "hidden", "kept", "known", "laid", "led",
    "learnt", "left", "lent", "lost", "made", "meant", "met", "paid", "said", "seen", "sent",
    "shown", "shut", "sold", "spent", "spoken", "stood", "taken", "taught", "thought", "thrown",
    "told", "understood", "won", "worn", "written",
}  # fmt: skip
VERBS = {"embed", "feed", "need", "seed", "speed"}  # and nouns that end like a participle
COPIES = {  # give a changed copy of what they take, as `sorted` and `reversed` do
    "clipped", "delayed", "doubled", "labelled", "listed", "mirrored", "padded", "scaled",
    "shortened", "signed", "spaced", "thinned",
}  # fmt: skip
UI_FUNCTIONS = {  # of the pages and what they stand on: still to be named
    "lstm97.ui.base.files.drop.received",
    "lstm97.ui.base.files.picture_tables.asked",
    "lstm97.ui.base.files.picture_tables.noted",
    "lstm97.ui.base.numbers.written",
    "lstm97.ui.base.theme.dressed",
    "lstm97.ui.export.exported",
    "lstm97.ui.lesson.axis.chosen",
    "lstm97.ui.lesson.guess.typed",
    "lstm97.ui.lesson.parts.revealed",
    "lstm97.ui.lesson.pictures.pronoun.compared",
    "lstm97.ui.lesson.pictures.pronoun.reached",
    "lstm97.ui.lesson.pictures.pronoun.told",
    "lstm97.ui.lesson.plan.shown",
    "lstm97.ui.lesson.progress.begun",
    "lstm97.ui.lesson.progress.named",
    "lstm97.ui.lesson.progress.written",
    "lstm97.ui.lesson.question.revealed",
    "lstm97.ui.lesson.training.paced",
    "lstm97.ui.link.address.presented",
    "lstm97.ui.link.share.embedded",
    "lstm97.ui.link.widgets.worded",
    "lstm97.ui.pages.bptt.view.checked",
    "lstm97.ui.pages.carousel.view.left",
    "lstm97.ui.pages.classroom.links.found",
    "lstm97.ui.pages.classroom.sheet.drawn",
    "lstm97.ui.pages.error_race.conditions.untrained",
    "lstm97.ui.pages.experiments.code.filmed",
    "lstm97.ui.pages.experiments.conditions.published",
    "lstm97.ui.pages.experiments.run.filmed",
    "lstm97.ui.pages.experiments.sentences.counted",
    "lstm97.ui.pages.experiments.sentences.written",
    "lstm97.ui.pages.forget_gate.dial.faded",
    "lstm97.ui.pages.forget_gate.sentences.left",
    "lstm97.ui.pages.forget_gate.stream.lived",
    "lstm97.ui.pages.glossary.view.found",
    "lstm97.ui.pages.gradient_descent.view.fitted",
    "lstm97.ui.pages.gradient_descent.view.walked",
    "lstm97.ui.pages.home.view.ignored",
    "lstm97.ui.pages.home.view.seen",
    "lstm97.ui.pages.memory_cell.blocks.kept",
    "lstm97.ui.pages.memory_cell.blocks.shared",
    "lstm97.ui.pages.memory_cell.claims.echoed",
    "lstm97.ui.pages.memory_cell.game.played",
    "lstm97.ui.pages.memory_cell.learning.contest.baked",
    "lstm97.ui.pages.memory_cell.learning.contest.contested",
    "lstm97.ui.pages.memory_cell.learning.player.learned",
    "lstm97.ui.pages.myths.view.answered",
    "lstm97.ui.pages.paper_tables.evidence.tried",
    "lstm97.ui.pages.paper_tables.rows.masked",
    "lstm97.ui.pages.paper_tables.sentences.counted",
    "lstm97.ui.pages.paper_tables.sentences.failed",
    "lstm97.ui.pages.paper_tables.sentences.guessed",
    "lstm97.ui.pages.paper_tables.view.shown",
    "lstm97.ui.pages.quiz.view.chosen",
    "lstm97.ui.pages.recurrent_network.view.left",
    "lstm97.ui.pages.recurrent_network.view.unrolled",
    "lstm97.ui.pages.scissors.conditions.turned",
    "lstm97.ui.pages.scissors.learning.taught",
    "lstm97.ui.pages.vanishing_exploding.exploding.trained",
    "lstm97.ui.pages.vanishing_exploding.remedies.rated",
    "lstm97.ui.pages.your_network.code.changed",
    "lstm97.ui.pages.your_network.conditions.changed",
    "lstm97.ui.pages.your_network.conditions.chosen",
    "lstm97.ui.pages.your_network.session_files.given",
    "lstm97.ui.pages.your_network.session_files.loaded",
    "lstm97.ui.pages.your_network.words.kept",
    "lstm97.ui.pages.your_network.words.stretched",
    "lstm97.ui.room.data.kept",
    "lstm97.ui.room.phrases.refused",
    "lstm97.ui.room.phrases.spoken",
    "lstm97.ui.room.session.routed",
    "lstm97.ui.room.wall.revealed",
    "lstm97.ui.server.addresses.meant",
}  # fmt: skip


def is_participle(word):
    if "_" in word:  # a leading one is private, any other makes it more than a participle
        return False
    return word in IRREGULAR or (word.endswith("ed") and word not in VERBS)


def participles(trees):
    """Modules, packages and public functions that a bare participle names."""
    for name, tree in trees.items():
        if is_participle(name.removesuffix(".__init__").rpartition(".")[2]):
            yield name
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and is_participle(node.name):
                yield f"{name}.{node.name}"


def test_no_module_and_no_function_is_a_bare_participle(trees):
    found = {name for name in participles(trees) if name.rpartition(".")[2] not in COPIES}
    assert found == UI_FUNCTIONS


@pytest.mark.parametrize("word", ["kept", "found", "told", "said", "shown", "measured"])
def test_a_participle_would_be_noticed(word):
    tree = ast.parse(f"def {word}(): ...")
    assert list(participles({"lstm97.a": tree})) == [f"lstm97.a.{word}"]
    assert list(participles({f"lstm97.{word}": ast.parse("")})) == [f"lstm97.{word}"]
    package = f"lstm97.ui.{word}.__init__"
    assert list(participles({package: ast.parse("")})) == [package]
