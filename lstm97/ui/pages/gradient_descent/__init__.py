"""The room of the page ``gradient-descent``: a ball on a measured loss surface."""
