"""The engine stands on NumPy and the standard library alone."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import lstm97.engine

ROOT = Path(__file__).parents[2]
FILES = sorted(Path(lstm97.engine.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_engine_needs_only_numpy(path):
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = [node.module for node in nodes if isinstance(node, ast.ImportFrom)]
    names += [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    ours = {name for name in names if name.startswith("lstm97")}
    shared = ("lstm97.records", "lstm97.demands")
    assert all(name.startswith(("lstm97.engine", *shared)) for name in ours)
    others = {name.split(".")[0] for name in set(names) - ours}
    assert others <= {"numpy", *sys.stdlib_module_names}


BLOCKED = """
import sys

class Nothing:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top not in {"numpy", "lstm97"} and top not in sys.stdlib_module_names:
            raise ImportError(f"{name} is not there")

sys.meta_path.insert(0, Nothing())
import numpy as np
from lstm97.engine import NETWORKS, backward, forward

rng = np.random.default_rng(0)
for network in NETWORKS.values():
    params = network.init(network.spec(2, 1), rng=rng)
    flow = backward(forward(params, np.ones((3, 2)), np.ones((3, 1))))
    assert flow.grad.hidden.any()
    assert set(flow._repr_mimebundle_()) == {"text/plain"}
assert not {"altair", "streamlit", "plotly", "pandas"} & set(sys.modules)
print("it works")
"""


def test_engine_runs_where_there_is_numpy_alone():
    done = subprocess.run([sys.executable, "-c", BLOCKED], capture_output=True, text=True, cwd=ROOT)
    assert (done.stdout, done.returncode) == ("it works\n", 0), done.stderr
