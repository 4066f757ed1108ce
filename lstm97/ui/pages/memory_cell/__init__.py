"""The room of the page ``memory-cell``: the memory cell and its gates."""
