"""What is printed looks as on the screen, and no text can become markup."""

from lstm97.ui.pages.classroom.printable import inline, page


def test_text_is_escaped():
    assert inline("a < b & <script>") == "a &lt; b &amp; &lt;script&gt;"
    document = page("<i>title</i>", ["<b>one</b>", "- <u>two</u>"], "en")
    assert "<i>" not in document
    assert "<b>" not in document
    assert "<u>" not in document


def test_bold_formulas_and_links_are_kept():
    assert inline("**1.** $y^{in}{}'$") == "<b>1.</b> <i>y<sup>in</sup>&#x27;</i>"
    assert inline("$net_{in}(t+1)$") == "<i>net<sub>in</sub>(t+1)</i>"
    assert inline("(0.25·2)^13") == "(0.25·2)<sup>13</sup>"
    link = '<a href="http://a.b/race?x=1&amp;y=2">http://a.b/race?x=1&amp;y=2</a>'
    assert inline("Open http://a.b/race?x=1&y=2 now") == f"Open {link} now"


def test_a_document_says_its_language_and_needs_nothing_else():
    document = page("练习单", ["☐ 一  \n☐ 二", "- 甲\n- 乙", "答：____"], "zh")
    assert document.startswith('<!doctype html>\n<html lang="zh">')
    assert "<p>☐ 一<br>\n☐ 二</p>" in document
    assert "<li>甲</li><li>乙</li>" in document
    assert '<p class="write">' in document
    assert "src=" not in document
    assert "@import" not in document
