"""Codes that are read from a wall and typed on a phone, and secrets that nobody types.

A code has no vowels, so that it is never a word, and no letter that is taken for another.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata

LETTERS = "BCDFGHJKMNPRSTWXYZ"  # without vowels, L (I), Q (O), V (U): 18^6 = 34 million codes
LENGTH = 6
SECRET_BYTES = 24


def new_code() -> str:
    """Six letters drawn with `secrets`."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def clean_code(typed: str) -> str:
    """A code as somebody typed it, "" if it can't be one: any case, with blanks or dashes.

    Full-width letters, of a Chinese keyboard, are the same letters.
    """
    letters = unicodedata.normalize("NFKC", typed[:40]).upper().replace(" ", "").replace("-", "")
    return letters if len(letters) == LENGTH and set(letters) <= set(LETTERS) else ""


def new_secret() -> str:
    """What a teacher's link or a voter's cookie carries: 192 bits, safe in an address."""
    return secrets.token_urlsafe(SECRET_BYTES)


def digest(secret: str, code: str) -> str:
    """What is stored of a secret. It depends on the room, so that rooms can't be joined up."""
    return hashlib.sha256(f"{code}:{secret}".encode(errors="replace")).hexdigest()


def same(one: str, other: str) -> bool:
    """Compare two digests in a time that does not depend on where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())
