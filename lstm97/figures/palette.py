"""One meaning, one colour, one second cue: every figure takes its looks from here.

Colours start from the Okabe-Ito set and are lightened or darkened until words in them keep a
contrast of 4.5:1 on the page's background; dash and marker carry the meaning where colour cannot.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

Role = Literal[
    "input_gate",
    "output_gate",
    "forget_gate",
    "cell",
    "signal",
    "error",
    "rnn",
    "lstm",
    "gru",
    "bound",
    "target",
    "neutral",
]
Theme = Literal["light", "dark"]
Marker = Literal["circle", "square", "triangle", "diamond", "cross", "plus", "ring", "star"]

ROLES: tuple[Role, ...] = get_args(Role)
THEMES: tuple[Theme, ...] = get_args(Theme)


@dataclass(frozen=True)
class Style:
    """How one role looks: a hex colour and, as second cue, a dash (pixels on, off) and a marker."""

    color: str
    dash: tuple[int, ...]
    marker: Marker


@dataclass(frozen=True)
class Palette:
    """The looks of every role on one background.

    ``negative`` is the end of every diverging ramp that stands for values below zero.
    """

    theme: Theme
    background: str
    text: str
    quiet: str
    negative: str
    styles: dict[Role, Style]

    def color(self, role: Role) -> str:
        """Hex colour of a role."""
        return self.styles[role].color

    def darken_words(self, spec: dict[str, Any]) -> dict[str, Any]:
        """A Vega-Lite spec whose words are dark enough (4.5 : 1) where it does not say itself."""
        quiet = {"labelColor": self.quiet, "titleColor": self.quiet}
        words = {"axis": quiet, "legend": quiet, "header": quiet}
        words |= {"title": {"color": self.text}, "text": {"color": self.text}}
        own = spec.get("config", {})
        return {**spec, "config": {**own, **{k: {**v, **own.get(k, {})} for k, v in words.items()}}}

    def sequential(self, role: Role, stops: int = 9) -> list[str]:
        """Hex stops from almost the background (nothing) to the role's colour (full)."""
        return _ramp(_mix(self.background, self.text, 0.04), self.color(role), stops)

    def diverging(self, role: Role) -> list[str]:
        """Eleven hex stops from the negative end, through near background, to the role's colour."""
        middle = _mix(self.background, self.text, 0.04)
        return _ramp(self.negative, middle, 6) + _ramp(middle, self.color(role), 6)[1:]


_CUES: dict[Role, tuple[tuple[int, ...], Marker]] = {
    "input_gate": ((8, 3), "triangle"),
    "output_gate": ((3, 3), "diamond"),
    "forget_gate": ((8, 3, 2, 3), "star"),
    "cell": ((), "diamond"),
    "signal": ((), "circle"),
    "error": ((5, 2), "cross"),
    "rnn": ((7, 4), "circle"),
    "lstm": ((), "square"),
    "gru": ((2, 3), "triangle"),
    "bound": ((1, 4), "plus"),
    "target": ((4, 4), "ring"),
    "neutral": ((10, 4), "plus"),
}

_LIGHT: dict[Role, str] = {
    "input_gate": "#a26800",
    "output_gate": "#b04e8a",
    "forget_gate": "#7a7000",
    "cell": "#008661",
    "signal": "#0072b2",
    "error": "#ca4b00",
    "rnn": "#b0243f",
    "lstm": "#4a48c8",
    "gru": "#00788a",
    "bound": "#5c5c5c",
    "target": "#1c1c1c",
    "neutral": "#767676",
}

_DARK: dict[Role, str] = {
    "input_gate": "#f0ae36",
    "output_gate": "#e592c2",
    "forget_gate": "#f0e442",
    "cell": "#2cc795",
    "signal": "#56b4e9",
    "error": "#ff8540",
    "rnn": "#ff7d92",
    "lstm": "#a9a2ff",
    "gru": "#45c8d8",
    "bound": "#b4b4b4",
    "target": "#f4f4f4",
    "neutral": "#9a9a9a",
}


def _styles(colors: dict[Role, str]) -> dict[Role, Style]:
    return {role: Style(colors[role], *_CUES[role]) for role in ROLES}


LIGHT = Palette(
    theme="light",
    background="#ffffff",
    text="#1b2530",
    quiet="#5d6570",
    negative="#5a2f66",
    styles=_styles(_LIGHT),
)
DARK = Palette(
    theme="dark",
    background="#12171d",
    text="#e6ebf0",
    quiet="#a3abb8",
    negative="#8f5aa8",
    styles=_styles(_DARK),
)
PALETTES: dict[Theme, Palette] = {"light": LIGHT, "dark": DARK}


def palette(theme: str | None) -> Palette:
    """Return the palette of a theme; anything that is not "dark" reads as light."""
    return DARK if theme == "dark" else LIGHT


def contrast(first: str, second: str) -> float:
    """WCAG 2 contrast ratio of two hex colours, from 1 to 21."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = _linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(color: str) -> tuple[float, float, float]:
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return _to_linear(red), _to_linear(green), _to_linear(blue)


def _to_linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _from_linear(channel: float) -> int:
    channel = min(1.0, max(0.0, channel))
    gamma = 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
    return round(255 * gamma)


def _ramp(start: str, end: str, stops: int) -> list[str]:
    return [_mix(start, end, i / (stops - 1)) for i in range(stops)]


def _mix(start: str, end: str, share: float) -> str:
    """Blend two hex colours in OKLab, where equal steps look equal."""
    pairs = zip(_oklab(start), _oklab(end), strict=True)
    light, a, b = ((1 - share) * x + share * y for x, y in pairs)
    return _hex(light, a, b)


def _oklab(color: str) -> tuple[float, float, float]:
    r, g, b = _linear(color)
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    mid = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * mid - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * mid + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * mid - 0.8086757660 * short,
    )


def _hex(light: float, a: float, b: float) -> str:
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    mid = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    channels = (
        4.0767416621 * long - 3.3077115913 * mid + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * mid - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * mid + 1.7076147010 * short,
    )
    return "#" + "".join(f"{_from_linear(channel):02x}" for channel in channels)
