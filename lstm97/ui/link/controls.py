"""Controls drawn from a page's table of settings.

A page asks for its values; labels, ranges and notices on what a link asked for are made here, the
same way for every page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from lstm97.ui.base.measures import READING
from lstm97.ui.base.numbers import number_text
from lstm97.ui.base.part import whole
from lstm97.ui.base.text import language, listed, t
from lstm97.ui.base.theme import presenting
from lstm97.ui.link import address
from lstm97.ui.link.kinds import Rule, Scale, Setting, Text
from lstm97.ui.link.settings import Link, Notice, Preset, Settings, V
from lstm97.ui.link.share import share
from lstm97.ui.link.widgets import label, rows, value_text, widget


def controls(settings: Settings[V]) -> V:
    """Draw the notices, presets and controls of a page; returns its values and updates its link."""
    state = address.current(settings)
    notices(state.notices)
    _presets(settings, state)
    _rows(settings, state)
    with st.container(horizontal=True, vertical_alignment="center"):
        _more(settings, state, settings.more)
        _share(settings, state)
        _reset(settings, state)
    address.publish(settings, state)
    return state.values


def board(
    settings: Settings[V],
    shown: Sequence[str] | None = None,
    more: Sequence[str] | None = None,
    presets: Sequence[str] | None = None,
    *,
    named: bool = True,
    take: Callable[[Any], str] = lambda _: "",
) -> V:
    """Draw the controls of a bench; returns the page's values and updates its link.

    ``shown``, ``more`` and ``presets`` name settings and presets, the page's own if None. Unless
    ``named``, presets are letters, so that their names give no answer away. ``take`` draws what
    else than the link may be taken along, beside it, and returns the picture as code, or "".
    """
    state = address.current(settings)
    notices(state.notices)
    _grid(settings, _settings(settings, shown, settings.main), state)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="acts"):
        _presets_in_line(settings, state, presets, named)
        _more(settings, state, _settings(settings, more, settings.more))
        _share(settings, state, take)
        _reset(settings, state)
    address.publish(settings, state)
    return state.values


def _settings(
    settings: Settings, names: Sequence[str] | None, own: Sequence[Setting]
) -> Sequence[Setting]:
    return own if names is None else [settings.every[name] for name in names]


def _grid(settings: Settings, shown: Sequence[Setting], state: Link) -> None:
    """Controls in sight, two a row (`assets/frame/frame.css`)."""
    left = [setting for setting in shown if setting.name not in state.hide]
    if left:
        with st.container(horizontal=True, gap="small", key="grid"):
            for setting in left:
                _control(settings, setting, state)


def _presets_in_line(
    settings: Settings, state: Link, slugs: Sequence[str] | None, named: bool
) -> None:
    if state.lock or state.hide:
        return
    chosen = [one for one in settings.presets if slugs is None or one.slug in slugs]
    for number, preset in enumerate(chosen):
        _preset(settings, preset, state, "" if named else chr(ord("A") + number))


def is_sharing(settings: Settings) -> bool:
    """Whether the reader has opened what may be taken along."""
    return bool(st.session_state.get(f"{settings.page}/link"))


def current(settings: Settings[V]) -> V:
    """The page's values, for a part of it that has only ``placed`` controls; updates the link."""
    state = address.current(settings)
    address.publish(settings, state)
    return state.values


def control(settings: Settings, name: str, among: Sequence[float] = ()) -> None:
    """Draw one of the page's ``placed`` controls here, unless a teacher has hidden it.

    A number whose link may say more than there is to show has stops ``among`` which it is chosen.
    """
    state, setting = address.current(settings), settings.every[name]
    if among:
        setting = Scale(name, tuple(among), among[0])
    if name not in state.hide:
        _control(settings, setting, state)


def apply(settings: Settings, values: dict[str, Any]) -> None:
    """Keep new values (call it from a callback).

    What shows in more than one part of the page is drawn with the page.
    """
    before = address.current(settings)
    address.keep(settings, values)
    if settings.placed and _shows_elsewhere(settings, before, values):
        whole()


def widget_key(settings: Settings, name: str) -> str:
    """The key of a control. It names the language: a control never inherits another's labels."""
    return f"{settings.page}/{name}/{language()}"


def plain(raw: str, longest: int = 40) -> str:
    """Text from a link as harmless inline code: no markup, no line breaks, no great length."""
    shown = "".join(c if c.isprintable() and c != "`" else "\N{REPLACEMENT CHARACTER}" for c in raw)
    return f"`{shown[:longest]}{'…' if len(shown) > longest else ''}`"


