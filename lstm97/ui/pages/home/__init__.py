"""The room of the page ``home``: the first page."""
