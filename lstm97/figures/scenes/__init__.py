"""Whole scenes of pages: which lanes stand on the stage for what was measured, and in which order.

A scene is data; the browser draws it.
"""
