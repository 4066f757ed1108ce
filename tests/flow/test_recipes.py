"""The recipes of the README are run, with as much of PyTorch and Keras as they use."""

import re
import shutil
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from facts import FOLDER
from safetensors.numpy import save_file
from weights import torch_layer

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def recipe(framework):
    blocks = re.findall(r"^```python\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    return next(block for block in blocks if f"import {framework}\n" in block)


def module(name, **contents):
    made = ModuleType(name)
    vars(made).update(contents)
    return made


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_recipe_for_pytorch(place, monkeypatch, capsys):
    def lstm(inputs, hidden, num_layers):
        layers = [
            torch_layer(inputs=hidden if n else inputs, hidden=hidden, layer=n, seed=n)
            for n in range(num_layers)
        ]
        arrays = {name: value / 4 for layer in layers for name, value in layer.items()}
        return SimpleNamespace(state_dict=lambda: arrays)

    nn = SimpleNamespace(LSTM=lstm)
    monkeypatch.setitem(sys.modules, "torch", module("torch", nn=nn))
    saving = module("safetensors.torch", save_file=save_file)
    monkeypatch.setitem(sys.modules, "safetensors.torch", saving)
    values = {}
    exec(recipe("torch"), values)
    printed = capsys.readouterr().out
    assert "2 lstm network 1" in printed
    assert values["wider"].report.depth > 3 * values["found"].depth
    assert values["report"](values["model"]).data() == values["found"].data()


def test_the_recipe_for_keras(place, monkeypatch, capsys):
    def save(name):
        shutil.copy(FOLDER / "keras-lstm-1.keras", place / name)

    keras = module(
        "keras",
        Sequential=lambda layers: SimpleNamespace(save=save),
        Input=lambda shape: shape,
        layers=SimpleNamespace(LSTM=lambda units: units),
    )
    monkeypatch.setitem(sys.modules, "keras", keras)
    exec(recipe("keras"), {})
    assert "1 lstm lstm" in capsys.readouterr().out


def test_the_command_of_the_readme_has_the_options_it_names():
    from lstm97.__main__ import build_parser

    line = re.search(r"^python -m lstm97 (flow .*)$", README, re.MULTILINE)
    args = build_parser().parse_args(line[1].split())
    assert (args.steps, args.at_least, args.png) == (200, 100, "out.png")
