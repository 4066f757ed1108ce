"""The page of one's own network: examples, files, what is asked and refused, every sentence."""

import json
import resource
from itertools import product

import numpy as np
import pytest
from benches import BENCHES
from sweep import points, states
from visit import everything, opener, predict, press, readings, said, skipper

from lstm97 import flow
from lstm97.engine import FULL
from lstm97.flow import examples
from lstm97.folders import ASSETS, ROOT
from lstm97.formats.writing import to_safetensors
from lstm97.ui.base.text import translate
from lstm97.ui.pages.your_network import conditions as page
from lstm97.ui.pages.your_network import drawers, words
from lstm97.ui.pages.your_network.session_files import NETWORK, SEQUENCES, SessionFile

PAGE = page.PAGE
FACTS = ROOT / "tests" / "formats" / "facts"
TORCH = FACTS / "torch-lstm-3.safetensors"
open_page = opener(PAGE)
skip = skipper(PAGE, "reach")
KEY = f"{PAGE}.predict.reach"


def with_file(name, data, lang="en", **query):
    """The page after a file was dropped on it."""
    at = open_page(lang, network="own", **query)
    at.session_state[NETWORK] = SessionFile(name, data)
    return at.run()


def values(**changed):
    return page.SETTINGS.defaults().with_values(**changed)


def torch_file(prefixes=("",), hidden=4, **more):
    arrays = {}
    for n, prefix in enumerate(prefixes):
        drawn = examples.as_torch_draws(inputs=3, hidden=hidden, layers=1, seed=n, **more)
        arrays |= {f"{prefix}{name}": value for name, value in drawn.items()}
    return to_safetensors(arrays)


def test_nothing_is_told_before_the_guess():
    at = open_page()
    assert not readings(at)
    assert not at.get("vega_lite_chart")
    assert at.get("bidi_component")


@pytest.mark.parametrize(
    ("network", "answer", "word"),
    [
        ("fresh", "tens", "**right**"),
        ("fresh", "whole", "not so"),
        ("biased", "whole", "**right**"),
        ("biased", "few", "not so"),
    ],
)
def test_a_guess_is_judged_by_the_network_on_screen(network, answer, word):
    at = open_page(network=network)
    assert word in said(predict(at, KEY, answer))


def test_a_way_through_sequences_of_different_lengths_is_their_median():
    run = page.measure(values(network="trained", T=50, count=5))
    assert run.beside.whole
    assert words.facts(run)["steps"] == run.beside.depth == words.way(run.report)


def test_a_guess_of_another_network_is_marked_so():
    at = open_page(network="fresh")
    predict(at, KEY, "tens")
    at.selectbox(key=f"{PAGE}/network/en").set_value("biased").run()
    assert "another case" in said(at)


def names_on_chart(at):
    """What the first chart's legend has."""
    chart = json.loads(at.get("vega_lite_chart")[0].proto.spec)
    return chart["encoding"]["color"]["scale"]["domain"]


def test_the_run_before_stays_and_is_named_in_the_reader_s_language():
    at = skip(open_page("zh"))
    at.selectbox(key=f"{PAGE}/network/zh").set_value("biased").run()
    before, now = (
        translate("zh", f"{PAGE}.settings.network.options.{one}") for one in ("fresh", "biased")
    )
    assert f"{before} → {now}" in at.button(key=f"{PAGE}/ghost").label
    assert any("改动之前" in name for name in names_on_chart(at))
    press(at, f"{PAGE}/ghost")
    assert not any("改动之前" in name for name in names_on_chart(at))
    assert f"{PAGE}/ghost" not in [one.key for one in at.button]


def test_a_guess_holds_in_every_tab():
    at = open_page()
    predict(at, KEY, "tens")
    for tab in ("inside", "help", "steps"):
        at.button_group(key=f"{PAGE}/tab/en").set_value(tab).run()
        assert not at.exception
        assert "**right**" in said(at), tab


