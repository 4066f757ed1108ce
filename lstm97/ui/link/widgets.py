"""A setting as a widget: which one it is, what is written on it, and what it says when moved.

Whose setting it is, a page's or a link's in the making, is for the caller to know.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby
from typing import Any
from unicodedata import east_asian_width as wide

import streamlit as st

from lstm97 import writing
from lstm97.analysis import guess
from lstm97.ui.base.numbers import number_text
from lstm97.ui.base.text import exists, listed, t
from lstm97.ui.base.theme import presenting
from lstm97.ui.link.kinds import (
    Choice,
    Integer,
    IntList,
    Number,
    OwnCurve,
    Scale,
    Setting,
    Text,
    Toggle,
)
from lstm97.ui.link.settings import Settings


def label(settings: Settings, name: str, part: str = "label") -> str:
    """A control's text: the page's own, or else the one that all pages share."""
    own = f"{settings.page}.settings.{name}.{part}"
    return t(own if exists(own) else f"common.settings.{name}.{part}")


def value_text(settings: Settings[Any], name: str, value: Any) -> str:
    """A setting's value as its control shows it: choices and switches in the reader's language."""
    setting = settings.every[name]
    if isinstance(setting, Choice):
        return label(settings, name, f"options.{value}")
    if isinstance(setting, Toggle):
        return t(f"common.controls.{'on' if value else 'off'}")
    if isinstance(setting, IntList):
        return _numbers_text(setting, value, setting.high)
    return _text_of(setting, value)


def text_among(settings: Settings[Any], name: str, values: Any) -> str:
    """The same of one among all values of a page: numbers that do not count now are not told."""
    setting = settings.every[name]
    if isinstance(setting, IntList) and setting.until:
        return _numbers_text(setting, values[name], values[setting.until])
    return value_text(settings, name, values[name])


def _numbers_text(setting: IntList, value: Sequence[int], high: int) -> str:
    """Numbers as one reads them: all, none, or what stands in a row as one piece: ``3, 5–9``."""
    kept = [one for one in range(setting.low, high + 1) if one in value]
    if len(kept) in (0, high + 1 - setting.low):
        return t(f"common.controls.{'all' if kept else 'none'}")
    rows = [[*row] for _, row in groupby(kept, key=lambda one: one - kept.index(one))]
    pieces = ([f"{row[0]}–{row[-1]}"] if len(row) > 2 else row for row in rows)
    return listed(one for piece in pieces for one in piece)


def _text_of(setting: Setting, value: Any) -> str:
    """A value as one reads it: unlike in a link, thousands are set apart and a minus is long."""
    plain = setting.format(value)
    return number_text(value, plain) if isinstance(setting, Integer | Number | Scale) else plain


def rows(shown: Sequence[Setting], draw: Callable[[Setting], None]) -> None:
    """Draw controls: switches in a line that wraps, below them sliders side by side."""
    switches: list[Setting] = [one for one in shown if isinstance(one, Choice | Toggle)]
    if switches:
        with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
            for setting in switches:
                draw(setting)
    with st.container(horizontal=True, gap="medium"):
        for setting in shown:
            if setting not in switches:
                draw(setting)


def widget(
    settings: Settings,
    setting: Setting,
    value: Any,
    *,
    key: str,
    changed: Callable[[Any], None],
    disabled: bool = False,
) -> None:
    """One widget; ``changed`` gets its new value, or the old one if the new makes no sense.

    Its value is set only when it differs, so that it never fights the reader. It is the widget's
    own first value, too: what a script sets is lost where the next one begins before it is sent,
    and the browser would begin, and answer, with the lowest.
    """
    shown = _to_widget(setting, value)
    if key not in st.session_state or st.session_state[key] != shown:
        st.session_state[key] = shown
    _WIDGETS[type(setting)](
        setting,
        _option_names(settings, setting),
        shown,
        label=label(settings, setting.name),
        help=label(settings, setting.name, "help"),
        key=key,
        disabled=disabled,
        on_change=lambda: changed(_read(setting, key, value)),
    )


def _read(setting: Setting, key: str, before: Any) -> Any:
    _tell_if_cut(setting, st.session_state[key])
    try:
        return _from_widget(setting, st.session_state[key])
    except (TypeError, ValueError):
        return before


def _tell_if_cut(setting: Setting, shown: Any) -> None:
    """A browser would refuse a long text that is pasted in, without a word."""
    if isinstance(setting, Text) and len(str(shown).strip()) > setting.longest:
        st.toast(t("common.controls.cut", longest=setting.longest), duration="long")


def _to_widget(setting: Setting, value: Any) -> Any:
    """What the box shows; of a drawn curve, what one would type for it."""
    if isinstance(setting, OwnCurve):
        return listed(guess.logs_of(value))
    return listed(value) if isinstance(setting, IntList) else value


def _wide(setting: Integer | Number) -> bool:
    """Whether a slider would show thousands that are not set apart."""
    return isinstance(setting, Integer) and not setting.box and setting.high >= writing.LONG


def _from_widget(setting: Setting, shown: Any) -> Any:
    typed = isinstance(setting, IntList | OwnCurve)
    return setting.parse(shown)[0] if typed else setting.clean(shown)


def _option_names(settings: Settings, setting: Setting) -> dict[str, str]:
    """The translated options of a choice, by slug."""
    if not isinstance(setting, Choice):
        return {}
    return {slug: label(settings, setting.name, f"options.{slug}") for slug in setting.options}


def _range(setting: Integer | Number, _: dict[str, str], value: Any, **common: Any) -> None:
    if _wide(setting):
        places = range(int(setting.low), int(setting.high) + 1, int(setting.step))
        common |= {"options": places, "value": value}
        st.select_slider(format_func=partial(_text_of, setting), **common)
        return
    draw = st.number_input if setting.box else st.slider
    kind = int if isinstance(setting, Integer) else float
    low, high, step = map(kind, (setting.low, setting.high, setting.step))
    draw(min_value=low, max_value=high, step=step, value=kind(value), **common)


def _stops(setting: Scale, _: dict[str, str], value: Any, **common: Any) -> None:
    common |= {"options": setting.stops, "value": value}
    st.select_slider(format_func=partial(_text_of, setting), **common)


def _choice(setting: Choice, names: dict[str, str], value: Any, **common: Any) -> None:
    common |= {"options": setting.options, "format_func": names.__getitem__}
    if len(setting.options) <= 4 or setting.name == "tab":
        st.segmented_control(required=True, wrap=True, default=value, **common)
    else:
        index = list(setting.options).index(value)
        st.selectbox(width=_room(names), index=index, **common)


def _room(names: dict[str, str]) -> int:
    """Pixels for the longest entry of a list, so that a narrow row cannot cut it off."""
    letter, arrow = (13, 90) if presenting() else (9, 72)
    longest = max(sum(2 if wide(c) in "WF" else 1 for c in name) for name in names.values())
    return arrow + letter * longest


def _toggle(setting: Toggle, _: dict[str, str], value: Any, **common: Any) -> None:
    st.toggle(value=value, **common)


def _list(setting: IntList | OwnCurve, _: dict[str, str], value: Any, **common: Any) -> None:
    st.text_input(value=value, **common)


def _text(setting: Text, _: dict[str, str], value: Any, **common: Any) -> None:
    st.text_input(value=value, **common)


_WIDGETS: dict[type, Callable[..., None]] = {
    Integer: _range,
    Number: _range,
    Scale: _stops,
    Choice: _choice,
    Toggle: _toggle,
    IntList: _list,
    OwnCurve: _list,
    Text: _text,
}
