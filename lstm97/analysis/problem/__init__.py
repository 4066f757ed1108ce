"""Errors that vanish or explode, and one weight asked to do two things, in numbers for figures.

The pages on the problem and on the weight conflict draw what is computed here."""
