"""Names are nouns of the subject, and a name means one thing."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "lstm97").rglob("*.py"))
INTERFACE = "every network's room has its own, under the same name"
TWICE = {  # classes that may stand in several modules, each with the reason
    "Spec": INTERFACE + "; spec and layer_stack say what all of them have",
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


DEFINED = (ast.FunctionDef, ast.ClassDef)
NAME = re.compile(r"(?<!`)`([A-Za-z_][\w.]*)`(?!`)")


def names_in(tree):
    """Every name that a module gives or uses, and the words of its texts."""
    for node in ast.walk(tree):
        for part in ("id", "attr", "arg", "name", "module"):
            yield from re.findall(r"\w+", getattr(node, part, None) or "")
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "`" not in node.value:
            yield from re.findall(r"\w+", node.value)


def quoted(tree):
    """What docstrings quote as the name of something in code."""
    kinds = (*DEFINED, ast.Module)
    texts = (ast.get_docstring(node) for node in ast.walk(tree) if isinstance(node, kinds))
    return {name for text in texts for name in NAME.findall(text or "")}


def test_what_a_docstring_quotes_is_there(trees):
    there = {part for name in trees for part in name.split(".")} | {"setup"}
    there |= {name for tree in trees.values() for name in names_in(tree)}
    gone = {
        (module, name)
        for module, tree in trees.items()
        for name in quoted(tree)
        if not there.issuperset(name.split("."))
    }
    assert gone == set()


def test_a_quoted_name_that_is_gone_would_be_noticed():
    tree = ast.parse('"""As `rnn.step`, with `_old` and ``not this``."""\ndef step(): ...')
    assert quoted(tree) == {"rnn.step", "_old"}
    assert "_old" not in set(names_in(tree))


IRREGULAR = {
    "begun", "brought", "built", "caught", "chosen", "done", "drawn", "fed", "felt", "forgotten",
    "found", "given", "gone", "grown", "heard", "held", "hidden", "kept", "known", "laid", "led",
    "learnt", "left", "lent", "lost", "made", "meant", "met", "paid", "said", "seen", "sent",
    "shown", "shut", "sold", "spent", "spoken", "stood", "taken", "taught", "thought", "thrown",
    "swept", "told", "understood", "won", "worn", "written",
}  # fmt: skip
VERBS = {"embed", "feed", "need", "seed", "speed"}  # and nouns that end like a participle
COPIES = {  # give a changed copy of what they take, as `sorted` and `reversed` do
    "clipped", "delayed", "doubled", "labelled", "listed", "mirrored", "padded", "scaled",
    "shortened", "signed", "spaced", "thinned",
}  # fmt: skip


def is_participle(word):
    if "_" in word:  # a leading one is private, any other makes it more than a participle
        return False
    return word in IRREGULAR or (word.endswith("ed") and word not in VERBS)


def participles(trees):
    """Modules, packages and public functions and classes that a bare participle names."""
    for name, tree in trees.items():
        if is_participle(name.removesuffix(".__init__").rpartition(".")[2]):
            yield name
        for node in tree.body:
            if isinstance(node, DEFINED) and is_participle(node.name.lower()):
                yield f"{name}.{node.name}"


def test_no_module_function_or_class_is_a_bare_participle(trees):
    found = {name for name in participles(trees) if name.rpartition(".")[2] not in COPIES}
    assert found == set()


@pytest.mark.parametrize("word", ["kept", "found", "told", "said", "shown", "measured"])
def test_a_participle_would_be_noticed(word):
    tree = ast.parse(f"def {word}(): ...\nclass {word.title()}: ...")
    assert list(participles({"lstm97.a": tree})) == [f"lstm97.a.{word}", f"lstm97.a.{word.title()}"]
    assert list(participles({f"lstm97.{word}": ast.parse("")})) == [f"lstm97.{word}"]
    package = f"lstm97.ui.{word}.__init__"
    assert list(participles({package: ast.parse("")})) == [package]


KINDS = {"hidden"}  # the subject's own word for a layer, and for its size and its weights
STATES = {  # in which a thing is, beside others of the same row
    "TRUNCATED": "beside FULL: the two gradients",
    "HIDDEN": "number of hidden units",
    "KNOWN": "a box of review cards, beside NEW, WRONG, AGAIN and RESTING",
    "SHOWN": "a phase of a round, as it is stored",
    "CLOSED": "a phase of a round, as it is stored",
    "REVEALED": "a phase of a round, as it is stored",
    "asked": "of lanes: the stage reads the field under this name",
    "placed": "settings that a picture draws itself, beside main and more",
    "trained": "a setting: after how many sequences; and the fields that carry its value",
}
YES_OR_NO = ("bool", "bool | None")


def is_bare(name):
    """Whether a name, its leading underscores aside, is a participle and nothing else."""
    word = name.strip("_").lower()
    return is_participle(word) and word not in KINDS | COPIES and name not in STATES


def globals_of(tree):
    """Names that a module gives on its first level, private ones too."""
    for node in tree.body:
        if isinstance(node, DEFINED):
            yield node.name
        for target in getattr(node, "targets", [getattr(node, "target", None)]):
            if isinstance(node, (ast.Assign, ast.AnnAssign)):
                yield from (one.id for one in ast.walk(target) if isinstance(one, ast.Name))


def members_of(kind):
    """Fields, properties and methods of a class; what is true or false may be a participle."""
    for node in kind.body:
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) not in YES_OR_NO:
            yield node.target.id
        returns = getattr(node, "returns", None)
        if isinstance(node, ast.FunctionDef) and ast.unparse(returns or node) not in YES_OR_NO:
            yield node.name


def bare(name, tree):
    """Every bare participle that a module has for a name of its own."""
    yield from (f"{name}.{one}" for one in globals_of(tree) if is_bare(one))
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and not node.name.endswith("Values"):  # they are in links
            yield from (f"{name}.{node.name}.{one}" for one in members_of(node) if is_bare(one))


def test_no_name_of_a_module_or_a_class_is_a_bare_participle(trees):
    assert [one for name, tree in trees.items() for one in bare(name, tree)] == []


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("def _kept(): ...", "_kept"),
        ("TOLD = 1", "TOLD"),
        ("ASKED: int = 1", "ASKED"),
        ("FEW, MADE = 1, 2", "MADE"),
        ("class A:\n    kept: float", "A.kept"),
        ("class A:\n    @property\n    def left(self) -> float: ...", "A.left"),
        ("class A:\n    def _found(self): ...", "A._found"),
    ],
)
def test_a_participle_within_a_module_would_be_noticed(source, name):
    assert list(bare("a", ast.parse(source))) == [f"a.{name}"]


def test_what_is_true_or_false_may_be_a_participle():
    assert list(bare("a", ast.parse("class A:\n    solved: bool = False"))) == []


def test_every_state_is_a_name_that_there_is(trees):
    there = {one for tree in trees.values() for one in globals_of(tree)}
    assert STATES.keys() - there == {"asked", "placed", "trained"}  # fields