@pytest.mark.parametrize("tab", ["reach", "inside", "help", "steps"])
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("network", ["gru", "trained"])
def test_every_tab_opens_for_every_kind(tab, lang, network):
    at = everything(open_page(lang, tab=tab, network=network, T="20"))
    assert not at.exception
    assert not at.error


@pytest.mark.parametrize(
    "query",
    [
        {"T": "10", "count": "1", "layer": "8", "tab": "inside"},
        {"T": "10", "count": "1", "tab": "steps"},
        {"tab": "help", "change": "truncate", "kept": "1000", "T": "10"},
        {"tab": "help", "change": "chrono", "span": "3", "T": "10"},
        {"tab": "help", "change": "clip", "norm": "10", "gradient": "full"},
    ],
)
def test_extreme_settings_open(query):
    assert not everything(open_page(**query)).exception


@pytest.mark.parametrize(
    ("query", "stays"),
    [
        ({"change": "clip", "norm": "10"}, True),
        ({"change": "clip", "norm": "0.1"}, False),
        ({"change": "truncate", "kept": "50"}, True),
        ({"change": "truncate", "kept": "2"}, False),
    ],
)
def test_a_norm_that_has_not_changed_is_not_said_to_go_anywhere(query, stays):
    at = skip(open_page(tab="help", **query))
    assert ("gradient stays" in said(at)) == stays
    assert ("gradient goes from" in said(at)) != stays


def test_a_cut_beyond_the_first_step_is_not_said_to_cut():
    at = skip(open_page(tab="help", change="truncate", kept="500"))
    assert "nothing is cut off" in said(at)
    assert "Beyond the cut" not in said(at)


def test_a_bad_link_is_told_and_the_rest_opens():
    at = open_page(network="mine", T="70", change="pray", layer="x")
    assert len(at.warning) == 1
    assert not skip(at).exception


# Every sentence is true of the run.

CASES = sorted(
    {(one.network, one.T, one.gradient) for one in states(BENCHES["your-network/reach"])}
    | set(product(examples.EXAMPLES, (10, 1000), ("truncated", "full")))
)


@pytest.mark.parametrize(("network", "steps", "gradient"), CASES)
def test_sentences_are_true_of_the_run(network, steps, gradient):
    count = 1 if steps >= 500 else 8
    run = page.measure(values(network=network, T=steps, gradient=gradient, count=count))
    report, number = run.report, words.farthest(run.report)
    layer = report.layers[number]
    assert layer.depth == max(one.depth for one in report.layers)
    source = layer.curve[0]
    alive = (layer.curve >= 0.01 * source) | np.isnan(layer.curve)
    reached = [int(np.argmin(np.append(one, False))) - 1 for one in alive.T]
    assert layer.depth <= np.median(reached)
    last = report.batch.lengths - 1
    true = {
        "whole": np.mean(layer.depths == last) >= 0.5,
        "fades": np.mean(layer.depths == last) < 0.5,
        "none": not source.any(),
        "overflow": not np.isfinite(layer.curve).all(),
    }
    assert true[words.fate(layer)]
    if slug := words.keeping(layer):
        apart = np.log(layer.factor / layer.keep.gate.mean())
        assert {"same": abs(apart) <= 0.02, "more": apart > 0.02, "less": apart < -0.02}[slug]
    moves = np.abs(np.diff(run.beside.curve, axis=0))
    still = (moves[~np.isnan(moves)] < 1e-9).all()
    assert words.beside(run.beside) == ("flat" if still else "changes")
    if gradient == "truncated":
        assert still
    if slug := words.drift(report):
        assert (slug == "shrinks") == (report.layers[words.farthest(report)].factor < 1)
    answers = words.reach_of(report)
    assert ("few" in answers) == (layer.depth < 10)
    assert ("tens" in answers) == (10 <= layer.depth < 50)
    assert ("whole" in answers) == layer.whole
    assert ("far" in answers) == (layer.depth >= 50 and not layer.whole)


