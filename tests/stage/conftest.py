"""Packets written once for all tests of the stage's modules."""

from pathlib import Path

import packets as fixtures
import pytest


@pytest.fixture(scope="session")
def packets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packets")
    fixtures.write(folder)
    return folder
