"""What the README says of the cost of a change is true of what there is."""

import json
import re

import pytest

from lstm97.engine import NETWORKS
from lstm97.folders import ROOT, TEXTS
from lstm97.tasks import TASKS
from lstm97.ui.base.contents import PAGES
from lstm97.ui.base.text import languages, lookup

COSTS = (ROOT / "README.md").read_text(encoding="utf-8")
COSTS = COSTS.split("## What a change costs")[1].split("\n## ")[0]
SOURCES = [*(ROOT / "lstm97").rglob("*.py"), *(ROOT / "pages").rglob("*.py"), ROOT / "app.py"]


def name(path):
    return path.relative_to(ROOT).as_posix()


def test_the_paths_that_it_names_are_there():
    paths = [one for one in re.findall(r"`([\w./-]+/[\w./-]+)`", COSTS) if "<" not in one]
    assert len(paths) > 10
    assert [one for one in paths if not (ROOT / one).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
def test_a_page_is_its_row_its_room_its_script_and_its_words(page):
    room = page.slug.replace("-", "_")
    assert (ROOT / "lstm97/ui/pages" / room / "view.py").exists()
    assert page.file == ROOT / "pages" / page.section / f"{room}.py"
    for lang in languages():
        assert (TEXTS / lang / f"{page.slug}.toml").exists()
        assert lookup(lang, page.title_key)
    strangers = [
        name(path)
        for path in SOURCES
        if f"lstm97.ui.pages.{room}" in path.read_text(encoding="utf-8")
        and room not in (*path.parts, path.stem)
    ]
    assert strangers == []


@pytest.mark.parametrize("slug", NETWORKS)
def test_a_network_has_its_module_and_its_names(slug):
    engine = ROOT / "lstm97" / "engine"
    assert (engine / slug).is_dir() or (engine / f"{slug}.py").exists()
    for lang in languages():
        assert lookup(lang, f"lanes.networks.{slug}")
        assert lookup(lang, f"lanes.errors.{slug}")


@pytest.mark.parametrize("slug", sorted(TASKS.keys() - {"typed"}))  # that is the reader's own
def test_a_task_has_its_story(slug):
    assert all(lookup(lang, f"tasks.{slug}.story") for lang in languages())


def test_a_lane_is_known_to_both_sides():
    kinds = re.findall(r'kind: "(\w+)"', (ROOT / "assets/stage/types.d.ts").read_text("utf-8"))
    assert len(kinds) > 4
    scenes = (ROOT / "lstm97/figures/stage/scene.py").read_text("utf-8")
    sections = (ROOT / "assets/stage/sections.js").read_text("utf-8")
    for kind in kinds:
        assert json.dumps(kind) in scenes
        assert re.search(rf"\b{kind}\b", sections)
