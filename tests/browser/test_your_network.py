"""A person with a file of PyTorch's sees how far error flows in it, three clicks after the page."""

import json
import re

import pytest
from driving import ROOT, settle

from lstm97 import flow
from lstm97.ui.base.text import translate

sync_api = pytest.importorskip("playwright.sync_api")
expect = sync_api.expect
PAGE = "your-network"
FILE = ROOT / "tests" / "formats" / "facts" / "torch-lstm-2.safetensors"  # real, of two layers


def say(key, lang="en", **values):
    return translate(lang, f"{PAGE}.{key}", **values)


def give(page, path, lang="en"):
    """Two clicks: on the place for a file, and on the file."""
    with page.expect_file_chooser() as chooser:
        page.get_by_text(say("drop.network.label", lang)).click()
    chooser.value.set_files(path)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_three_clicks_from_a_file_to_the_picture(use, lang):
    page = use(f"/{PAGE}?lang={lang}")
    give(page, FILE, lang)
    expect(page).to_have_url(re.compile("network=own"))
    settle(page)
    page.get_by_role("button", name=translate(lang, "common.lesson.skip")).click()  # the third
    settle(page)
    report = flow.report(FILE, steps=100, sequences=16)
    assert len(report.layers) == 2
    depth = say("readings.depth", lang, depth=report.depth, steps=99)
    expect(page.locator(".st-key-side tbody td").first).to_have_text(depth)
    for n in (1, 2):
        name = say("layer", lang, n=n, kind="LSTM")
        expect(page.locator(".st-key-picture svg").get_by_text(name).first).to_be_visible()
    assert not page.problems


def test_picture_numbers_and_notebook_are_made_in_the_browser(use, tmp_path):
    page = use(f"/{PAGE}")
    page.get_by_role("button", name=translate("en", "common.lesson.skip")).click()
    settle(page)
    page.get_by_text(say("drawers.export")).click()
    settle(page)
    found = {}
    for name in ("png", "csv", "notebook"):
        with page.expect_download() as download:
            page.get_by_role("button", name=say(f"export.{name}"), exact=True).click()
        found[name] = tmp_path / download.value.suggested_filename
        download.value.save_as(found[name])
    assert found["png"].read_bytes().startswith(b"\x89PNG")
    rows = found["csv"].read_text("utf-8-sig").splitlines()
    assert rows[0] == "layer,kind,steps back,10% quantile,50% quantile,90% quantile"
    assert len(rows) == 1 + 3 * 100
    assert json.loads(found["notebook"].read_text("utf-8"))["nbformat"] == 4


def test_what_can_t_be_read_is_said_and_the_next_file_is(use, tmp_path):
    page = use(f"/{PAGE}")
    wrong = tmp_path / "model.pt"
    wrong.write_bytes(b"\x80\x02")
    give(page, wrong)
    expect(page.get_by_test_id("stAlert")).to_contain_text("pickle")
    give(page, FILE)
    settle(page)
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    expect(page.get_by_text(FILE.name)).to_be_visible()


def test_a_file_of_many_pieces_arrives_whole(use, tmp_path):
    """It is larger than a piece, and what is behind the network in it is left alone."""
    from lstm97.flow.examples import as_torch_draws
    from lstm97.formats.writing import to_safetensors

    large = tmp_path / "large.safetensors"
    drawn = as_torch_draws(inputs=300, hidden=512, layers=1)
    large.write_bytes(to_safetensors(drawn))
    assert large.stat().st_size > 6 << 20
    page = use(f"/{PAGE}")
    give(page, large)
    expect(page.get_by_text(large.name)).to_be_visible(timeout=60_000)  # it is measured first
    settle(page)
    expect(page.get_by_text("LSTM of 512 units")).to_be_visible()


def test_a_file_is_gone_with_the_visit(use):
    page = use(f"/{PAGE}")
    give(page, FILE)
    expect(page).to_have_url(re.compile("network=own"))
    page.reload()
    settle(page)
    expect(page.get_by_test_id("stAlert")).to_contain_text("Links keep the settings")
