"""The room of the page ``math-toolbox``: products, powers and noise."""