def ends(change):
    """The least and the largest amount of a change, the usual one, and those of its slider."""
    setting = page.SETTINGS.every[page.AMOUNTS[change]]
    if between := points(setting):
        return between
    low, high = (min(setting.stops), max(setting.stops)) if hasattr(setting, "stops") else (
        setting.low, setting.high)  # fmt: skip
    return low, setting.default, high


@pytest.mark.parametrize("change", list(page.AMOUNTS))
@pytest.mark.parametrize("network", ["fresh", "trained"])
def test_what_is_said_of_a_change_is_measured(change, network):
    for amount in ends(change):
        asked = values(network=network, T=50, count=4, change=change)
        run = page.measure_change(asked.with_values(**{page.AMOUNTS[change]: amount}))
        number = words.farthest(run.report)
        was, now = (one.layers[number].depth for one in (run.report, run.change.report))
        slug = words.change(run.report, run.change.report)
        assert {"farther": now > was, "shorter": now < was, "same": now == was}[slug]
        again = flow.what_if(run.report, change, amount)
        np.testing.assert_array_equal(again.report.layers[0].median,
                                      run.change.report.layers[0].median)  # fmt: skip
        if change == "clip":
            assert slug == "same"
            assert run.change.report.grad_norm <= run.report.grad_norm * (1 + 1e-12)


def test_singular_values_are_said_as_they_are():
    for network in examples.EXAMPLES:
        run = page.measure(values(network=network, T=20, count=2))
        _, singular = page.steps_of(run)
        some = bool((singular.values > 1).any())
        assert words.stretching(singular.values[:, 0]) == ("some" if some else "none")


# Files.


def test_the_page_the_call_and_the_command_give_the_same_numbers(capsys):
    from lstm97.__main__ import main

    at = skip(with_file(TORCH.name, TORCH.read_bytes()))
    assert not at.exception
    report = flow.report(TORCH, steps=100, sequences=16, seed=1)
    main(["flow", str(TORCH), "--steps", "100", "--count", "16", "--json"])
    printed = json.loads(capsys.readouterr().out)
    assert printed["depth"] == report.depth
    assert readings(at)[0].value == f"{report.depth} of 99"
    mine = SessionFile(TORCH.name, TORCH.read_bytes())
    at.session_state[NETWORK] = mine
    assert [one["depth"] for one in printed["layers"]] == [one.depth for one in report.layers]


def test_the_shown_command_is_the_one_that_gives_the_numbers():
    at = with_file(TORCH.name, TORCH.read_bytes())
    shown = [one.value for one in everything(at).code]
    command = "python -m lstm97 flow 'torch-lstm-3.safetensors' --steps 100 --count 16 --seed 1"
    assert command in shown
    assert any("flow.report('torch-lstm-3.safetensors', steps=100" in one for one in shown)


@pytest.mark.parametrize("network", examples.EXAMPLES)
def test_the_shown_code_gives_the_numbers_of_the_picture(network, capsys):
    asked = values(network=network, T=20, count=3, seed=4)
    run = page.measure(asked)
    space = {}
    exec("\n".join(drawers.lines(run, asked)), space)
    np.testing.assert_array_equal(space["report"].layers[0].median, run.report.layers[0].median)
    assert capsys.readouterr().out.strip() == run.report.table()


def test_a_link_without_its_file_says_so_and_shows_an_example():
    at = open_page(network="own", T="50")
    assert translate("en", f"{PAGE}.file.missing") in [one.value for one in at.info]
    assert at.query_params["network"] == "own"
    assert not skip(at).exception


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("model.pt", b"\x80\x02", "pickle"),
        ("race.png", (ASSETS / "race.png").read_bytes(), "other"),
        ("empty.safetensors", b"", "empty"),
        ("cut.safetensors", TORCH.read_bytes()[:300], "damaged"),
        ("words.txt", b"hello", "unknown"),
    ],
)
def test_what_can_t_be_read_is_one_sentence(lang, name, data, code):
    at = with_file(name, data, lang)
    assert not at.exception
    (warning,) = at.warning
    start = translate(lang, f"formats.refused.{code}", **dict.fromkeys(
        {"kind", "format"} & set(flow.FileRefusal.__init__.__globals__["CODES"][code]), "\0"
    )).split("\0")[0]  # fmt: skip
    assert warning.value.startswith(start.rstrip(" `(（"))
    assert not skip(at).exception


