"""The room of the page ``error-race``: the race of two networks' errors."""
