"""The house in order: the README tells the truth, and what is checked is what a reader runs."""

import contextlib
import io
import re
import subprocess
from pathlib import Path

import pytest

from lstm97.__main__ import COMMANDS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TOP = {"README.md", "LICENSE", "app.py", "requirements.txt", "pyproject.toml"}
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


def test_readme_example_prints_what_readme_says():
    code, printed = blocks("python")[0], blocks("text")[0]
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(code, "README.md", "exec"), {})
    assert out.getvalue() == printed


def test_readme_has_one_command_to_start_and_one_to_test():
    start, check = (block.strip() for block in blocks("bash"))
    assert start.endswith("streamlit run app.py")
    assert check.endswith("python -m pytest")


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


def test_requirements_of_the_app_are_few():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    names = {re.split(r"[<>=~!;\[ ]", line)[0] for line in lines if not line.startswith("#")}
    # Beside the lesson itself, what a room of a class needs to work without any set-up.
    assert names == {"streamlit", "numpy", "plotly", "altair", "sqlalchemy", "segno"}
