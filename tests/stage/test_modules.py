"""The stage's own modules read what Python packs, tested on node: the contract from both ends."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from mutants import MUTANTS, Mutant, noticed
from running import HERE, MODULES, NODE, check, run_node

from lstm97.figures.stage.script import bundle


@pytest.mark.parametrize("file", sorted(path.name for path in HERE.glob("*.test.mjs")))
def test_on_node(file: str, packets: Path) -> None:
    check(run_node(packets, HERE / file))


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.fault)
def test_a_fault_is_noticed(mutant: Mutant, packets: Path) -> None:
    assert noticed(mutant, packets)


@pytest.mark.parametrize("entry", ["mount.js", "feed.js"])
def test_what_the_browser_gets_is_one_module(entry: str, tmp_path: Path) -> None:
    script = tmp_path / "joined.mjs"
    script.write_text(bundle(MODULES, entry), encoding="utf-8")
    subprocess.run([NODE, "--check", str(script)], check=True)
