"""The frame of the app: language, menu, and the page that the reader is on."""

from lstm97.ui import frame

frame.run()
