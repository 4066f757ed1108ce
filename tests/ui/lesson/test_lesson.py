"""Predictions come before results and stay beside them."""


def text_of(at):
    return "\n".join(one.value for one in at.markdown)


def test_nothing_is_revealed_before_a_prediction(open_sample):
    at = open_sample()
    assert "values:" not in text_of(at)
    assert at.button(key="sample.predict.winner/reveal").disabled


def test_the_prediction_stays_on_the_page(open_sample):
    at = open_sample()
    at.radio(key="sample.predict.winner/en").set_value("second").run()
    at.button(key="sample.predict.winner/reveal").click().run()
    assert "values:" in text_of(at)
    assert "Your guess, “The LSTM's”, is **right**." in text_of(at)
    at.button(key="language-switch").click().run()
    assert "你的预测“LSTM”**正确**。" in text_of(at)
    at.button(key="sample.predict.winner/again").click().run()
    assert "values:" not in text_of(at)


def test_a_reader_may_skip(open_sample):
    at = open_sample()
    at.button(key="sample.predict.winner/skip").click().run()
    assert "values:" in text_of(at)
    assert "No prediction made." in text_of(at)


def test_a_figure_has_words_and_a_table(open_sample):
    at = open_sample()
    assert "Two steps." not in text_of(at)  # drawn when it is opened
    at.session_state["sample/in-words"] = True
    at.run()
    assert "Two steps." in text_of(at)
    assert list(at.table[0].value.columns) == ["t", "error"]
