"""The room of the page ``your-network``: error flow in a network of the reader's own."""
