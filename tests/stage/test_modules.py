"""The stage's own modules read what Python packs, tested on node: the contract from both ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from mutants import MUTANTS, Mutant, noticed
from running import HERE, check, run_node


@pytest.mark.parametrize("file", sorted(path.name for path in HERE.glob("*.test.mjs")))
def test_on_node(file: str, packets: Path) -> None:
    check(run_node(packets, HERE / file))


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.fault)
def test_a_fault_is_noticed(mutant: Mutant, packets: Path) -> None:
    assert noticed(mutant, packets)
