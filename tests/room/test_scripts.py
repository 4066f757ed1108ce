"""The scripts of phones and of the teacher's browser are tested on node, too."""

from pathlib import Path

from running import check, run_node


def test_scripts(tmp_path):
    check(run_node(tmp_path, Path(__file__).with_name("scripts.test.mjs")))
