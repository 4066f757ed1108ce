"""Texts, parts of a page, errors, theme, caches and kept courses, for every screen.

Nothing here knows a page's settings or the address bar.
"""
