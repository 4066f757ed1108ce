"""The sample page under a reader who opens links, moves controls and changes language."""

from visit import app

from lstm97.ui import frame
from lstm97.ui.link import address


def query(at):
    return {name: at.query_params[name] for name in at.query_params}


def shown(at, lang="en"):
    assert not at.exception
    return at.slider(key=f"sample/T/{lang}").value


def test_a_link_sets_the_controls(open_sample):
    at = open_sample(T="70", net="lstm97", bound="0", rate="1", at="1.2", seed="5")
    assert shown(at) == 70
    assert at.toggle(key="sample/bound/en").value is False
    assert at.select_slider(key="sample/rate/en").value == 1
    assert at.text_input(key="sample/at/en").value == "1, 2"
    assert at.number_input(key="sample/seed/en").value == 5
    assert not at.warning


def test_a_control_sets_the_link_and_only_what_differs(open_sample):
    at = open_sample()
    assert query(at) == {}
    at.slider(key="sample/T/en").set_value(70).run()
    assert query(at) == {"T": "70"}
    at.slider(key="sample/T/en").set_value(50).run()
    assert query(at) == {}


def test_a_bad_link_opens_and_says_what_it_ignored(open_sample):
    at = open_sample(T="banana", w="9", x="<b>")
    (warning,) = at.warning
    assert "`T=banana` was ignored; T must be a whole number from 5 to 1000." in warning.value
    assert "`w=9` is out of range; `2` is used." in warning.value
    assert "`x=<b>` is not a setting" in warning.value
    assert query(at) == {"w": "2"}
    at.slider(key="sample/T/en").set_value(70).run()
    assert not at.warning


def test_a_value_from_a_link_cannot_carry_markup(open_sample):
    at = open_sample(T="`![a](http://x.y/z.png)\n# big <img src=x onerror=alert(1)>" + "y" * 90)
    (warning,) = at.warning
    line = next(line for line in warning.value.splitlines() if "T=" in line)
    assert line.count("`") == 2
    assert len(line) < 140


def test_changing_the_language_keeps_the_values(open_sample):
    at = open_sample(T="70")
    at.button(key="language-switch").click().run()
    assert shown(at, "zh") == 70
    assert at.slider(key="sample/T/zh").label == "时间步数"
    assert query(at) == {"lang": "zh", "T": "70"}
    at.button(key="language-switch").click().run()
    assert shown(at) == 70
    assert query(at) == {"T": "70"}


def test_an_edited_link_is_obeyed_and_a_late_one_is_not(open_sample, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(address.time, "monotonic", lambda: now[0])
    at = open_sample(T="70")
    at.slider(key="sample/T/en").set_value(80).run()
    at.query_params["T"] = "70"  # the browser still reports the address from before
    assert shown(at.run()) == 80
    now[0] += 60
    at.query_params["T"] = "70"  # now the reader went back
    assert shown(at.run()) == 70


def test_a_link_that_the_reader_went_back_to_is_never_late(open_sample):
    at = open_sample(T="70")
    at.slider(key="sample/T/en").set_value(80).run()
    at.query_params["T"], at.query_params["went"] = "70", "1"
    assert shown(at.run()) == 70
    assert not at.warning
    at.slider(key="sample/T/en").set_value(90).run()
    assert query(at) == {"T": "90"}
    at.query_params["T"], at.query_params["went"] = "70", "1"  # the old mark comes late, too
    assert shown(at.run()) == 90


def test_the_menu_returns_to_a_page_as_it_was_left(open_sample):
    at = open_sample(T="70")
    page = at._page_hash
    at.query_params.clear()
    at.switch_page("pages/start/home.py").run()
    assert query(at) == {}
    at.query_params.clear()
    at._page_hash = page
    assert shown(at.run()) == 70
    assert query(at) == {"T": "70"}


def test_a_preset_sets_several_and_keeps_the_rest(open_sample):
    at = open_sample(w="1.5")
    at.button(key="sample/preset/long").click().run()
    assert query(at) == {"T": "1000", "w": "1.5", "net": "lstm97"}
    at.button(key="sample/reset").click().run()
    assert query(at) == {}


def test_closed_controls_are_not_drawn_and_keep_their_values(open_sample):
    at = open_sample(seed="5")
    at.session_state["sample/more"] = False
    at.run()
    assert not [one for one in at.number_input if one.key == "sample/seed/en"]
    at.slider(key="sample/T/en").set_value(70).run()
    assert query(at) == {"T": "70", "seed": "5"}


def test_a_list_that_makes_no_sense_is_put_back(open_sample):
    at = open_sample()
    at.text_input(key="sample/at/en").input("3, x").run()
    assert at.text_input(key="sample/at/en").value == "3, 7"
    at.text_input(key="sample/at/en").input("5，9").run()
    assert query(at) == {"at": "5.9"}


def test_a_teacher_can_hide_and_lock(open_sample):
    at = open_sample(T="70", hide="w", lock="T")
    assert at.slider(key="sample/T/en").disabled
    assert "sample/w/en" not in [one.key for one in at.slider]
    assert not [one for one in at.button if "preset" in one.key]
    assert query(at) == {"T": "70", "hide": "w", "lock": "T"}


def test_the_link_to_copy_names_language_and_version(open_sample):
    at = open_sample(T="70")
    at.session_state["sample/link"] = True
    at.run()
    assert "?lang=en&v=1&T=70" in at.code[0].value


def test_a_link_in_chinese_is_chinese_at_once(monkeypatch):
    at = app()
    at.query_params["lang"] = "zh"
    menu = []
    draw = frame.st.navigation
    monkeypatch.setattr(
        frame.st, "navigation", lambda pages, **k: menu.append(pages) or draw(pages, **k)
    )
    at.run()
    assert not at.exception
    assert next(iter(menu[0])) == "开始"
