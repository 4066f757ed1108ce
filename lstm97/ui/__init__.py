"""The app around the lesson, and the only package that imports Streamlit.

Read in this order: server, base, link, lesson, room, pages; `frame` surrounds every page and
`registry` finds what a page declares.
"""

from lstm97 import threads

threads.one()  # whatever of this package is imported first, it is before NumPy
