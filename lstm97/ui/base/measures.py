"""Widths that every page keeps to. Rooms above and below the lesson need them alike."""

READING = 760  # pixels of a line that is comfortable to read
