"""The stage's modules are typed in their comments, and the types hold.

TypeScript is a tool of the tests alone: npm brings it, once, into a folder beside this file.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from running import HERE, MODULES, NODE

TSC = HERE / "node_modules" / "typescript" / "bin" / "tsc"


@pytest.fixture(scope="module")
def tsc() -> list[str]:
    """The command that checks types; skipped where npm is missing, except under CI."""
    if not TSC.exists():
        npm = shutil.which("npm")
        if npm is None and not os.environ.get("CI"):
            pytest.skip("no npm, so no TypeScript to check the stage's types with")
        assert npm, "CI needs npm to check the stage's types"
        options = ["--no-audit", "--no-fund", "--no-package-lock", "--silent"]
        subprocess.run([npm, "install", *options], cwd=HERE, check=True, timeout=300)
    return [NODE, str(TSC)]


def check(tsc: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    command = [*tsc, "--project", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_types_hold(tsc: list[str]) -> None:
    run = check(tsc, MODULES)
    assert run.returncode == 0, run.stdout


MISSPELT = (  # where it is, the text, what is planted, and the module that is then wrong
    ("lanes/bars.js", "this.spec.domain", "this.spec.domains", "lanes/bars.js"),
    (
        "lanes/units.js",
        "this.values.at(t, row)",
        "this.values.at(t, String(row))",
        "lanes/units.js",
    ),
    ("stage.js", "header.steps;", "header.step;", "stage.js"),
    ("contract.json", '"LOG_OFFSET": 400', '"LOG_OFFSETS": 400', "packet.js"),
)


def test_misspelt_fields_are_found(tsc: list[str], tmp_path: Path) -> None:
    """All at once; no module has an error of another's making."""
    folder = tmp_path / "stage"
    shutil.copytree(MODULES, folder)
    for file, text, wrong, _ in MISSPELT:
        before = (folder / file).read_text(encoding="utf-8")
        assert text in before
        (folder / file).write_text(before.replace(text, wrong), encoding="utf-8")
    run = check(tsc, folder)
    assert run.returncode != 0
    named = set(re.findall(r"(?:stage/)?((?:lanes/)?\w+\.js)\(\d+,\d+\): error", run.stdout))
    assert named == {module for *_, module in MISSPELT}


def test_no_module_is_long() -> None:
    lines = {
        path.name: len(path.read_text(encoding="utf-8").splitlines())
        for path in MODULES.rglob("*.js")
    }
    assert {name: count for name, count in lines.items() if count > 420} == {}
