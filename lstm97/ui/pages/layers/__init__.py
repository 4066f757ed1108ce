"""The room of the page ``layers``: many neurons, layer by layer."""
