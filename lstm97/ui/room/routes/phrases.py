"""What a phone and the remote control say, in the language of the device.

A phone has no session of Streamlit; it says with each request which language it speaks.
"""

from __future__ import annotations

import json

from lstm97.ui.room.routes.incoming import MAX_BODY
from lstm97.words import FALLBACK, accepted_tags, catalogue, preferred_language, translate

Words = dict[str, str]
LIMITS = {"too-long": {"most": MAX_BODY // 1024}}


def request_language(asked: str | None, header: str | None) -> str:
    """The language of a request: as its address says, else the first that its browser accepts."""
    return preferred_language([asked, *accepted_tags(header)])


def words(lang: str, device: str) -> Words:
    """All that this device says: "phone" or "remote"."""
    names = [key for key in catalogue(FALLBACK, "room") if key.startswith(f"{device}.")]
    return {key.partition(".")[2]: translate(lang, f"room.{key}") for key in names}


def refusal(lang: str, reason: str) -> str:
    """A refusal as a sentence; it names the limit that was passed."""
    return translate(lang, f"room.refused.{reason}", **LIMITS.get(reason, {}))


def inline(value: object) -> str:
    """A value as JSON that may stand inside a page: no tag can begin in it."""
    said = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return said.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