def test_a_name_in_a_file_is_never_markup():
    name = "![x](http://example.org/a.png)<b>"
    at = with_file(name, b"", "en")
    assert all(f"`{name}`" in one.value for one in at.caption if "example.org" in one.value)
    assert any("example.org" in one.value for one in at.caption)


def test_several_networks_are_asked_about():
    at = with_file("two.safetensors", torch_file(("encoder.", "decoder.")))
    ask = next(one for one in at.selectbox if "told" in one.key)
    assert sorted(ask.options) == ["decoder", "encoder"]
    assert not at.warning
    ask.set_value("decoder").run()
    assert not at.exception
    assert any("LSTM of 4 units" in one.value for one in at.caption)


def test_an_unknown_framework_is_asked_for():
    arrays = examples.as_torch_draws(inputs=3, hidden=4, layers=1)
    plain = {f"array{n}": value for n, value in enumerate(arrays.values())}
    at = with_file("plain.safetensors", to_safetensors(plain))
    asks = [one for one in at.selectbox if "told" in one.key]
    assert [one.label for one in asks] == [translate("en", f"{PAGE}.ask.framework")]
    asks[0].set_value("torch").run()
    assert any("PyTorch, LSTM of 4 units" in one.value for one in at.caption)


def test_sequences_of_one_s_own_are_shown():
    at = with_file("one.safetensors", torch_file())
    rows = "\n".join("0.1, 0.2, 0.3" for _ in range(12))
    at.session_state[SEQUENCES] = SessionFile("data.csv", f"{rows}\n\n{rows}".encode())
    at = skip(at.run())
    assert readings(at)[0].value.endswith("of 11")
    assert any("--sequences 'data.csv'" in one.value for one in everything(at).code)


def test_sequences_may_be_typed():
    at = with_file("one.safetensors", torch_file())
    at.session_state[f"{PAGE}/file/more"] = True
    at.run()
    field = at.text_area(key=f"{PAGE}/typed/en")
    field.set_value("\n".join("0.1 0.2 0.3" for _ in range(9))).run()
    assert not at.exception
    assert readings(skip(at))[0].value.endswith("of 8")
    at.text_area(key=f"{PAGE}/typed/en").set_value(" ").run()
    assert readings(at)[0].value.endswith("of 99")


def test_a_text_that_belongs_in_a_file_is_refused_aloud():
    at = with_file("one.safetensors", torch_file())
    at.session_state[f"{PAGE}/file/more"] = True
    at.run()
    at.text_area(key=f"{PAGE}/typed/en").set_value("0.1 0.2 0.3\n" * 2000).run()
    assert not at.exception
    assert any("more than 20,000 characters" in one.value for one in at.warning)
    assert readings(skip(at))[0].value.endswith("of 99")  # noise, as before


def test_no_field_has_a_limit_that_refuses_a_paste_in_silence():
    """Streamlit drops what is longer than ``max_chars`` whole, and says nothing."""
    sources = (ROOT / "lstm97" / "ui").rglob("*.py")
    assert not [file.name for file in sources if "max_chars" in file.read_text(encoding="utf-8")]


def test_sequences_that_do_not_fit_are_told():
    at = with_file("one.safetensors", torch_file())
    at.session_state[SEQUENCES] = SessionFile("data.csv", b"1,2\n3,4\n")
    at.session_state[f"{PAGE}/file/more"] = True
    at.run()
    assert any("3" in one.value and "2" in one.value for one in at.warning)
    assert readings(skip(at))[0].value.endswith("of 99")


