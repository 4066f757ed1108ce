"""A colour means one thing, is seen on both backgrounds and never stands alone."""

import colorsys
import itertools
import re

import pytest

from lstm97.figures.palette import (
    DARK,
    LIGHT,
    PALETTES,
    ROLES,
    THEMES,
    Palette,
    Role,
    Theme,
    contrast,
    palette,
)
from lstm97.folders import ASSETS

STYLE = (ASSETS / "stage" / "stage.css").read_text(encoding="utf-8")
LEVEL = float(re.findall(r"\.level \{[^}]*opacity: ([\d.]+)", STYLE)[0])


def test_contrast_is_the_wcag_ratio() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#123456", "#123456") == pytest.approx(1)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("role", ROLES)
def test_roles_stand_out_from_the_background(theme: str, role: str) -> None:
    looks = PALETTES[theme]
    assert contrast(looks.color(role), looks.background) >= 4.5  # words are set in it, too


@pytest.mark.parametrize("theme", THEMES)
def test_words_are_readable(theme: str) -> None:
    looks = PALETTES[theme]
    assert contrast(looks.text, looks.background) >= 7
    assert contrast(looks.quiet, looks.background) >= 4.5
    assert contrast(looks.negative, looks.background) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_no_two_roles_look_alike(theme: str) -> None:
    styles = PALETTES[theme].styles
    assert set(styles) == set(ROLES)
    for first, second in itertools.combinations(ROLES, 2):
        assert styles[first].color != styles[second].color
        assert (styles[first].dash, styles[first].marker) != (
            styles[second].dash,
            styles[second].marker,
        )


def test_the_second_cue_is_the_same_in_both_themes() -> None:
    for role in ROLES:
        assert LIGHT.styles[role].dash == DARK.styles[role].dash
        assert LIGHT.styles[role].marker == DARK.styles[role].marker


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("role", ROLES)
def test_ramps_grow_away_from_the_background(theme: str, role: str) -> None:
    looks = PALETTES[theme]
    ramp = looks.sequential(role)
    distances = [contrast(color, looks.background) for color in ramp]
    assert distances == sorted(distances)
    assert ramp[-1] == looks.color(role)


@pytest.mark.parametrize("theme", THEMES)
def test_diverging_ramps_meet_at_nothing(theme: str) -> None:
    looks = PALETTES[theme]
    ramp = looks.diverging("cell")
    assert len(ramp) == 11
    assert ramp[0] == looks.negative
    assert ramp[-1] == looks.color("cell")
    assert contrast(ramp[5], looks.background) < 1.2


def hue(color: str) -> float:
    red, green, blue = (channel / 255 for channel in bytes.fromhex(color[1:]))
    return 360 * colorsys.rgb_to_hsv(red, green, blue)[0]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("role", ["input_gate", "error", "cell", "signal", "forget_gate"])
def test_a_negative_value_has_the_hue_of_nothing_else_on_a_lane(theme: Theme, role: Role) -> None:
    """Gates, states and errors stand below one another: a brown state was an open input gate."""
    looks = PALETTES[theme]
    apart = abs(hue(looks.negative) - hue(looks.color(role)))
    assert min(apart, 360 - apart) > 60


def test_unknown_themes_read_as_light() -> None:
    assert palette(None) is LIGHT
    assert palette("sepia") is LIGHT
    assert palette("dark") is DARK


@pytest.mark.parametrize("theme", THEMES)
def test_words_of_a_chart_are_readable_unless_it_says_itself(theme: str) -> None:
    looks = PALETTES[theme]
    config = looks.darken_words(
        {"config": {"axis": {"labelColor": "red"}, "view": {"stroke": None}}}
    )["config"]
    assert config["axis"] == {"labelColor": "red", "titleColor": looks.quiet}
    assert config["legend"] == {"labelColor": looks.quiet, "titleColor": looks.quiet}
    assert config["view"] == {"stroke": None}


def laid(looks: Palette, role: Role, opacity: float) -> str:
    """A role's colour, laid over the background."""
    pairs = zip(bytes.fromhex(looks.background[1:]), bytes.fromhex(looks.color(role)[1:]),
                strict=True)  # fmt: skip
    return "#" + "".join(f"{round(a + (b - a) * opacity):02x}" for a, b in pairs)


FILLS: list[tuple[str, Role, float]] = [  # words, and the filled mark that they stand on
    ("background", "target", 1.0),  # a marked letter of a sequence
    ("text", "neutral", 0.6),  # counts at the edges of a histogram
    ("text", "cell", LEVEL),  # numbers beside the level of the tank
    ("rnn", "bound", 0.14),  # the reader's weight where the factor is below 1 for sure
    ("muted", "bound", 0.14),
    *(("text", role, 0.16) for role in ROLES),  # numbers in the units of a chain or a neuron
]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "role", "opacity"), FILLS)
def test_words_are_readable_on_filled_marks(
    theme: Theme, ink: str, role: Role, opacity: float
) -> None:
    looks = PALETTES[theme]
    own = {"background": looks.background, "text": looks.text, "muted": looks.quiet}
    color = own.get(ink) or looks.styles[ink].color
    assert contrast(color, laid(looks, role, opacity)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("role", ROLES)
def test_words_are_readable_in_the_units_of_a_net(theme: Theme, role: Role) -> None:
    looks = PALETTES[theme]
    assert contrast(looks.text, looks.sequential(role, 8)[2]) >= 4.5