def notices(found: Sequence[Notice]) -> None:
    """Say what is wrong with a link, in a few lines; nothing if all is well."""
    if found:
        lines = [_sentence(notice) for notice in found[:6]]
        st.warning(
            f"{t('common.link.intro')}\n" + "".join(f"\n- {line}" for line in lines), width=READING
        )


def _sentence(notice: Notice) -> str:
    values = {"setting": plain(f"{notice.name}={notice.raw}")}
    if notice.rule:
        values |= {
            "name": notice.name,
            "rule": t(f"common.rule.{notice.rule.key}", **_words_of(notice.rule)),
        }
    if notice.value_used:
        values["used"] = plain(notice.value_used)
    return t(f"common.link.{notice.kind}", **values)


def _words_of(rule: Rule) -> dict[str, Any]:
    """What a rule puts into its sentence; several values are a list."""
    return {
        name: listed(value) if isinstance(value, tuple) else number_text(value)
        for name, value in rule.values.items()
    }


def _presets(settings: Settings, state: Link) -> None:
    if not settings.presets or state.lock or state.hide:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        for preset in settings.presets:
            _preset(settings, preset, state)


def _preset(settings: Settings, preset: Preset, state: Link, letter: str = "") -> None:
    active = all(state.values[name] == value for name, value in preset.values.items())
    st.button(
        letter or t(f"{settings.page}.presets.{preset.slug}"),
        key=f"{settings.page}/preset/{preset.slug}",
        icon=":material/check:" if active else None,
        help=None if presenting() else preset_text(settings, preset),  # it would hide much
        on_click=apply,
        args=(settings, dict(preset.values)),
    )


def preset_text(settings: Settings, preset: Preset) -> str:
    """All that a preset sets, in words: its name says what for, and rarely everything."""
    said = (
        t(
            "common.controls.set",
            name=label(settings, name),
            value=_as_set(settings, name, value),
        )
        for name, value in preset.values.items()
    )
    return t("common.controls.sets", settings=listed(said))


def _as_set(settings: Settings, name: str, value: Any) -> str:
    """A value as its control shows it; what would be typed stands as code."""
    shown = value_text(settings, name, value)
    return f"`{shown}`" if isinstance(settings.every[name], Text) else shown


def _rows(settings: Settings, state: Link) -> None:
    """The controls in sight."""
    shown = [setting for setting in settings.main if setting.name not in state.hide]
    rows(shown, lambda setting: _control(settings, setting, state))


def _more(settings: Settings, state: Link, names: Sequence[Setting]) -> None:
    shown = [setting for setting in names if setting.name not in state.hide]
    if shown:
        key = f"{settings.page}/more"
        box = st.popover(
            t("common.controls.more"), icon=":material/tune:", key=key, on_change="rerun"
        )
        if box.open:  # closed, its controls cost nothing; their values live in the link
            with box:
                for setting in shown:
                    _control(settings, setting, state)


def _share(
    settings: Settings[V], state: Link[V], take: Callable[[Any], str] = lambda _: ""
) -> None:
    label, key = t("common.controls.link"), f"{settings.page}/link"
    box = st.popover(label, icon=":material/link:", key=key, on_change="rerun")
    if box.open:
        with box:
            share(address.address(settings, state), partial(take, state.values))


def _reset(settings: Settings, state: Link) -> None:
    defaults = settings.defaults()
    if state.values != defaults and not state.lock and not state.hide:
        st.button(
            t("common.controls.reset"),
            key=f"{settings.page}/reset",
            icon=":material/restart_alt:",
            type="tertiary",
            on_click=apply,
            args=(settings, dict(defaults)),
        )


def _control(settings: Settings, setting: Setting, state: Link) -> None:
    value = state.values[setting.name]
    widget(
        settings,
        setting,
        setting.clean(value) if isinstance(setting, Scale) else value,
        key=widget_key(settings, setting.name),
        changed=lambda value: apply(settings, {setting.name: value}),
        disabled=setting.name in state.lock or setting.name in settings.idle(state.values),
    )


def _shows_elsewhere(settings: Settings, before: Link, values: dict[str, Any]) -> bool:
    """A page with ``placed`` controls has several parts.

    What is behind "more" may concern all of them, a preset two; and a placed control may concern
    what stands beside the others: the notices, the link, the button that takes all back.
    """
    moved = {name for name, value in values.items() if value != before.values[name]}
    if settings.by in moved:  # a wall has its tabs among the controls
        return True
    if moved <= {setting.name for setting in settings.main}:
        return False
    if len(moved) > 1 or moved & {setting.name for setting in settings.more}:
        return True
    plain = settings.defaults()
    pristine = before.values.with_values(**values) == plain
    return is_sharing(settings) or bool(before.notices) or pristine != (before.values == plain)
