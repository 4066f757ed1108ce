"""The room of the page ``myths``: sayings put to the test."""
