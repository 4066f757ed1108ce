"""Descent, a unit unrolled in time, and the mathematics behind both, in numbers for figures.

The pages on the foundations draw what is computed here."""
