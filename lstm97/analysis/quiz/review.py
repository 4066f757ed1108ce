"""Spaced review: what was answered wrongly comes back, soon at first and later once more.

A card is in box 0 (new), 1 (wrong the last time), 2 (right once after having been wrong) or 3
(known). Decks are values: an answer makes a new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

NEW, WRONG, AGAIN, KNOWN = range(4)
SOON, LATER = 2, 5  # other cards before a card of box 1 or 2 comes back


class Card(NamedTuple):
    """Where a card is, the turn from which on it may come back, and how often it was asked."""

    box: int = NEW
    due: int = 0
    asked: int = 0


@dataclass(frozen=True)
class Deck:
    """What became of the cards so far; those it does not name are new. ``turn`` counts answers."""

    cards: Mapping[str, Card] = field(default_factory=dict)
    turn: int = 0

    def card(self, slug: str) -> Card:
        """A card's place in the deck."""
        return self.cards.get(slug, Card())

    @property
    def known(self) -> frozenset[str]:
        """The cards that need no further review."""
        return frozenset(slug for slug, card in self.cards.items() if card.box == KNOWN)

    def answer(self, slug: str, right: bool) -> Deck:
        """The deck after an answer: right from new or from box 2 is known, wrong comes back."""
        box, _, asked = self.card(slug)
        after = {NEW: KNOWN, WRONG: AGAIN, AGAIN: KNOWN, KNOWN: KNOWN}[box] if right else WRONG
        turn = self.turn + 1
        due = turn + {WRONG: SOON, AGAIN: LATER}.get(after, 0)
        return Deck({**self.cards, slug: Card(after, due, asked + 1)}, turn)

    def next(self, slugs: Sequence[str]) -> str | None:
        """Which of ``slugs`` to ask: the longest due, else a new one, else the next to be due."""
        waiting = [slug for slug in slugs if self.card(slug).box in (WRONG, AGAIN)]
        soonest = min(waiting, key=lambda slug: self.card(slug).due, default=None)
        if soonest and self.card(soonest).due <= self.turn:
            return soonest
        return next((slug for slug in slugs if self.card(slug).box == NEW), soonest)


def deck(known: Iterable[str]) -> Deck:
    """A deck in which some cards are known already, as a link says."""
    return Deck({slug: Card(KNOWN) for slug in known})
