"""Figures and scenes: arrays, a palette and words in the reader's language in, a picture out.

Nothing here runs a network or knows Streamlit, so a picture can be tested without a page. What
moves with time is a scene for the stage: read palette, the room ``stage`` (scene, lanes, packing),
then scenes, beginning with race. What is read at rest is a chart: read lines and layers, then any
other.
"""
