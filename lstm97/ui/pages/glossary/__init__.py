"""The room of the page ``glossary``: every term, and where it lives."""
