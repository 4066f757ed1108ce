"""The link builder: a page, its settings, what students may move and what they see.

The link that is being made is itself a setting of this page, so that it can be kept, sent to a
colleague, and changed where it was left.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urljoin

import streamlit as st

from lstm97.analysis import guess
from lstm97.ui.base.contents import BY_SLUG
from lstm97.ui.base.numbers import minus
from lstm97.ui.base.part import drawer
from lstm97.ui.base.text import language, languages, listed, t
from lstm97.ui.link import address, controls, draft
from lstm97.ui.link.draft import Draft
from lstm97.ui.link.kinds import Choice, IntList, OwnCurve, Setting, Text, Toggle
from lstm97.ui.link.record import Record
from lstm97.ui.link.settings import Settings
from lstm97.ui.link.widgets import label, rows, widget
from lstm97.ui.pages.classroom.view import PAGE, SETTINGS, ClassroomValues
from lstm97.writing import language_name, with_powers

FIRST = "error-race"
RIGHTS = ("lock", "hide")


@dataclass(frozen=True)
class Builder:
    """Makes links to the pages whose settings ``tables`` has, by their slugs."""

    tables: Mapping[str, Settings]

    def draw(self, values: ClassroomValues) -> None:
        """On one side what the teacher wishes, on the other the link and what it opens."""
        now = self._begin(values.link)
        settings = self.tables[now.page]
        wishes, result = st.columns([3, 2], gap="large")
        with wishes:
            self._which_page(now)
            self._presets(now, settings)
            self._wishes(now, settings, (*settings.main, *settings.placed), "seen")
            if settings.more:
                more = partial(self._wishes, now, settings, settings.more, "more")
                drawer(t("common.controls.more"), "tune", f"{PAGE}/more/{now.page}", more)
            self._for_whom(now)
        with result:
            self._result(now, settings)

    def _begin(self, text: str) -> Draft:
        """The link as far as it is made; one that leads nowhere is told, and begun anew."""
        made = draft.read(text, self.tables)
        if made:
            controls.notices(made.link.notices)
        elif text:
            st.warning(t(f"{PAGE}.links.no_page"))
        return made or draft.blank(self.tables[FIRST])

    def _change(self, page: str, change: Callable[[Draft], Draft]) -> None:
        """Change the draft as it stands by now.

        Between two redraws a reader may move several things; what was meant for another page
        comes too late.
        """
        made = draft.read(address.current(SETTINGS).values.link, self.tables)
        now = made or draft.blank(self.tables[FIRST])
        if now.page == page:
            after = change(now)
            after = after._replace(link=after.link._replace(notices=()))
            controls.apply(SETTINGS, {"link": draft.write(after, self.tables[after.page])})

    def _which_page(self, now: Draft) -> None:
        def turn(page: str) -> None:
            blank = draft.blank(self.tables[page])
            self._change(
                now.page, lambda then: blank._replace(lang=then.lang, present=then.present)
            )

        _ask(st.selectbox, "page", now.page, {page: _title(page) for page in self.tables}, turn)

    def _presets(self, now: Draft, settings: Settings) -> None:
        with st.container(horizontal=True):
            for preset in settings.presets:
                st.button(
                    t(f"{now.page}.presets.{preset.slug}"),
                    key=f"{PAGE}/preset/{now.page}/{preset.slug}",
                    help=controls.preset_text(settings, preset),
                    on_click=self._change,
                    args=(now.page, partial(_set, values=preset.values)),
                )

    def _setting(self, now: Draft, settings: Settings, setting: Setting) -> None:
        widget(
            settings,
            setting,
            now.link.values[setting.name],
            key=f"{PAGE}/{now.page}/{setting.name}/{language()}",
            changed=lambda value: self._change(
                now.page, partial(_set, values={setting.name: value})
            ),
        )

    def _wishes(self, now: Draft, settings: Settings, about: Sequence[Setting], place: str) -> None:
        """Some controls as students should find them, and which they may not move or see."""
        rows(about, partial(self._setting, now, settings))
        names = {one.name: _name(settings, one.name) for one in about}
        for right in RIGHTS:
            self._rights(now, right, names, place)

    def _rights(self, now: Draft, right: str, names: Mapping[str, str], place: str) -> None:
        """Which of these controls students see but cannot move, or do not see at all."""
        granted = now.link.lock if right == "lock" else now.link.hide
        _ask(
            st.pills,
            f"{right}/{now.page}/{place}",
            [name for name in names if name in granted],
            names,
            lambda chosen: self._change(
                now.page, partial(_grant, right=right, about=names, chosen=chosen)
            ),
            selection_mode="multi",
            wrap=True,
        )

    def _for_whom(self, now: Draft) -> None:
        """The language of the page, and whether it is for the wall."""
        with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
            names = {
                "": t(f"{PAGE}.links.any"),
                **{lang: language_name(lang) for lang in languages()},
            }
            _ask(
                st.segmented_control,
                "lang",
                now.lang,
                names,
                lambda lang: self._change(now.page, lambda then: then._replace(lang=lang)),
                required=True,
                wrap=True,
            )
            key = f"{PAGE}/present"
            if st.session_state.get(key) != now.present:
                st.session_state[key] = now.present

            def project() -> None:
                on = bool(st.session_state[key])
                self._change(now.page, lambda then: then._replace(present=on))

            st.toggle(t(f"{PAGE}.links.present"), key=key, on_change=project)

    def _result(self, now: Draft, settings: Settings) -> None:
        address = urljoin(st.context.url or "", draft.write(now, settings))
        st.markdown(f"**{t(f'{PAGE}.links.made')}**")
        st.code(address, language=None, wrap_lines=True)
        st.link_button(t(f"{PAGE}.links.open"), address, icon=":material/open_in_new:")
        st.markdown(f"**{t(f'{PAGE}.links.found', title=_title(now.page))}**")
        st.table(_columns(student_controls(now, settings)), hide_index=True)
        if settings.presets and (now.link.lock or now.link.hide):
            st.caption(t(f"{PAGE}.links.no_presets"))
        controls.control(SETTINGS, "link")


def student_controls(now: Draft, settings: Settings) -> list[dict[str, str]]:
    """What a student finds: every control in sight, and whatever else the link has changed."""
    heads = [t(f"{PAGE}.links.{name}") for name in ("control", "stands", "student")]
    state, usual = now.link, settings.defaults()
    told = [
        one
        for one in settings.every.values()
        if one not in settings.more
        or one.name in state.lock | state.hide
        or state.values[one.name] != usual[one.name]
    ]
    return [dict(zip(heads, _row(now, settings, one), strict=True)) for one in told]


def _set(now: Draft, values: Mapping[str, Any]) -> Draft:
    """The same page with some of its settings changed."""
    return now._replace(link=now.link._replace(values=now.link.values.with_values(**values)))


def _grant(now: Draft, right: str, about: Mapping[str, str], chosen: list[str]) -> Draft:
    """The same page with a right changed, for those controls that it was asked about."""
    before = now.link.lock if right == "lock" else now.link.hide
    after = before.difference(about).union(chosen)
    state = now.link
    return now._replace(
        link=state._replace(lock=after) if right == "lock" else state._replace(hide=after)
    )


def _ask(
    draw: Callable[..., Any],
    name: str,
    shown: Any,
    names: Mapping[str, str],
    changed: Callable[[Any], None],
    **how: Any,
) -> None:
    """A widget that stands where the draft stands, and changes the draft."""
    key = f"{PAGE}/{name}/{language()}"
    if st.session_state.get(key) != shown:
        st.session_state[key] = shown
    draw(
        t(f"{PAGE}.links.{name.partition('/')[0]}"),
        list(names),
        format_func=names.__getitem__,
        key=key,
        on_change=lambda: changed(st.session_state[key]),
        **how,
    )


def _title(page: str) -> str:
    return t(BY_SLUG[page].title_key)


def _columns(rows: list[dict[str, str]]) -> dict[str, list[str]]:
    return {head: [row[head] for row in rows] for head in rows[0]}


def _name(settings: Settings, name: str) -> str:
    return label(settings, name)


def _row(now: Draft, settings: Settings, setting: Setting) -> tuple[str, str, str]:
    name = setting.name
    return _name(settings, name), _value(settings, setting, now.link.values), _may(now, name)


def _may(now: Draft, name: str) -> str:
    """Hidden says more than locked: what is not seen cannot be moved."""
    right = "hidden" if name in now.link.hide else "locked" if name in now.link.lock else "free"
    return t(f"{PAGE}.links.{right}")


def _value(settings: Settings, setting: Setting, values: Record) -> str:
    """A value as its control would show it."""
    value = values[setting.name]
    if isinstance(setting, Choice):
        return label(settings, setting.name, f"options.{value}")
    if isinstance(setting, Toggle):
        return t(f"{PAGE}.links.{'on' if value else 'off'}")
    if isinstance(setting, Text | IntList | OwnCurve) and not value:
        return "–"
    if isinstance(setting, Text):
        return controls.plain(value)
    if isinstance(setting, OwnCurve):
        return listed(guess.logs_of(value))
    if isinstance(setting, IntList):
        return listed(value)
    return minus(with_powers(setting.format(value)))
