"""Truncated against full gradient: what leaves by which edge, what it changes, what it costs.

The page on the scissors draws what is computed here."""
