"""What a reader takes along of a link leads to the same place."""

from html.parser import HTMLParser

import pytest
from visit import press, visit

from lstm97.ui.base.text import translate
from lstm97.ui.link.share import embed_code, qr, qr_width

ADDRESS = "https://lesson.example/carousel?lang=zh&v=1&w=0.9&text=%22%3E%3Cb%3E"


class Frame(HTMLParser):
    def handle_starttag(self, tag, attrs):
        self.found = tag, dict(attrs)


@pytest.mark.parametrize("address", [ADDRESS, "https://lesson.example/bptt"])
def test_an_embedded_page_is_the_same_page_without_a_menu(address):
    frame = Frame()
    frame.feed(embed_code(address))
    tag, attributes = frame.found
    assert tag == "iframe"
    assert attributes["src"] == f"{address}{'&' if '?' in address else '?'}embed=true"


def test_the_longest_link_still_fits_a_code():
    assert qr("https://lesson.example/?" + "x" * 1500).startswith("data:image/svg+xml")


@pytest.mark.parametrize(("letters", "squares"), [(0, 29), (60, 41), (300, 69), (600, 89)])
def test_every_square_of_a_code_has_whole_pixels_enough_for_a_camera(letters, squares):
    """Finder patterns and data on a grid of a version's squares, with two around it."""
    width = qr_width("https://lesson.example/" + "x" * letters)
    assert width % squares == 0
    assert width / squares >= 3


def test_every_link_has_a_code_a_frame_and_a_citation():
    at = press(visit("carousel"), "carousel.predict.left/skip")
    at.session_state["carousel/link"] = True
    at.run()
    assert not at.exception
    link, code, frame = (one.value for one in at.code)
    titles = [translate("en", f"common.share.{one}_title") for one in ("code", "embed", "cite")]
    assert [one.label for one in at.expander if one.label in titles] == titles
    assert "/carousel?lang=en" in link or link.startswith("?lang=en")
    assert "embed=true" in frame
    assert code.startswith("from lstm97.analysis.cell.carousel import loop")
    assert any("data:image/svg+xml" in one.proto.body for one in at.get("html"))
