"""What a figure says under a pointer: words of its axes and legends, never the names of our fields.

Streamlit lets every mark tell all that is encoded in it, by the name of its field where that has no
title; a reader would see "x2 0.5".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Spec = dict[str, Any]  # of Vega-Lite
_PARTS = ("layer", "hconcat", "vconcat", "concat")


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
        mark = spec["mark"] if isinstance(spec["mark"], Mapping) else {"type": spec["mark"]}
        parts["mark"] = {"tooltip": None, **mark}
    return {**spec, **parts}


def _is_untitled(channel: Any) -> bool:
    """Whether a channel would be told by the name of its field."""
    if not isinstance(channel, Mapping) or "field" not in channel:
        return False
    guides = (channel, channel.get("axis") or {}, channel.get("legend") or {})
    return not any(one.get("title") for one in guides)
