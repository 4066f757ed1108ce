"""What every screen stands on: texts, parts of a page, errors, looks, caches, kept courses.

Nothing here knows a page's settings or the address bar."""
