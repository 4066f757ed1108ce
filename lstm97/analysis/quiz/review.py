"""Spaced review: what was answered wrongly comes back, soon at first and later once more.

A card is in box 0 (new), 1 (wrong the last time), 2 (right once after having been wrong), 3
(known) or 4 (resting, after as many tries as are of use). Decks are values: an answer makes a new
one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

NEW, WRONG, AGAIN, KNOWN, RESTING = range(5)
SOON, LATER = 2, 5  # other cards before a card of box 1 or 2 comes back
TRIES = 3  # after so many a card is known or rests


class Card(NamedTuple):
    """Where a card is, the turn from which on it may come back, and how often it was asked."""

    box: int = NEW
    due: int = 0
    times_asked: int = 0


@dataclass(frozen=True)
class Deck:
    """The state of the cards so far; cards that it does not name are new.

    ``turn`` counts answers; ``came_back`` tells that the last card asked was not a new one.
    """

    cards: Mapping[str, Card] = field(default_factory=dict)
    turn: int = 0
    came_back: bool = False

    def card(self, slug: str) -> Card:
        """A card's place in the deck."""
        return self.cards.get(slug, Card())

    @property
    def known_cards(self) -> frozenset[str]:
        """The cards that need no further review."""
        return self._in(KNOWN)

    @property
    def first(self) -> frozenset[str]:
        """Those of them that were right when they were asked for the first time."""
        return frozenset(slug for slug in self.known_cards if self.cards[slug].times_asked == 1)

    @property
    def resting(self) -> frozenset[str]:
        """The cards that were not known after `TRIES` tries."""
        return self._in(RESTING)

    def answer(self, slug: str, right: bool) -> Deck:
        """The deck after an answer: right from new, or a second time, is known; wrong comes back.

        The last of `TRIES` decides: a card rests, so that nobody meets the same few for ever.
        """
        box, _, asked = self.card(slug)
        after = {NEW: KNOWN, WRONG: AGAIN}.get(box, KNOWN) if right else WRONG
        if asked + 1 >= TRIES:
            after = KNOWN if right else RESTING
        turn = self.turn + 1
        due = turn + {WRONG: SOON, AGAIN: LATER}.get(after, 0)
        cards = {**self.cards, slug: Card(after, due, asked + 1)}
        return Deck(cards, turn, came_back=box != NEW)

    def next(self, slugs: Sequence[str]) -> str | None:
        """Which of ``slugs`` to ask: one that is due, but every other time a new one.

        Where no new one is left, the next to be due; None where all are known or rest.
        """
        waiting = [slug for slug in slugs if self.card(slug).box in (WRONG, AGAIN)]
        soonest = min(waiting, key=lambda slug: self.card(slug).due, default=None)
        new = next((slug for slug in slugs if self.card(slug).box == NEW), None)
        due = soonest is not None and self.card(soonest).due <= self.turn
        if new is None or (due and not self.came_back):
            return soonest
        return new

    def wake(self) -> Deck:
        """The deck in which the cards that rested are new again."""
        return replace(self, cards={s: c for s, c in self.cards.items() if c.box != RESTING})

    def _in(self, box: int) -> frozenset[str]:
        return frozenset(slug for slug, card in self.cards.items() if card.box == box)


def deck(known: Iterable[str], first: Iterable[str] = (), resting: Iterable[str] = ()) -> Deck:
    """A deck as a link says: known cards, those of them known at first, and resting ones."""
    at_first = set(first)
    cards = {slug: Card(KNOWN, times_asked=1 if slug in at_first else 2) for slug in known}
    return Deck({slug: Card(RESTING, times_asked=TRIES) for slug in resting} | cards)
