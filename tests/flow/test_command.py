"""`python -m lstm97 flow`: the report in a shell, a status for CI, one sentence if it fails."""

import json
import sys

import numpy as np
import pytest
from facts import FOLDER
from weights import torch_layer

from lstm97.__main__ import main
from lstm97.flow import command, report, sentence
from lstm97.formats import CODES, FileRefusal
from lstm97.words import languages

FILE = str(FOLDER / "torch-lstm-3.safetensors")
SHORT = ["--steps", "40", "--count", "3"]


def test_it_prints_the_table_of_the_call(capsys):
    assert main(["flow", FILE, *SHORT]) == 0
    printed = capsys.readouterr()
    assert printed.out == report(FILE, steps=40, sequences=3).table() + "\n"
    assert printed.err == ""
    assert [line[:6] for line in printed.out.splitlines()[3:6]] == ["1 lstm", "2 lstm", "3 lstm"]


def test_json_holds_the_same_figures(capsys):
    assert main(["flow", FILE, *SHORT, "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == json.loads(json.dumps(report(FILE, steps=40, sequences=3).data()))
    assert len(printed["layers"][0]["median"]) == 40


def test_the_status_says_whether_the_error_reaches_far_enough(capsys):
    depth = report(FILE, steps=40, sequences=3).depth
    assert main(["flow", FILE, *SHORT, "--at-least", str(depth)]) == 0
    assert main(["flow", FILE, *SHORT, "--at-least", str(depth + 1)]) == 1


def test_sequences_may_come_from_a_file(tmp_path, capsys):
    data = tmp_path / "data.csv"
    rows = np.random.default_rng(1).normal(size=(25, 2))
    data.write_text("\n".join(f"{a},{b}" for a, b in rows))
    assert main(["flow", FILE, "--sequences", str(data), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["steps"] == 25


def test_what_can_not_be_read_is_one_sentence(tmp_path, capsys):
    (tmp_path / "model.pt").write_bytes(b"\x80\x02}q\x00.")
    assert main(["flow", str(tmp_path / "model.pt")]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert "weights_only=True" in printed.err
    assert main(["flow", str(tmp_path / "none.npz")]) == 2
    assert "none.npz" in capsys.readouterr().err


def test_a_picture_is_written(tmp_path, capsys):
    path = tmp_path / "out.png"
    assert main(["flow", FILE, *SHORT, "--png", str(path)]) == 0
    assert path.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("module", "package"), [("vl_convert", "vl-convert-python"), ("altair", "altair")]
)
def test_without_what_draws_it_a_sentence_says_what_to_install(
    module, package, tmp_path, capsys, monkeypatch
):
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.delitem(sys.modules, "lstm97.figures.reach.lags", raising=False)
    monkeypatch.delitem(sys.modules, "lstm97.figures.notebook", raising=False)
    assert main(["flow", FILE, *SHORT, "--png", str(tmp_path / "out.png")]) == 2
    assert f"pip install {package}" in capsys.readouterr().err


def test_one_of_several_networks_is_chosen(tmp_path, capsys):
    from safetensors.numpy import save_file

    arrays = torch_layer(path="a.") | torch_layer("gru", path="b.")
    save_file(arrays, tmp_path / "two.safetensors")
    assert main(["flow", str(tmp_path / "two.safetensors")]) == 2
    assert "(a, b)" in capsys.readouterr().err
    assert main(["flow", str(tmp_path / "two.safetensors"), "--network", "b", *SHORT]) == 0


@pytest.mark.parametrize("options", [["--steps", "1"], ["--count", "0"], ["--steps", "x"]])
def test_wrong_numbers_are_refused(options):
    with pytest.raises(SystemExit) as stop:
        main(["flow", FILE, *options])
    assert stop.value.code == 2


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("code", CODES)
def test_every_refusal_is_a_sentence_in_every_language(code, lang):
    said = sentence(FileRefusal(code, **dict.fromkeys(CODES[code], 7)), lang)
    assert "{" not in said
    assert "\n" not in said
    assert all("7" in said for _ in CODES[code])


def test_without_texts_a_refusal_says_its_code(monkeypatch, tmp_path):
    monkeypatch.setattr("lstm97.flow.sentences.TEXTS", tmp_path / "none")
    assert sentence(FileRefusal("ask-network", networks=("a", "b"))) == "ask-network networks=a, b"
    assert sentence(FileRefusal("empty")) == "empty"


def test_progress_is_shown_to_a_person_only(capsys):
    command._print_share(0.5)
    command._print_share(1.0)
    command._silent(0.5)
    assert capsys.readouterr().err == "\r 50%\r100%\n"


def test_a_notebook_gets_a_picture_and_a_table():
    found = report(FILE, steps=20, sequences=2)
    shown = found._repr_mimebundle_()
    assert shown["text/plain"] == found.table()
    assert len(shown) == 2
