"""Constants of several rooms: a line's width, and how a link says that it is projected."""

READING = 760  # pixels of a line that is comfortable to read
PRESENT = "present"  # in a link that is to be projected: 1, or the minutes of another plan
