"""Figures and scenes: arrays, a palette and words in the reader's language in, a picture out.

Nothing here runs a network or knows Streamlit, so a picture can be tested without a page.
"""
