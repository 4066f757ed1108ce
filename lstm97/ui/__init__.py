"""The app around the lesson, and the only package that imports Streamlit.

Read on in this order: pages, settings, link, controls, text, lesson; then stage, charts and code;
then a module for each page, with its settings and whatever its script would be too long for.
"""

from lstm97 import threads

threads.one()  # whatever of this package is imported first, it is before NumPy
