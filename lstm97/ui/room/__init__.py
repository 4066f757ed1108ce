"""A class in the room: pages for phones and for a teacher's second device, and what the wall shows.

Rooms themselves are in `lstm97.room`, which knows neither HTTP nor Streamlit.
"""
