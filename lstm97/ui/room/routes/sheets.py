"""The pages of a room as a browser gets them: small, whole, and with nothing from elsewhere.

What was typed by a person goes into a page as JSON and is put on the screen as text by its script,
never as HTML.
"""

from __future__ import annotations

import hashlib
import html
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlencode

from starlette.responses import HTMLResponse, Response

from lstm97.folders import ASSETS, asset
from lstm97.ui.room.routes import phrases
from lstm97.words import languages
from lstm97.writing import language_name

FOLDER = ASSETS / "room"
KINDS = {".css": "text/css", ".js": "text/javascript"}
SAFE = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}
STATUS: Mapping[str, int] = {
    "gone": 404, "full": 403, "rooms-full": 503, "closed": 409, "other-question": 409,
    "no-answer": 422, "not-teacher": 403, "slow-down": 429, "too-long": 413, "no-cookie": 400,
    "unreachable": 503,
}  # fmt: skip
KEEP = "public, max-age=31536000, immutable"  # addresses change with what is in the files


def phone(lang: str, code: str, state: Mapping[str, Any]) -> Response:
    """A student's page in the room ``code``."""
    told = {"words": phrases.words(lang, "phone"), "state": state}
    return _page("phone", lang, told, code=code)


def remote(lang: str, code: str, stages: Mapping[str, list[str]]) -> Response:
    """The remote control of a room."""
    told = {"words": phrases.words(lang, "remote"), "stages": stages}
    notes = f"../../classroom?{urlencode({'notes': '1', 'lang': lang})}"
    return _page("remote", lang, told, code=code, notes=notes)


def door(lang: str, up: str, reason: str = "", asked: str | None = None) -> Response:
    """Where a code is typed; ``reason`` says why the last one did not open.

    ``up`` leads from the page's address to that of ``/room``. A language that was ``asked`` for
    is taken along.
    """
    note, status = (phrases.refusal(lang, reason), STATUS[reason]) if reason else ("", 200)
    places = {"files": f"{up}room/files/", "action": f"{up}room"}
    return _page("door", lang, {}, status, note=note, keep="" if asked else "disabled", **places)


def file(asked: str, stamp: str) -> Response:
    """A file of these pages by its name; a browser keeps it if its address says how it looks."""
    found = _files().get(asked)
    if found is None:
        return Response(status_code=404, headers=SAFE)
    body, kind = found
    return Response(
        body,
        media_type=kind,
        headers={**SAFE, "cache-control": KEEP if stamp == _stamp() else "no-cache"},
    )


def _page(
    kind: str, lang: str, told: Mapping[str, Any], status: int = 200, **values: str
) -> Response:
    """A template with its words in; what persons have typed is in ``told`` and comes last."""
    fixed = {key: html.escape(value) for key, value in {**values, "lang": lang}.items()}
    said = {f"t_{key}": html.escape(value) for key, value in phrases.words(lang, kind).items()}
    switch = {"others": _others(lang, values.get("action", ""))}
    text = _template(kind)
    last = {"stamp": _stamp(), "told": phrases.inline(told)}
    for key, value in {**fixed, **said, **switch, **last}.items():
        text = text.replace(f"{{{key}}}", value)
    return HTMLResponse(text, status, headers={**SAFE, "content-language": lang})


def _others(lang: str, action: str) -> str:
    """A link to the same page in each other language."""
    return " ".join(
        f'<a href="{html.escape(action)}?lang={one}" lang="{one}" hreflang="{one}">'
        f"{html.escape(language_name(one))}</a>"
        for one in languages()
        if one != lang
    )


@cache
def _template(kind: str) -> str:
    return asset(f"room/{kind}.html")


@cache
def _files() -> dict[str, tuple[bytes, str]]:
    found = [path for path in sorted(FOLDER.iterdir()) if path.suffix in KINDS]
    return {path.name: (path.read_bytes(), KINDS[path.suffix]) for path in found}


@cache
def _stamp() -> str:
    """Changes with the files."""
    return hashlib.sha256(b"".join(body for body, _ in _files().values())).hexdigest()[:10]
