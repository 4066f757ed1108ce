"""The room of the page ``experiments``: the paper's experiments, trained live."""
