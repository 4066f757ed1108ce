"""The room of the page ``carousel``: the constant error carousel."""
