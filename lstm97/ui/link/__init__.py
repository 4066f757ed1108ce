"""The link is the save file: one table of settings a page, its controls, and the address bar.

No page is known here."""
