"""The room of the page ``paper-tables``: the paper's tables beside those measured."""
