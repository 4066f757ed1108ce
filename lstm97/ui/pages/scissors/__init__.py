"""The room of the page ``scissors``: truncated against full gradient."""
