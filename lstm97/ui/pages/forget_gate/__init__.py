"""The room of the page ``forget-gate``: the forget gate of 2000 and what it leaks."""
