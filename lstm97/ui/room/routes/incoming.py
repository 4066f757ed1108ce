"""Checks of what comes from outside: whose it is, how large, and whether it is JSON.

What does not pass is refused before it is read any further.
"""

from __future__ import annotations

import ipaddress
import json
import re
from typing import Any

from starlette.requests import Request

from lstm97.room.codes import SECRET_BYTES, new_secret
from lstm97.room.refusal import Refusal

MAX_BODY = 8 * 1024  # bytes
VOTER = "lstm97_voter"  # cookies
TEACHER = "lstm97_teacher"
LEADS = "lstm97_leads"  # the same for pages of the app, with the room that a second device leads
_SECRET = re.compile(rf"[A-Za-z0-9_-]{{{SECRET_BYTES * 4 // 3}}}")


async def body(request: Request) -> dict[str, Any]:
    """The JSON object that was sent by a page of ours. Raises Refusal."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise Refusal("no-answer")
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Refusal("no-answer")  # another site's page, with this reader's cookies
    try:
        sent = json.loads(await _read(request))
    except (ValueError, RecursionError):
        raise Refusal("no-answer") from None
    if not isinstance(sent, dict):
        raise Refusal("no-answer")
    return sent


async def _read(request: Request) -> bytes:
    read = bytearray()
    async for piece in request.stream():
        read += piece
        if len(read) > MAX_BODY:
            raise Refusal("too-long")
    return bytes(read)


def secret(request: Request, name: str) -> str:
    """A secret that we have given in a cookie; "" if there is none, or it is not one of ours."""
    found = request.cookies.get(name, "")
    return found if _SECRET.fullmatch(found) else ""


def voter(request: Request) -> str:
    """The voter that this phone is. Raises Refusal if it keeps no cookie."""
    found = secret(request, VOTER)
    if not found:
        raise Refusal("no-cookie")
    return found


def voter_or_new(request: Request) -> str:
    """The same, or a new one."""
    return secret(request, VOTER) or new_secret()


def place(request: Request) -> str:
    """Where a request comes from; behind a proxy as the proxy says.

    Only the entry that the nearest proxy has made itself counts, the others anybody can write. Of
    an address of version 6 the network counts: a household has 2^64 of them.
    """
    peer = request.client.host if request.client else ""
    told = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    return _network(told if told and _is_near(peer) else peer)


def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4 or found.ipv4_mapped:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False))


def _is_near(peer: str) -> bool:
    try:
        return ipaddress.ip_address(peer).is_private
    except ValueError:
        return False
