"""Runs the stage's tests on node; one comes inside the playwright package."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from playwright._impl._driver import compute_driver_executable

HERE = Path(__file__).parent
MODULES = HERE.parents[1] / "assets" / "stage"
NODE = compute_driver_executable()[0]


def run_node(
    packets: Path, *files: Path, modules: Path = MODULES
) -> subprocess.CompletedProcess[str]:
    """Run test files in one process, on the modules in a folder and the packets in another."""
    environment = {
        **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
        "STAGE_PACKETS": str(packets),
        "STAGE_MODULES": str(modules),
        "NO_COLOR": "1",
    }
    command = [NODE, "--test", "--test-isolation=none", "--test-reporter=spec", *map(str, files)]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=120
    )


def check(run: subprocess.CompletedProcess[str]) -> None:
    """Fail with what node said."""
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-3000:]
