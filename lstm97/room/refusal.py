"""What a room refuses, by name: the caller turns the name into a sentence.

A refusal is an answer and no failure.
"""

from __future__ import annotations

REASONS = (
    "gone",  # no such room, or its 24 hours are over
    "full",  # as many voters as a room takes
    "rooms-full",  # as many rooms as a server takes
    "closed",  # the round is over
    "other-question",  # the vote is for a question that is no longer on the wall
    "no-answer",  # empty, or nothing that the question offers
    "not-teacher",  # the secret is missing or wrong
    "slow-down",  # too many wrong codes, or too many votes, from one place
    "too-long",  # more text than there is room for
    "no-cookie",  # a phone without one can't be told from another
    "unreachable",  # the database does not answer
)


class Refusal(Exception):  # noqa: N818 - an answer, no error
    """Raised instead of doing what was asked; ``reason`` is one of `REASONS`."""

    def __init__(self, reason: str) -> None:
        assert reason in REASONS, reason
        super().__init__(reason)
        self.reason = reason
