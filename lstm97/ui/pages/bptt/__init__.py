"""The room of the page ``bptt``: error back through the unrolled unit."""