def test_a_large_network_is_shown_less_and_the_page_says_so():
    data = torch_file(hidden=512)
    at = skip(with_file("large.safetensors", data, T="1000"))
    assert not at.exception
    steps, count = page.fitting(flow.report(data, steps=2, sequences=1).stack, 1000, 16)
    assert count < 16
    assert any(f"{count} sequence(s) of {steps} steps" in one.value for one in at.caption)


def test_full_and_truncated_gradients_of_the_old_cell_differ():
    truncated, full = (
        page.measure(values(gradient=one, count=2)).beside for one in ("truncated", "full")
    )
    assert truncated.whole
    assert not np.array_equal(truncated.median, full.median)
    report = page.measure(values(count=2)).report
    np.testing.assert_array_equal(flow.cell_of_1997(report, cuts=FULL).median, full.median)


def test_numbers_and_notebook_are_those_of_the_picture(capsys):
    asked = values(T=10, count=2)
    run = page.measure(asked)
    rows = [row.split(",") for row in drawers.as_csv(run).splitlines()[1:]]
    of_first = [float(row[4]) for row in rows if row[0] == "1"]
    np.testing.assert_allclose(of_first, run.report.layers[0].median, rtol=1e-5)
    assert {row[0] for row in rows} == {"1", "2", "1997"}
    heads = drawers.as_csv(run).splitlines()[0].split(",")
    assert heads[:3] == ["layer", "kind", "steps back"]
    assert heads[4] == "50% quantile"
    book = json.loads(drawers.notebook(run, asked))
    found = {}
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), found)
    assert found["report"].data() == run.report.data()
    told = capsys.readouterr().out
    assert all(f"\n{name} " in told for name in flow.options(run.report))


@pytest.mark.parametrize(("hidden", "steps", "count"), [(128, 200, 32), (512, 1000, 16)])
def test_an_answer_fits_into_its_memory(hidden, steps, count):
    """Seconds are measured by `tests/flow/pace.py`."""
    drawn = examples.as_torch_draws(inputs=16, hidden=hidden, layers=1)
    loaded = flow.report(drawn, steps=2, sequences=1).network
    shown = page.fitting(loaded.stack, steps, count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    report = flow.report(loaded, steps=shown[0], sequences=shown[1])
    flow.cell_of_1997(report)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 << 10
    assert (shown == (steps, count)) == (hidden == 128)


def test_the_numbers_above_a_change_are_those_before_and_after():
    at = skip(open_page(tab="help", T=20, count=2))
    run = page.measure_change(values(tab="help", T=20, count=2))
    number = words.farthest(run.report)
    depths = [one.layers[number].depth for one in (run.report, run.change.report)]
    assert [one.value for one in readings(at)] == [f"{depth} of 19" for depth in depths]


def test_directions_that_can_not_be_run_are_not_asked_about():
    arrays = {
        f"{name[:-1]}{layer}{end}": value
        for layer, inputs in enumerate((3, 8))
        for end in ("", "_reverse")
        for name, value in examples.as_torch_draws(inputs=inputs, hidden=4, layers=1).items()
    }
    at = with_file("two.safetensors", to_safetensors(arrays))
    assert "bidirectional" in at.warning[0].value
    assert not [one for one in at.selectbox if "/told/" in one.key]


def test_layers_that_are_taken_to_stand_on_each_other_are_told():
    at = with_file("two.weights.h5", (FACTS / "keras-lstm-3.weights.h5").read_bytes())
    assert translate("en", f"{PAGE}.file.stacked") in [one.value for one in at.caption]


@pytest.mark.parametrize(
    ("network", "name"), [("fresh", "forget-gate bias"), ("gru", "update-gate bias")]
)
def test_a_changed_bias_is_called_after_the_gate_that_has_it(network, name):
    at = skip(open_page(tab="help", network=network, T=20, count=2))
    assert f"With this change ({name})" in said(at)
    assert readings(at)[1].note == name
