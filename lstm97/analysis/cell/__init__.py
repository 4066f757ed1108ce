"""The carousel, the gates around it, and what goes wrong with both, in numbers for figures.

The pages on the carousel and the memory cell draw what is computed here."""
