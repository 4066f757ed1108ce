"""What a figure says under a pointer: words of its axes and legends, never the names of our fields.

Streamlit lets every mark tell all that is encoded in it, by the name of its field where that has no
title; a reader would see "x2 0.5". And numbers as sentences have them: 1×10⁻⁹, not 1.00e-9.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lstm97.figures.lines import superscript
from lstm97.writing import LONG

Spec = dict[str, Any]  # of Vega-Lite
_PARTS = ("layer", "hconcat", "vconcat", "concat")
_DIGITS = re.compile(r"\.(\d+)~?[ge%]")  # a format that leaves the size of a number open
_PLAIN = 4  # digits of a number without a format
_FIELD = re.compile(r"\w+")
_WHOLE = 1e9  # whole numbers below it are written out


def without_field_names(spec: Spec, above: Mapping[str, Any] | None = None) -> Spec:
    """The spec, whose marks are silent where they would tell a field's name.

    A mark that says itself what it tells keeps that. ``above`` is what the spec inherits.
    """
    encoding = {**(above or {}), **spec.get("encoding", {})}
    parts: Spec = {
        name: [without_field_names(one, encoding) for one in spec[name]]
        for name in _PARTS
        if name in spec
    }
    if "spec" in spec:
        parts["spec"] = without_field_names(spec["spec"], encoding)
    if "mark" in spec and "tooltip" not in encoding and any(map(_is_untitled, encoding.values())):
        parts["mark"] = {"tooltip": None, **_mark(spec)}
    return {**spec, **parts}


def with_powers(spec: Spec, above: Mapping[str, Any] | None = None) -> Spec:
    """The spec, whose marks tell numbers as sentences have them: 0.37, 27,380, 3.1×10⁻⁹.

    Vega can only write 3.1e-9; so a mark gets the words as fields of their own.
    """
    encoding = {**(above or {}), **spec.get("encoding", {})}
    parts: Spec = {
        name: [with_powers(one, encoding) for one in spec[name]] for name in _PARTS if name in spec
    }
    if "spec" in spec:
        parts["spec"] = with_powers(spec["spec"], encoding)
    if "mark" in spec and (told := _channels(_mark(spec), encoding)):
        words = {_name(one): _expression(one) for one in told if _is_open(one)}
        made = [{"calculate": said, "as": name} for name, said in words.items()]
        parts["transform"] = [*spec.get("transform", []), *made]
        tips = [_in_words(one) if _is_open(one) else one for one in told]
        parts["encoding"] = {**spec.get("encoding", {}), "tooltip": tips}
    return {**spec, **parts}


def _mark(spec: Spec) -> Spec:
    mark = spec["mark"]
    return dict(mark) if isinstance(mark, Mapping) else {"type": mark}


def _is_untitled(channel: Any) -> bool:
    """Whether a channel would be told by the name of its field."""
    if not isinstance(channel, Mapping) or "field" not in channel:
        return False
    return not _title(channel)


def _title(channel: Mapping[str, Any]) -> Any:
    guides = (channel, channel.get("axis") or {}, channel.get("legend") or {})
    return next((one["title"] for one in guides if one.get("title")), None)


def _channels(mark: Spec, encoding: Mapping[str, Any]) -> list[Spec]:
    """What a mark tells, if a number is in it: its own choice, or all that is encoded in it."""
    own = encoding.get("tooltip", [])
    channels = list(own if isinstance(own, list) else [own])
    if "tooltip" not in encoding and "tooltip" not in mark:
        channels = [
            {"field": one["field"], "type": one.get("type", "nominal"), "title": title}
            for one, title in _with_titles(encoding)
        ]
    told = [one for one in channels if isinstance(one, Mapping)]
    if any("aggregate" in one for one in encoding.values() if isinstance(one, Mapping)):
        return []  # a field of its own would set apart what is taken together
    return [dict(one) for one in told] if any(map(_is_open, told)) else []


def _with_titles(encoding: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Any]]:
    """The channels with a title, and one line of it."""
    for channel in encoding.values():
        if isinstance(channel, Mapping) and "field" in channel and (title := _title(channel)):
            yield channel, " ".join(title) if isinstance(title, list) else title


def _is_open(channel: Mapping[str, Any]) -> bool:
    """Whether a number is told whose size its format leaves open."""
    form = channel.get("format")
    known = not form or _DIGITS.search(form)
    return bool(channel.get("type") == "quantitative" and known) and bool(
        _FIELD.fullmatch(channel.get("field", ""))
    )


def _name(channel: Mapping[str, Any]) -> str:
    return f"{channel['field']}_in_words"


def _in_words(channel: Mapping[str, Any]) -> Spec:
    told = {"field": _name(channel), "type": "nominal"}
    return told | {"title": channel.get("title") or channel["field"]}


def _expression(channel: Mapping[str, Any]) -> str:
    """Vega's expression for a number in words; all digits where rounding drops something."""
    form, raw = channel.get("format") or "", f"datum.{channel['field']}"
    percent, known = form.endswith("%"), _DIGITS.search(form)
    digits = int(known[1]) if known and not percent else _PLAIN
    value = f"(100 * {raw})" if percent else raw
    size = f"abs({value})"
    plain = _shortest(size, f"{digits}~r", f"{digits}r")
    parts = f"split({_shortest(size, f'{digits - 1}~e', f'{digits - 1}e')}, 'e')"
    power = superscript(f"replace({parts}[1], '+', '')")
    sign, unit = f"({value} < 0 ? '−' : '')", " + '%'" if percent else ""
    return (
        f"!isValid({raw}) ? '' : {value} == 0 ? '0'{unit} : {sign} + "
        f"({size} >= 1e-3 && {size} < {LONG} ? {plain} : "
        f"{size} < {_WHOLE:.0f} && {size} == round({size}) ? format({size}, ',.0f') : "
        f"{parts}[0] + '×10' + {power}){unit}"
    )


def _shortest(size: str, short: str, full: str) -> str:
    """A format without zeros at the end where these would stand for digits that are dropped."""
    trimmed = f"format({size}, '.{short}')"
    return f"(toNumber({trimmed}) == {size} ? {trimmed} : format({size}, '.{full}'))"
