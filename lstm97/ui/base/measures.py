"""What rooms above and below the lesson need alike: a line's width, and how a wall is known."""

READING = 760  # pixels of a line that is comfortable to read
PRESENT = "present"  # in a link that is to be projected: 1, or the minutes of another plan
