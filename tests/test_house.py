"""The house in order: the README tells the truth, and what is checked is what a reader runs."""

import contextlib
import io
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from lstm97.__main__ import COMMANDS
from lstm97.flow.examples import EXAMPLES
from lstm97.words import languages, translate

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TOP = {"README.md", "LICENSE", "CITATION.cff", "app.py", "requirements.txt", "pyproject.toml"}
TOP |= {"setup.py"}  # a setting of the tool that builds the package
FOLDERS = {"lstm97", "pages", "assets", "tests"}


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def tracked() -> list[str]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    return [name for name in listed if (ROOT / name).exists()]


@pytest.mark.parametrize("example", range(2))
def test_readme_examples_print_what_readme_says(example):
    code, printed = blocks("python")[example], blocks("text")[example]
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(code, "README.md", "exec"), {})
    assert out.getvalue() == printed


def test_readme_has_one_command_to_start_and_one_to_test():
    start, check = (block.strip() for block in blocks("bash"))
    assert start.endswith("streamlit run app.py")
    assert check.endswith("python -m pytest -n 2")


def test_windows_has_the_same_two_commands():
    said = [
        one.replace("python3", "py").replace(".venv/bin/", ".venv\\Scripts\\")
        for one in blocks("bash")
    ]
    assert blocks("bat") == said


def test_ci_runs_the_command_of_the_readme():
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert blocks("bash")[1].strip() == ci[-1]


def test_readme_names_every_command():
    assert set(re.findall(r"`python -m lstm97 (\w+)`", README)) == set(COMMANDS)


def test_files_named_in_the_readme_exist():
    prose = re.sub(r"^```.*?^```", "", README, flags=re.DOTALL | re.MULTILINE)
    links = re.findall(r"\]\(((?!http)[^)#]+)\)", prose)
    paths = re.findall(r"`((?:tests|assets|lstm97|pages|\.ci)/[\w./]+)`", prose)
    assert links
    assert paths
    assert not [name for name in links + paths if not (ROOT / name).exists()]


def test_nothing_stands_at_the_top_that_was_not_asked_for(tracked):
    at_top = {name.partition("/")[0] for name in tracked}
    assert {name for name in at_top if not name.startswith(".")} <= TOP | FOLDERS


def test_every_tracked_file_is_small(tracked):
    large = [name for name in tracked if (ROOT / name).stat().st_size > 1 << 20]
    assert not large


def test_picture_of_the_race_is_light():
    assert (ROOT / "assets" / "race.png").stat().st_size < 300_000


def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_citation_is_of_this_version():
    """In the file, and in the words beside every link."""
    cited = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.search(r"^version: (.+)$", cited, re.MULTILINE)[1] == project()["version"]
    for lang in ("en", "zh"):
        assert project()["version"] in translate(lang, "common.share.cite")


def test_what_is_installed_is_what_the_app_requires():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    required = {line.partition("#")[0].strip() for line in lines} - {""}
    extras = project()["optional-dependencies"]
    assert set(project()["dependencies"]) | set(extras["app"]) >= required
    assert {one for one in project()["dependencies"] if not one.startswith("numpy")} == set()


ALONE = """
import sys

class Nothing:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top not in {"numpy", "lstm97"} and top not in sys.stdlib_module_names:
            raise ImportError(f"{name} is not there")

sys.meta_path.insert(0, Nothing())
from lstm97.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def alone(folder, arguments):
    """A command run where there is nothing but the package and NumPy."""
    shutil.copytree(ROOT / "lstm97", folder / "lstm97")
    command = [sys.executable, "-c", ALONE, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--help"], 'pip install ".[app]" && streamlit run app.py'),
        (["check", "--shapes", "1"], "checks, 0 above 1e-07"),
        (["bench", "--seconds", "0"], "lstm2000"),
    ],
)
def test_commands_work_where_the_package_is_installed_with_numpy_alone(tmp_path, arguments, said):
    done = alone(tmp_path, arguments)
    assert done.returncode == 0, done.stderr
    assert said in done.stdout


INSTALLED = """
import sys
sys.path[:0] = [sys.argv[1]]
import lstm97.folders
assert lstm97.folders.ROOT.samefile(sys.argv[1])
from lstm97.__main__ import main
from lstm97.flow import examples, report
for name in examples.EXAMPLES:
    print(name, report(examples.network(name), examples.sequences(name, 9, 2)).depth)
sys.exit(main(["flow", sys.argv[2]]))
"""


def test_the_built_package_has_the_words_and_the_example_of_its_command(tmp_path):
    source, built = tmp_path / "source", tmp_path / "built"
    for name in ("lstm97", "assets"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.py", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    build = [sys.executable, "setup.py", "-q", "build", "--build-lib", str(built)]
    subprocess.run(build, cwd=source, check=True, capture_output=True)
    picture = tmp_path / "picture.safetensors"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    done = subprocess.run(
        [sys.executable, "-c", INSTALLED, str(built), str(picture)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert [line.split()[0] for line in done.stdout.splitlines()] == list(EXAMPLES), done.stderr
    assert done.returncode == 2
    assert re.fullmatch(r"[A-Z].* .*\.\n", done.stderr)
    shipped = {file.parent.name for file in built.glob("lstm97/assets/text/*/formats.toml")}
    assert shipped == set(languages())


def test_a_command_that_needs_the_project_says_so(tmp_path):
    done = alone(tmp_path, ["table"])
    assert done.returncode == 1
    assert done.stderr == "table works on files of the project; run it in a clone\n"


def test_requirements_of_the_app_are_few():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    names = {re.split(r"[<>=~!;\[ ]", line)[0] for line in lines if not line.startswith("#")}
    # Beside the lesson itself, what a room of a class needs to work without any set-up, and what
    # reads a network of one's own.
    assert names == {
        "streamlit",
        "numpy",
        "plotly",
        "altair",
        "sqlalchemy",
        "segno",
        "safetensors",
        "h5py",
        "typing-extensions",
    }
