"""Scenes as data, and how they reach the browser.

Nothing here knows a network of the engine but `lanes`, which makes lanes of what it measured.
"""
